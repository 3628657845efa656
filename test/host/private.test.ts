import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { openDataFolder } from '../../host/dataFolder';
import { readMemory } from '../../host/memory';
import { createOwner } from '../../host/owner';

const onlyUnix = process.platform === 'win32' ? test.skip : test;
const mode = (path: string) => (statSync(path).mode & 0o777).toString(8);

describe('field X9: what the demo keeps', () => {
  let place: string;
  beforeEach(() => {
    place = mkdtempSync(join(tmpdir(), 'mensageiro-private-'));
  });
  afterEach(() => rmSync(place, { recursive: true }));

  test('has a password of 64 bits, another one each time', () => {
    const passwords = Array.from({ length: 20 }, () => createOwner().password);
    expect(new Set(passwords).size).toBe(20);
    for (const password of passwords) expect(password).toMatch(/^Mensageiro-[0-9a-f]{16}$/);
  });

  onlyUnix('is for its user alone, from the first start', () => {
    const folder = openDataFolder(join(place, 'data'));
    readMemory(folder);
    expect(mode(folder)).toBe('700');
    expect(mode(join(folder, 'memory.json'))).toBe('600');
  });

  onlyUnix('is taken from others where an earlier start left it to them', () => {
    const folder = join(place, 'data');
    mkdirSync(join(folder, '.n8n'), { recursive: true });
    for (const name of ['n8n.log', '.n8n/database.sqlite', '.n8n/config']) {
      writeFileSync(join(folder, name), '');
      chmodSync(join(folder, name), 0o644);
    }
    chmodSync(folder, 0o755);
    openDataFolder(folder);
    expect([folder, join(folder, '.n8n')].map(mode)).toEqual(['700', '700']);
    for (const name of ['n8n.log', '.n8n/database.sqlite', '.n8n/config'])
      expect(mode(join(folder, name))).toBe('600');
  });

  onlyUnix('is written by n8n for its user alone', () => {
    const file = join(place, 'database.sqlite');
    const script = `require('node:fs').writeFileSync(${JSON.stringify(file)}, '')`;
    const followParent = join(__dirname, '../../host/followParent.js');
    const { status } = spawnSync(process.execPath, ['--require', followParent, '-e', script]);
    expect([status, mode(file)]).toEqual([0, '600']);
  });

  test('and its threads run all the same', () => {
    const followParent = join(__dirname, '../../host/followParent.js');
    const script = `new (require('node:worker_threads').Worker)('process.stdout.write("ran")', { eval: true })`;
    const { stdout, stderr } = spawnSync(process.execPath, ['--require', followParent, '-e', script], {
      encoding: 'utf8',
    });
    expect({ stdout, stderr }).toEqual({ stdout: 'ran', stderr: '' });
  });
});
