import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ProjectCopy } from './project';

/**
 * The recipe of CONTRIBUTING.md, walked: vendors that the project does not know are added to a copy of it, and
 * the contract tests are run there. Globex is invented and uses what the contract has; Twilio is on trial, made
 * from its documents.
 */

const CONTRIBUTING = readFileSync(join(__dirname, '..', '..', 'CONTRIBUTING.md'), 'utf8');

/** The files that the recipe names, as it writes them for the vendor acme. */
const RECIPE = /<!-- recipe:start -->\s*```text\n([^`]*)```\s*<!-- recipe:end -->/
  .exec(CONTRIBUTING)?.[1]
  ?.split('\n')
  .map((line) => line.split('#')[0]?.trim() ?? '')
  .filter((line) => line !== '');

/** A vendor to be added: what stands in its folder here, and how it is called. */
interface Added {
  id: string;
  /** Its credential's class. */
  credential: string;
}

const ADDED: readonly Added[] = [
  { id: 'globex', credential: 'GlobexApi' },
  { id: 'twilio', credential: 'MensageiroTwilioApi' },
];

/** A vendor has a stand for each generation of its API. */
const standsOf = (id: string): string[] =>
  readdirSync(join(__dirname, id, 'test', 'support', 'stands')).map((file) => file.replace('.ts', ''));

/** The lines in the lists, as the recipe's steps say. */
function list(copy: ProjectCopy, { id, credential }: Added): void {
  copy.edit(
    'vendors/index.ts',
    /(?=import \{ \w+ \} from '\.\/)/,
    `import { ${id} } from './${id}/${id}';\n`,
  );
  copy.edit('vendors/index.ts', /vendors: readonly Vendor\[\] = \[/, `$&${id}, `);
  copy.edit(
    'package.json',
    /"credentials": \[\n/,
    `$&      "dist/credentials/${credential}.credentials.js",\n`,
  );
  copy.edit('package.json', /"keywords": \[\n/, `$&    "${id}",\n`);
  for (const stand of standsOf(id)) {
    copy.edit(
      'test/support/vendorStands.ts',
      /(?=import \{ \w+Stand \} from)/,
      `import { ${stand}Stand } from './stands/${stand}';\n`,
    );
    copy.edit('test/support/vendorStands.ts', /const stands = \[\n/, `$&  ${stand}Stand,\n`);
  }
}

const MEDIA_SENDERS = 'credentials/shared/mediaSenders.ts';

/** Whoever was only a sender of the trigger's Custom source is a vendor with a webhook then. */
function noSenderAnyMore(copy: ProjectCopy, { id }: Added): void {
  if (!existsSync(join(__dirname, '..', '..', 'vendors', 'senders', `${id}.ts`))) return;
  copy.delete(`vendors/senders/${id}.ts`);
  copy.edit('vendors/senders/index.ts', new RegExp(`import \\{ ${id} \\}[^\\n]*\\n`), '');
  copy.edit('vendors/senders/index.ts', new RegExp(`\\n *${id},`), '');
  const keyed = new RegExp(` {2}\\{\\n {4}id: '${id}',[\\s\\S]*?\\n {2}\\},\\n`);
  if (keyed.test(copy.read(MEDIA_SENDERS))) copy.edit(MEDIA_SENDERS, keyed, '');
}

const matches = (file: string, pattern: string): boolean =>
  new RegExp(
    `^${pattern
      .split('*')
      .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
      .join('.*')}$`,
  ).test(file);

/** The recipe's files for the vendors that were added. */
const allowed = (added: readonly Added[]): string[] =>
  added.flatMap(({ id, credential }) =>
    (RECIPE ?? []).map((line) => line.replaceAll('AcmeApi', credential).replaceAll('acme', id)),
  );

const CONTRACT_TESTS = readdirSync(join(__dirname, '..', 'contract'))
  .filter((file) => file.endsWith('.test.ts') && file !== 'linearTime.test.ts')
  .map((file) => `test/contract/${file}`);

describe('a vendor that is added as CONTRIBUTING.md says', () => {
  let copy: ProjectCopy;

  beforeAll(() => {
    copy = ProjectCopy.make();
    // The stand-in of vendors on trial is no part of the recipe: theirs would be strict, as the simulator's are.
    copy.lay(join(__dirname, 'recorded'));
    copy.commit('a stand-in that answers as recorded');
    for (const added of ADDED) {
      copy.lay(join(__dirname, added.id));
      list(copy, added);
      noSenderAnyMore(copy, added);
    }
  });

  afterAll(() => copy.remove());

  const jest = (...args: string[]) =>
    copy.run('jest/bin/jest.js', ['--silent', '--ci', ...args], { WRITE_PUBLISHED: '1', FORCE_COLOR: '0' });

  it('is found by the nodes, the trigger, the docs and the simulator, and passes the contract tests', () => {
    const docs = copy.run('tsx/dist/cli.mjs', ['scripts/docs.ts']);
    expect(docs).toMatchObject({ code: 0 });
    const { code, output } = jest(...CONTRACT_TESTS);
    const said = code === 0 ? '' : output;
    expect(said).toBe('');
    for (const { id } of ADDED) {
      expect(copy.read('test/contract/published/sendText.json')).toContain(`"value": "${id}"`);
      expect(copy.read('test/contract/published/statusTrigger.json')).toContain(`"value": "${id}"`);
    }
  }, 900_000);

  it('changes no file that the recipe does not name', () => {
    const files = copy.changed();
    const wanted = allowed(ADDED);
    expect(RECIPE?.length).toBeGreaterThan(5);
    expect(files.length).toBeGreaterThan(20);
    expect(files.filter((file) => !wanted.some((pattern) => matches(file, pattern)))).toEqual([]);
  });

  it('has types that fit', () => {
    const { output } = copy.run('typescript/bin/tsc', ['--noEmit', '--project', 'tsconfig.json']);
    expect(output.trim()).toBe('');
  }, 300_000);

  it('is told in a sentence what is missing', () => {
    copy.delete('vendors/globex/exchanges/text-department.json');
    copy.delete('vendors/globex/payloads/line-connected.json');
    copy.edit('test/support/vendorStands.ts', /\n {2}globexStand,/, '');
    const { code, output } = jest(
      ...['honouredInputs', 'recordedPayloads', 'simulator'].map((name) => `test/contract/${name}.test.ts`),
      '--testNamePattern',
      'lobex',
    );
    expect(code).not.toBe(0);
    for (const sentence of [
      'No exchange in vendors/globex/exchanges has a value for \\"department\\": record one.',
      'No payload of the source globex of an event that starts nothing: record one under vendors/*/payloads.',
      'globex only has no entry in test/support/vendorStands.ts.',
    ])
      expect(output).toContain(sentence);
  }, 300_000);
});
