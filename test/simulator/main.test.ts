import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { SimulatorUrls } from '../../simulator/simulator';
import { standServers } from '../support/vendorStands';

const root = join(__dirname, '../..');

test('prints its addresses, tells its parent, and ends on SIGTERM', async () => {
  const child = fork(join(root, 'simulator/main.ts'), [], {
    cwd: root,
    execArgv: ['--import', 'tsx'],
    silent: true,
  });
  let printed = '';
  let addresses: string[] = [];
  child.stdout?.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  const ended = new Promise<[number | null, NodeJS.Signals | null]>((resolve) => {
    child.once('close', (code, signal) => resolve([code, signal]));
  });
  try {
    const { urls } = await new Promise<{ urls: SimulatorUrls }>((resolve, reject) => {
      child.once('message', (message) => resolve(message as { urls: SimulatorUrls }));
      child.once('exit', () => reject(new Error('It ended before it was ready')));
    });
    expect((await fetch(urls.inbox)).status).toBe(200);
    addresses = Object.values(urls);
  } finally {
    child.kill('SIGTERM');
  }
  expect(await ended).toEqual([0, null]);
  expect(addresses).toHaveLength(1 + Object.keys(standServers).length);
  for (const url of addresses) expect(printed).toContain(url);
});
