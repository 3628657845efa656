import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { startProcess } from './processes';
import { words } from './words';

const kept = 40;

/** A command that ended badly, with the last lines it wrote. */
export class CommandFailed extends Error {
  constructor(
    readonly command: string,
    readonly output: string,
  ) {
    super(words().commandFailed(command));
    this.name = 'CommandFailed';
  }
}

export interface CommandOptions {
  cwd: string;
  env?: NodeJS.ProcessEnv;
}

/** Runs a program to its end without showing what it writes, unless it fails. */
export async function runCommand(
  program: string,
  parameters: string[],
  options: CommandOptions,
): Promise<void> {
  const command = [program, ...parameters].join(' ');
  const child = startProcess(program, parameters, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  const lines = lastLines(child);
  const [code, signal] = await ended(child, command);
  if (code !== 0)
    throw new CommandFailed(
      command,
      [...lines(), words().commandEnd(signal ?? words().endCode(code))].join('\n'),
    );
}

async function ended(child: ChildProcess, command: string): Promise<[number | null, string | null]> {
  try {
    return (await once(child, 'close')) as [number | null, string | null];
  } catch (cause) {
    throw new CommandFailed(command, cause instanceof Error ? cause.message : String(cause));
  }
}

function lastLines(child: ChildProcess): () => string[] {
  let text = '';
  const keep = (chunk: Buffer) => {
    text = (text + chunk.toString()).slice(-20_000);
  };
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  return () => text.trimEnd().split('\n').slice(-kept);
}
