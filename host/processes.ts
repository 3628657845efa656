import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';

const windows = process.platform === 'win32';
const running = new Set<ChildProcess>();

/**
 * Starts a program in a process group of its own, so that it and everything it starts can be ended
 * together, and so that Ctrl-C reaches it through us, in order, and not at the same moment.
 */
export function startProcess(
  program: string,
  parameters: string[],
  options: SpawnOptions = {},
): ChildProcess {
  const child = spawn(program, parameters, { ...options, detached: !windows, windowsHide: true });
  running.add(child);
  // A program that has ended may leave children; its group is forgotten only when it is empty.
  child.once('exit', () => {
    if (!groupIsAlive(child)) running.delete(child);
  });
  child.once('error', () => running.delete(child));
  return child;
}

/** Asks the program to end, waits up to `patience` milliseconds, then ends what is left of its group. */
export async function endProcess(child: ChildProcess, patience = 15_000): Promise<void> {
  if (child.pid === undefined) return;
  if (!hasEnded(child)) {
    const exited = once(child, 'exit');
    if (windows) endTree(child.pid);
    else child.kill('SIGTERM');
    await Promise.race([exited, pause(patience, undefined, { ref: false })]);
  }
  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    if (!groupIsAlive(child)) break;
    signalGroup(child, signal);
    await groupEnds(child, 2_000);
  }
  running.delete(child);
}

/** Ends everything that `startProcess` started and that is still running. */
export async function endAllProcesses(): Promise<void> {
  await Promise.all([...running].map((child) => endProcess(child)));
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

function groupIsAlive(child: ChildProcess): boolean {
  if (child.pid === undefined) return false;
  if (windows) return !hasEnded(child);
  try {
    process.kill(-child.pid, 0);
    return true;
  } catch {
    return false;
  }
}

function signalGroup(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): void {
  if (child.pid === undefined) return;
  if (windows) return endTree(child.pid);
  try {
    process.kill(-child.pid, signal);
  } catch {
    // It ended between the question and the signal.
  }
}

function endTree(processId: number): void {
  spawn('taskkill', ['/pid', String(processId), '/T', '/F'], { stdio: 'ignore', windowsHide: true });
}

async function groupEnds(child: ChildProcess, patience: number): Promise<void> {
  const deadline = Date.now() + patience;
  while (groupIsAlive(child) && Date.now() < deadline) await pause(50);
}
