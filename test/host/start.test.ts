import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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

  test('field R17: says which package is missing where only some are installed', () => {
    const folder = mkdtempSync(join(tmpdir(), 'mensageiro-start-'));
    try {
      copyFileSync(start, join(folder, 'start.js'));
      for (const name of ['tsx', 'listr2'])
        mkdirSync(join(folder, 'node_modules', name), { recursive: true });
      writeFileSync(join(folder, 'node_modules', 'tsx', 'cjs.js'), '');
      writeFileSync(join(folder, 'node_modules', 'listr2', 'index.js'), '');
      mkdirSync(join(folder, 'host'));
      const put = (text: string) => writeFileSync(join(folder, 'host', 'start.ts'), text);
      const run = () => spawnSync(process.execPath, ['start.js'], { cwd: folder, encoding: 'utf8' });

      put("require('express')");
      const { status, stderr } = run();
      expect(status).toBe(1);
      expect(stderr.trim().split('\n')).toEqual([
        "The development packages are not all there: Cannot find module 'express'",
        'Type: npm ci && npm start',
      ]);

      // What else goes wrong is no matter of packages.
      put("throw new Error('of its own')");
      expect(run().stderr).not.toContain('npm ci');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

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
