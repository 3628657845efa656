import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync, rmSync } from 'node:fs';
import { join, posix, sep } from 'node:path';
import { cloneCheckout, type CleanClone } from '../support/cleanClone';

/** What npm says of a package that it would publish. */
interface Packed {
  size: number;
  unpackedSize: number;
  files: { path: string }[];
}

/** A node or credential as n8n loads it from the package. */
interface Loaded {
  file: string;
  name: string;
  icon: { light?: string; dark?: string };
}

/** npm 10 answers with the package itself, npm 11 with one under its name, `npm pack` with a list of one. */
function read(json: string): Packed {
  const answer = JSON.parse(json) as Packed | Record<string, Packed>;
  return 'files' in answer ? (answer as Packed) : (Object.values(answer)[0] as Packed);
}

/** Loads what package.json names in a Node.js of its own, from the built files. */
const LOADER = `
  const { nodes, credentials } = require('./package.json').n8n;
  const loaded = [...nodes, ...credentials].map((file) => {
    const [exported] = Object.entries(require('./' + file));
    const [className, Type] = exported;
    if (!file.endsWith('/' + className + '.node.js') && !file.endsWith('/' + className + '.credentials.js'))
      throw new Error(file + ' holds ' + className);
    const instance = new Type();
    const { name, icon } = instance.description ?? instance;
    return { file, name, icon };
  });
  console.log(JSON.stringify(loaded));
`;

/** Two builds in a row take ten seconds, on a busy machine a multiple of that. */
const patience = 180_000;

describe('the package that npm publishes from a clean clone', () => {
  let clone: CleanClone;
  let published: Packed;
  let paths: string[];
  beforeAll(() => {
    clone = cloneCheckout();
    const withoutNetwork = ['--registry=http://127.0.0.1:9', '--fetch-retries=0'];
    published = read(
      clone.npm('publish', '--dry-run', '--json', '--foreground-scripts=false', ...withoutNetwork),
    );
    paths = published.files.map(({ path }) => path).sort();
  }, patience);
  afterAll(() => clone?.remove());

  /** Files in a folder of the clone that end so, as paths from its root. */
  const sources = (folder: string, ending: string) =>
    readdirSync(join(clone.folder, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith(ending))
      .map((file) => `${folder}/${file.split(sep).join('/')}`);

  test('holds the built sources, the icons, the codex files and the four documents, and nothing else', () => {
    const shipped = ['core', 'vendors', 'nodes', 'credentials'];
    const compiled = shipped.flatMap((folder) => sources(folder, '.ts'));
    const built = [
      ...compiled.map((file) => file.replace(/\.ts$/, '.js')),
      ...sources('nodes', '.node.json'),
      ...sources('icons', '.svg'),
      'vendored/shell-quote.js',
      'vendored/zod.js',
    ].map((file) => `dist/${file}`);
    expect(compiled.length).toBeGreaterThan(50);
    expect(paths).toEqual([...built, 'CHANGELOG.md', 'LICENSE', 'README.md', 'package.json'].sort());
  });

  test('holds no test, no simulator, no recorded exchange, no map and no TypeScript', () => {
    const unwanted =
      /(^|\/)(test|simulator|recordings|exchanges|examples|host|docs|bench)\/|\.test\.|\.map$|\.ts$/;
    expect(paths.filter((path) => unwanted.test(path))).toEqual([]);
  });

  test('holds every file that package.json names, and a codex file beside every node', () => {
    const { main, n8n } = JSON.parse(readFileSync(join(clone.folder, 'package.json'), 'utf8')) as {
      main: string;
      n8n: { nodes: string[]; credentials: string[] };
    };
    const codex = n8n.nodes.map((file) => file.replace(/\.js$/, '.json'));
    expect(n8n.nodes.length).toBeGreaterThan(0);
    expect(n8n.credentials.length).toBeGreaterThan(0);
    expect(paths).toEqual(expect.arrayContaining([main, ...n8n.nodes, ...codex, ...n8n.credentials]));
  });

  test('loads, and has an icon for light and for dark editors on every node and credential', () => {
    const printed = execFileSync(process.execPath, ['-e', LOADER], { cwd: clone.folder, encoding: 'utf8' });
    const loaded = JSON.parse(printed) as Loaded[];
    const icons = loaded.flatMap(({ file, icon }) =>
      [icon.light, icon.dark].map((address) =>
        posix.join(posix.dirname(file), String(address).replace(/^file:/, '')),
      ),
    );
    expect(icons).toHaveLength(2 * loaded.length);
    expect(icons.filter((icon) => !icon.endsWith('.svg') || !paths.includes(icon))).toEqual([]);
    expect(new Set(loaded.map(({ name }) => name)).size).toBe(loaded.length);
  });

  test('stays small', () => {
    expect(published.size).toBeLessThan(400_000);
    expect(published.unpackedSize).toBeLessThan(1_600_000);
  });

  test(
    'is what a plain "npm pack" writes into a file, which is built for it',
    () => {
      rmSync(join(clone.folder, 'dist'), { recursive: true });
      const printed = clone.npm('pack', '--json', '--foreground-scripts=false');
      const packed = read(printed);
      expect(packed.files.map(({ path }) => path).sort()).toEqual(paths);
      expect(readdirSync(clone.folder).filter((file) => file.endsWith('.tgz'))).toHaveLength(1);
    },
    patience,
  );
});
