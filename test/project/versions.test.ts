import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { RESULT_FILE, resultOf, versionMatrix } from '../../scripts/versionDocs';

const checks = [
  { name: 'loads', title: 'It loads' },
  { name: 'sends', title: 'It sends' },
];

const found = (n8n: string, red: Record<string, string> = {}) => ({ n8n, node: '22.0.0', red });

describe('the matrix of n8n versions', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'mensageiro-matrix-'));
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  function matrixOf(result: string): string[] {
    mkdirSync(dirname(join(root, RESULT_FILE)), { recursive: true });
    writeFileSync(join(root, RESULT_FILE), result);
    return versionMatrix(root).split('\n');
  }

  test('says of each version what was so and what was not', () => {
    const result = resultOf([found('1.0.0', { sends: 'It did not.' }), found('2.0.0')], checks, null, [
      '2.0.0',
      '1.0.0',
    ]);
    expect(matrixOf(result)).toEqual([
      '| n8n | 2.0.0 | 1.0.0 |',
      '| --- | :---: | :---: |',
      '| It loads | yes | yes |',
      '| It sends | yes | **no** |',
    ]);
  });

  test('keeps what an earlier run found of the versions that were not tried again, and nothing unlisted', () => {
    const before = resultOf(
      [found('1.0.0', { sends: 'No.' }), found('2.0.0', { loads: 'No.' })],
      checks,
      null,
      ['2.0.0', '1.0.0'],
    );
    const result = resultOf([found('2.0.0')], checks, before, ['3.0.0', '2.0.0', '1.0.0']);
    expect(matrixOf(result)[0]).toBe('| n8n | 2.0.0 | 1.0.0 |');
    expect(matrixOf(result)[2]).toBe('| It loads | yes | yes |');
    expect(matrixOf(result)[3]).toBe('| It sends | yes | **no** |');
    expect(matrixOf(resultOf([], checks, before, ['2.0.0']))[0]).toBe('| n8n | 2.0.0 |');
  });

  test('forgets what was found with other checks', () => {
    const before = resultOf([found('1.0.0')], checks.slice(1), null, ['1.0.0']);
    expect(JSON.parse(resultOf([], checks, before, ['1.0.0']))).toEqual({ checks, versions: [] });
  });

  test('says how it is made where there is none', () => {
    expect(() => versionMatrix(root)).toThrow('npm run test:versions');
  });
});
