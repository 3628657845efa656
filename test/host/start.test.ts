import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, copyFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Linter } from 'eslint';

const start = join(__dirname, '..', '..', 'start.js');

/** Runs start.js in a Node.js that claims to be of another version. */
function startAs(version: string) {
  const script = `Object.defineProperty(process.versions, 'node', { value: '${version}' }); require(${JSON.stringify(start)});`;
  return spawnSync(process.execPath, ['-e', script], { encoding: 'utf8' });
}

describe('start.js', () => {
  test('is old enough JavaScript for any Node.js to read', () => {
    const findings = new Linter().verify(readFileSync(start, 'utf8'), [
      { languageOptions: { ecmaVersion: 5, sourceType: 'script' } },
    ]);
    expect(findings).toEqual([]);
  });

  test.each(['0.12.18', '8.17.0', '18.20.8', '19.9.0'])(
    'refuses Node.js %s and says what to do',
    (version) => {
      const { status, stderr, stdout } = startAs(version);
      expect(status).toBe(1);
      expect(stdout).toBe('');
      expect(stderr).toContain(`Mensageiro needs Node.js 20 or newer; this is Node.js ${version}.`);
      expect(stderr).toContain('https://nodejs.org');
    },
  );

  test('says that npm ci comes first where nothing is installed', () => {
    const folder = mkdtempSync(join(tmpdir(), 'mensageiro-start-'));
    try {
      copyFileSync(start, join(folder, 'start.js'));
      const run = () =>
        execFileSync(process.execPath, ['start.js'], { cwd: folder, encoding: 'utf8', stdio: 'pipe' });
      expect(run).toThrow('npm ci && npm start');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
