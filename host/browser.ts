import { spawn } from 'node:child_process';

const openers: Partial<Record<NodeJS.Platform, [string, ...string[]]>> = {
  darwin: ['open'],
  win32: ['cmd', '/c', 'start', ''],
};

/** Shows a page in the user's browser, where there is a person and a screen. It is no loss where not. */
export function openBrowser(address: string, environment: NodeJS.ProcessEnv = process.env): boolean {
  if (!process.stdout.isTTY || environment.CI || !hasScreen(environment)) return false;
  const [program, ...parameters] = openers[process.platform] ?? ['xdg-open'];
  const child = spawn(program, [...parameters, address], { stdio: 'ignore', detached: true });
  child.once('error', () => {});
  child.unref();
  return true;
}

function hasScreen(environment: NodeJS.ProcessEnv): boolean {
  if (process.platform === 'darwin' || process.platform === 'win32') return true;
  return Boolean(environment.DISPLAY ?? environment.WAYLAND_DISPLAY);
}
