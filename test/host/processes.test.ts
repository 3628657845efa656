import { once } from 'node:events';
import { endProcess, startProcess } from '../../host/processes';

const onlyUnix = process.platform === 'win32' ? test.skip : test;

/** Starts a child that starts a grandchild and tells its process id. */
const family = (childEnds: string) => `
  const { spawn } = require('node:child_process');
  const grandchild = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
  console.log(grandchild.pid);
  ${childEnds}
`;

async function startFamily(childEnds: string) {
  const child = startProcess(process.execPath, ['-e', family(childEnds)], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [line] = (await once(child.stdout!, 'data')) as [Buffer];
  return { child, grandchild: Number(line.toString()) };
}

function isAlive(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch {
    return false;
  }
}

describe('processes', () => {
  onlyUnix('a program is ended together with what it started', async () => {
    const { child, grandchild } = await startFamily('setInterval(() => {}, 1000);');
    expect(isAlive(grandchild)).toBe(true);
    await endProcess(child);
    expect(child.signalCode).toBe('SIGTERM');
    expect(isAlive(grandchild)).toBe(false);
  });

  onlyUnix('what a program left behind when it ended is ended too', async () => {
    const { child, grandchild } = await startFamily('setTimeout(() => process.exit(0), 50);');
    await once(child, 'exit');
    expect(isAlive(grandchild)).toBe(true);
    await endProcess(child);
    expect(isAlive(grandchild)).toBe(false);
  });

  onlyUnix('a program that does not listen is ended after the patience', async () => {
    const { child, grandchild } = await startFamily(
      "process.on('SIGTERM', () => {}); setInterval(() => {}, 1000);",
    );
    await endProcess(child, 50);
    expect(isAlive(grandchild)).toBe(false);
    expect(isAlive(child.pid!)).toBe(false);
  });
});
