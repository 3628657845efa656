import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { runCommand } from './command';
import { checkout } from './places';
import { vendorAll } from '../scripts/vendored';

const sources = [
  'core',
  'vendors',
  'nodes',
  'credentials',
  'icons',
  'scripts',
  'package.json',
  'gulpfile.js',
];
const settings = ['tsconfig.json', 'tsconfig.build.json', 'package-lock.json'];
const stampFile = join(checkout, 'node_modules', '.cache', 'mensageiro', 'built');
const gulp = join(checkout, 'node_modules', 'gulp', 'bin', 'gulp.js');
const compiler = join(checkout, 'node_modules', 'typescript', 'bin', 'tsc');
const built = join(checkout, 'dist');

/** Whether `dist` was made from exactly the sources that are there now. */
export function packageIsBuilt(): boolean {
  return existsSync(built) && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === sourcesHash();
}

/** Compiles the package to `dist`, as `npm run build` does. */
export async function buildPackage(): Promise<void> {
  const hash = sourcesHash();
  await runCommand(process.execPath, [gulp, 'build'], { cwd: checkout });
  mkdirSync(dirname(stampFile), { recursive: true });
  writeFileSync(stampFile, hash);
}

/** Compiles the package unless `dist` is made from what is there now. */
export async function ensurePackageIsBuilt(): Promise<void> {
  if (!packageIsBuilt()) await buildPackage();
}

/**
 * Puts the built package where n8n looks for installed community packages. It is a copy, not a link:
 * a linked package would find this checkout's node_modules, an installed one finds only n8n's own.
 */
export function placePackage(userFolder: string, packageFolder = checkout): void {
  const target = placeIn(userFolder);
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  cpSync(join(packageFolder, 'package.json'), join(target, 'package.json'));
  cpSync(join(packageFolder, 'dist'), join(target, 'dist'), { recursive: true });
}

/**
 * Compiles once more to where `placePackage` put the package, with maps that lead a debugger from there to the
 * sources in this checkout. The package itself has none.
 */
export async function placeSourceMaps(userFolder: string): Promise<void> {
  const target = join(placeIn(userFolder), 'dist');
  const parameters = ['--project', 'tsconfig.build.json', '--outDir', target, '--inlineSourceMap'];
  await runCommand(process.execPath, [compiler, ...parameters], { cwd: checkout });
  vendorAll(target);
}

function placeIn(userFolder: string): string {
  return join(userFolder, '.n8n', 'nodes', 'node_modules', 'n8n-nodes-mensageiro');
}

function sourcesHash(): string {
  const hash = createHash('sha256');
  for (const name of [...sources, ...settings]) addToHash(hash, join(checkout, name));
  return hash.digest('hex');
}

function addToHash(hash: ReturnType<typeof createHash>, path: string): void {
  for (const file of filesOf(path)) hash.update(file).update(readFileSync(file));
}

function filesOf(path: string): string[] {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  const entries = readdirSync(path, { withFileTypes: true, recursive: true });
  const files = entries.filter((entry) => entry.isFile());
  return files.map((file) => join(file.parentPath, file.name)).sort();
}
