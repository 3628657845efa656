import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { claimFolder } from '../../host/onlyOnce';

/** A process that has claimed the folder and stays. */
async function claimElsewhere(folder: string): Promise<ChildProcess> {
  const module = join(__dirname, '..', '..', 'host', 'onlyOnce.ts');
  const script = `require('tsx/cjs'); require(${JSON.stringify(module)}).claimFolder(${JSON.stringify(folder)})
    .then((refusal) => console.log('claimed', refusal)); setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout!, 'data');
  return child;
}

describe('claiming the data folder', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'mensageiro-claim-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test('a second start is refused while the first one runs, and not after it was killed', async () => {
    const other = await claimElsewhere(folder);
    try {
      expect(await claimFolder(folder)).toContain(`already running in this checkout (process ${other.pid})`);
    } finally {
      other.kill('SIGKILL');
      await once(other, 'exit');
    }
    expect(await claimFolder(folder)).toBeNull();
  });

  test('a claim that a crash left half written does not stand in the way', async () => {
    writeFileSync(join(folder, 'running.json'), '{"proc');
    expect(await claimFolder(folder)).toBeNull();
  });
});
