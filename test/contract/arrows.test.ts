import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { vendors, webhookSources } from '../../vendors';
import { senders } from '../../vendors/senders';
import { importsOf, moduleNames, sourceFiles, type Import } from '../support/imports';

const ROOT = join(__dirname, '..', '..');

const OUTSIDE = ['zod/v4', 'node:crypto'];

/** Splits the words of a command; only the room for commands needs it. */
const WORDS = 'shell-quote';

const isWordSplitter = ({ file, target }: Import): boolean =>
  target === WORDS && file === 'core/curl/words.ts';

/** The rooms of core, from the ground up. */
const ROOMS = [
  'contract',
  'outcomes',
  'input',
  'recipients',
  'files',
  'curl',
  'message',
  'pacing',
  'memory',
  'sending',
  'webhook',
];

/** The imports of a folder that no rule allows, as "file -> target". */
const forbidden = (folder: string, isAllowed: (each: Import) => boolean): string[] =>
  importsOf(ROOT, folder)
    .filter((each) => !isAllowed(each))
    .map(({ file, target }) => `${file} -> ${target}`);

const isIn = (target: string, ...folders: string[]): boolean =>
  folders.some((folder) => target.startsWith(`${folder}/`));

describe('the arrows between the folders', () => {
  it('let core know only itself', () => {
    expect(importsOf(ROOT, 'core').length).toBeGreaterThan(20);
    expect(
      forbidden(
        'core',
        (each) => isWordSplitter(each) || OUTSIDE.includes(each.target) || isIn(each.target, 'core'),
      ),
    ).toEqual([]);
  });

  it('let no file of core lie outside a room, and none but known rooms', () => {
    const found = readdirSync(join(ROOT, 'core'), { withFileTypes: true });
    expect(found.filter((each) => !each.isDirectory()).map(({ name }) => name)).toEqual([]);
    expect(found.map(({ name }) => name).sort()).toEqual([...ROOMS].sort());
  });

  it.each(ROOMS.map((room, floor) => [room, ROOMS.slice(0, floor + 1)] as const))(
    'let the room %s of core know only itself and the rooms before it',
    (room, known) => {
      const folders = known.map((each) => `core/${each}`);
      expect(sourceFiles(ROOT, `core/${room}`).length).toBeGreaterThan(0);
      expect(
        forbidden(
          `core/${room}`,
          (each) => isWordSplitter(each) || OUTSIDE.includes(each.target) || isIn(each.target, ...folders),
        ),
      ).toEqual([]);
    },
  );

  it.each(vendors.map(({ id }) => id))(
    'let %s know only core, its own folder and what its family shares',
    (id) => {
      const folder = `vendors/${id}`;
      expect(importsOf(ROOT, folder).length).toBeGreaterThan(0);
      expect(
        forbidden(
          folder,
          ({ target }) => OUTSIDE.includes(target) || isIn(target, 'core', folder, 'vendors/families'),
        ),
      ).toEqual([]);
    },
  );

  it('let what a family of vendors shares know only core and other families', () => {
    const folder = 'vendors/families';
    expect(importsOf(ROOT, folder).length).toBeGreaterThan(0);
    expect(
      forbidden(folder, ({ target }) => OUTSIDE.includes(target) || isIn(target, 'core', folder)),
    ).toEqual([]);
  });

  it('let the list of vendors name each once', () => {
    const named = importsOf(ROOT, 'vendors').filter(({ file }) => file === 'vendors/index.ts');
    const known = vendors.map(({ id }) => `vendors/${id}/${id}`);
    // Who only reports has no definition, and is listed by its webhook.
    const reporting = [...new Set(webhookSources.map(({ id }) => id))]
      .filter((id) => !vendors.some(({ webhook }) => webhook?.sources.some((source) => source.id === id)))
      .map((id) => `vendors/${id}/webhook`);
    const types = ['core/contract/delivery', 'core/contract/vendor'];
    expect(named.map(({ target }) => target).sort()).toEqual([...known, ...reporting, ...types].sort());
  });

  it('let the list of senders name each once', () => {
    const named = importsOf(ROOT, 'vendors').filter(({ file }) => file === 'vendors/senders/index.ts');
    const chosen = senders.map(({ id }) => `vendors/senders/${id}`);
    expect(named.map(({ target }) => target).sort()).toEqual([...chosen, 'core/webhook/shape'].sort());
  });

  it('let a sender of the list know only core, who only reports, and what families share', () => {
    const folder = 'vendors/senders';
    expect(importsOf(ROOT, folder).length).toBeGreaterThan(0);
    expect(
      forbidden(
        folder,
        ({ file, target }) =>
          file.endsWith('/index.ts') || isIn(target, 'core', 'vendors/meta', 'vendors/families'),
      ),
    ).toEqual([]);
  });

  it('let nodes know n8n, core, credentials and the list of vendors, but no vendor', () => {
    const allowed = [...OUTSIDE, 'n8n-workflow', 'vendors', 'vendors/index', 'vendors/senders'];
    expect(
      forbidden(
        'nodes',
        ({ target }) => allowed.includes(target) || isIn(target, 'core', 'nodes', 'credentials'),
      ),
    ).toEqual([]);
  });

  it('let credentials know n8n and core, but no vendor and no node', () => {
    const allowed = ['n8n-workflow', ...OUTSIDE];
    expect(
      forbidden(
        'credentials',
        ({ target }) => allowed.includes(target) || isIn(target, 'core', 'credentials'),
      ),
    ).toEqual([]);
  });

  it('are seen in every way in which a module can be named', () => {
    const text = [
      "import a from 'a';",
      "import type { B } from 'b';",
      "export * from 'c';",
      "import d = require('d');",
      "type E = import('e').E;",
      "const f = await import('f');",
      "const g = require('g');",
      'const h = require(name);',
      'const i = import(`i`);',
      "import 'j';",
    ].join('\n');
    expect(moduleNames(text)).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'g', '(computed)', 'i', 'j']);
  });
});
