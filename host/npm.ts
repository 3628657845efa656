import { runCommand, type CommandOptions } from './command';

const windows = process.platform === 'win32';

/** Settings of the run that started us; npm would take them for settings of the folder it works in. */
const inherited =
  /^npm_(lifecycle|package|node|command|execpath|config_(local_prefix|prefix|global_prefix|ignore_scripts))/i;

/** The environment without what `npm start` itself put there. The user's registry and proxy settings stay. */
export function withoutNpmRun(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !inherited.test(name)));
}

/**
 * Runs npm: the one that started us where there is one, otherwise the one on PATH.
 * `node` is the Node.js to run it with, so that what npm builds is built for that one.
 */
export async function runNpm(parameters: string[], options: CommandOptions, node = process.execPath) {
  const npm = process.env.npm_execpath;
  const env = withoutNpmRun(options.env ?? process.env);
  if (npm && /npm-cli\.c?js$/.test(npm)) return runCommand(node, [npm, ...parameters], { ...options, env });
  if (windows) return runCommand('cmd.exe', ['/d', '/s', '/c', 'npm', ...parameters], { ...options, env });
  return runCommand('npm', parameters, { ...options, env });
}
