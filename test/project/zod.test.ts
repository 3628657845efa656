import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { withVendoredZod } from '../../scripts/vendoredZod';
import { cloneCheckout, type CleanClone } from '../support/cleanClone';

const IMPORTED = 'const v4_1 = require("zod/v4");\n';

describe('a built file that imports zod', () => {
  test.each([
    ['nodes/A/A.node.js', '../../vendored/zod.js'],
    ['core/a.js', '../vendored/zod.js'],
    ['a.js', './vendored/zod.js'],
  ])('%s imports %s', (file, path) => {
    const code = `${IMPORTED}v4_1.z.object({ a: v4_1.z\n  .string() });`;
    expect(withVendoredZod(code, file)).toEqual({
      code: code.replace('zod/v4', path),
      names: ['object', 'string'],
    });
  });

  test('stays as it is where it imports none', () => {
    expect(withVendoredZod('const a = 1;', 'a.js')).toEqual({ code: 'const a = 1;', names: [] });
  });

  test.each([
    ['all of it', `${IMPORTED}const { string } = v4_1.z;`],
    ['the whole module', `${IMPORTED}use(v4_1);`],
    ['another zod', 'const zod_1 = require("zod");'],
    ['another part of zod', 'const core = require("zod/v4/core");'],
  ])('is no package where it uses %s', (_, code) => {
    expect(() => withVendoredZod(code, 'core/a.js')).toThrow('core/a.js has to import zod as');
  });
});

/** A build takes five seconds, on a busy machine a multiple of that. */
const patience = 300_000;

/** What n8n looks at in a published package, as @n8n/scan-community-package does: no comment can switch it off. */
const RULES = `
  import { n8nCommunityNodesPlugin } from '@n8n/eslint-plugin-community-nodes';
  const files = ['dist/**/*.js'];
  export default [
    { ...n8nCommunityNodesPlugin.configs.recommended, files, linterOptions: { noInlineConfig: true } },
    { files, rules: { 'no-console': 'error' } },
  ];
`;

/** Loads every node and credential of a package, as n8n's loader does. */
const LOADER = `
  const folder = process.argv[1] + '/node_modules/n8n-nodes-mensageiro/';
  const { nodes, credentials } = require(folder + 'package.json').n8n;
  for (const file of [...nodes, ...credentials]) for (const Type of Object.values(require(folder + file))) new Type();
  const own = Object.values(require.cache).filter(({ id }) => /n8n-nodes-mensageiro[\\\\/]dist/.test(id));
  const children = own.flatMap(({ children }) => children.map(({ id }) => id));
  console.log(JSON.stringify({ own: own.length, zod: children.filter((id) => /[\\\\/]zod[\\\\/]/.test(id)) }));
`;

describe('field V2: zod travels inside the package', () => {
  let clone: CleanClone;
  let place: string;
  const installed = (...path: string[]) => join(place, 'node_modules', 'n8n-nodes-mensageiro', ...path);

  beforeAll(() => {
    clone = cloneCheckout();
    clone.npm('run', 'build');
    place = mkdtempSync(join(tmpdir(), 'mensageiro-zod-'));
    mkdirSync(installed(), { recursive: true });
    for (const each of ['dist', 'package.json'])
      execFileSync('cp', ['-r', join(clone.folder, each), installed(each)]);
    // What another community package may bring into the folder: a zod in which there is no "zod/v4".
    write(
      'node_modules/zod/package.json',
      '{ "name": "zod", "version": "3.24.4", "exports": { ".": "./index.js" } }',
    );
    write('node_modules/zod/index.js', 'throw new Error("this zod is not for us");');
  }, patience);
  afterAll(() => {
    clone?.remove();
    if (place) rmSync(place, { recursive: true, force: true });
  });

  function write(file: string, text: string): void {
    mkdirSync(dirname(join(place, file)), { recursive: true });
    writeFileSync(join(place, file), text);
  }

  test('every node and credential loads beside an old zod, and touches it nowhere', () => {
    const workflow = dirname(dirname(dirname(require.resolve('n8n-workflow'))));
    const env = { ...process.env, NODE_PATH: dirname(workflow) };
    const printed = execFileSync(process.execPath, ['-e', LOADER, place], { encoding: 'utf8', env });
    const { own, zod } = JSON.parse(printed) as { own: number; zod: string[] };
    expect(own).toBeGreaterThan(50);
    expect(zod).toEqual([]);
  });

  test('declares nothing that would have to be installed with it', () => {
    const manifest = JSON.parse(readFileSync(installed('package.json'), 'utf8')) as Record<string, unknown>;
    expect(manifest).not.toHaveProperty('dependencies');
    expect(manifest).not.toHaveProperty('bundleDependencies');
    expect(manifest['peerDependencies']).toEqual({ 'n8n-workflow': '*' });
  });

  test('brings its licence, its sentences and one language only', () => {
    const zod = readFileSync(installed('dist', 'vendored', 'zod.js'), 'utf8');
    expect(zod).toContain('MIT License');
    expect(zod).toContain('Colin McDonnell');
    expect(zod).toContain('Invalid input: expected');
    expect(zod.match(/locales\/\w+\.js$/gm)).toEqual(['locales/en.js']);
    expect(zod.length).toBeLessThan(150_000);
  });

  test('no other file of it asks for a zod', () => {
    const files = readdirSync(installed('dist'), { recursive: true, encoding: 'utf8' });
    const asking = files
      .filter((file) => file.endsWith('.js'))
      .filter((file) => /require\("zod/.test(readFileSync(installed('dist', file), 'utf8')));
    expect(asking).toEqual([]);
  });

  test(
    "keeps n8n's own rules for what is published, zod included",
    () => {
      writeFileSync(join(clone.folder, 'published.mjs'), RULES);
      const eslint = join(clone.folder, 'node_modules', 'eslint', 'bin', 'eslint.js');
      const printed = execFileSync(
        process.execPath,
        [eslint, '--config', 'published.mjs', '--format', 'json', 'dist/**/*.js'],
        { cwd: clone.folder, encoding: 'utf8', maxBuffer: 50_000_000 },
      );
      const results = JSON.parse(printed) as { filePath: string; messages: unknown[] }[];
      expect(results.map(({ filePath }) => filePath)).toContain(
        join(realpathSync(clone.folder), 'dist', 'vendored', 'zod.js'),
      );
      expect(results.filter(({ messages }) => messages.length > 0)).toEqual([]);
    },
    patience,
  );
});
