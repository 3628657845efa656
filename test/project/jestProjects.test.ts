import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';

const root = join(__dirname, '..', '..');
const jestCommand = join(root, 'node_modules', 'jest', 'bin', 'jest.js');
const decisions = jest.requireActual<Record<'tests' | 'covered' | 'mutated', string[]>>('../decisions');

/** The test files that jest would run with these parameters, as paths from the root. */
function listed(...parameters: string[]): string[] {
  const printed = execFileSync(process.execPath, [jestCommand, '--listTests', '--json', ...parameters], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return (JSON.parse(printed) as string[]).map((file) => relative(root, file).split(sep).join('/')).sort();
}

const testFiles = readdirSync(join(root, 'test'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.test.ts'))
  .map((file) => `test/${file.split(sep).join('/')}`)
  .sort();

const inEndToEnd = (file: string) => file.startsWith('test/e2e/');
const inBrowser = (file: string) => file.startsWith('test/browser/');

/** The single paths that a pattern with one pair of braces at most stands for. */
function alternatives(pattern: string): string[] {
  const [, before = '', inside = '', after = ''] = /^(.*)\{(.*)\}(.*)$/.exec(pattern) ?? [];
  return inside ? inside.split(',').map((each) => before + each + after) : [pattern];
}

function standsForNothing(path: string): boolean {
  if (!path.includes('*')) return !existsSync(join(root, path));
  const folder = join(root, dirname(path));
  return !existsSync(folder) || readdirSync(folder).length === 0;
}

describe('the projects of jest', () => {
  test('run every test that needs no n8n server once, where none is named', () => {
    expect(testFiles.length).toBeGreaterThan(50);
    expect(listed()).toEqual(testFiles.filter((file) => !inEndToEnd(file) && !inBrowser(file)));
  });

  test('run the end-to-end tests, those in a browser and the matrix of deliveries only where they are named', () => {
    expect(listed('--selectProjects', 'e2e')).toEqual(testFiles.filter(inEndToEnd));
    expect(listed('--selectProjects', 'browser')).toEqual(testFiles.filter(inBrowser));
    expect(listed('--selectProjects=webhooks')).toEqual(['test/webhook/printMatrix.ts']);
  });

  test('measure the deciding code by its quick tests alone', () => {
    const quick = listed('--selectProjects', 'decisions');
    expect(quick).toEqual(decisions.tests.flatMap(alternatives).sort());
    expect(listed('--selectProjects', 'tests')).toEqual(
      testFiles.filter((file) => !inEndToEnd(file) && !inBrowser(file) && !quick.includes(file)),
    );
  });

  test.each(Object.entries(decisions))('names only what is there in its list "%s"', (_, patterns) => {
    expect(patterns.flatMap(alternatives).filter(standsForNothing)).toEqual([]);
  });
});
