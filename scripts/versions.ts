import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkout } from '../host/places';
import { endAllProcesses } from '../host/processes';
import { checks } from '../test/versions/checks';
import { install, pack } from '../test/versions/installing';
import { tryIn, type Outcome } from '../test/versions/matrix';
import { versions, type Version } from '../test/versions/versions';
import { RESULT_FILE, resultOf } from './versionDocs';

/**
 * Tries the package in every n8n of the list and writes what came of it; `--short` tries it in the oldest and
 * the newest, and other words are the versions to try. `--install` only installs them.
 */
async function main(words: readonly string[]): Promise<void> {
  const chosen = choose(words.filter((word) => word !== '--install'));
  if (words.includes('--install')) {
    for (const version of chosen) await install(version);
    return;
  }
  const folder = mkdtempSync(join(tmpdir(), 'mensageiro-packed-'));
  try {
    const packed = await pack(folder);
    const outcomes: Outcome[] = [];
    for (const version of chosen) outcomes.push(await tryIn(version, packed, console.log));
    print(outcomes);
    write(outcomes);
    if (outcomes.some(({ red }) => Object.keys(red).length > 0)) process.exitCode = 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function write(outcomes: readonly Outcome[]): void {
  const file = join(checkout, RESULT_FILE);
  const before = existsSync(file) ? readFileSync(file, 'utf8') : null;
  const listed = versions.map(({ n8n }) => n8n);
  writeFileSync(file, resultOf(outcomes, checks, before, listed));
}

function choose(words: readonly string[]): readonly Version[] {
  if (words.length === 0) return versions;
  if (words.includes('--short')) return [versions.at(-1), versions[0]].filter((one) => one !== undefined);
  const found = versions.filter(({ n8n }) => words.includes(n8n));
  if (found.length !== words.length)
    throw new Error(`The versions are ${versions.map(({ n8n }) => n8n).join(', ')}.`);
  return found;
}

function print(outcomes: readonly Outcome[]): void {
  const row = (cells: readonly string[]) => cells.map((cell) => cell.padEnd(10)).join(' ');
  console.log(`\n${row(['', ...outcomes.map(({ n8n }) => n8n)])}`);
  for (const { name, title } of checks)
    console.log(`${row(['', ...outcomes.map(({ red }) => (name in red ? 'NO' : 'yes'))])} ${title}`);
}

main(process.argv.slice(2))
  .catch((cause: unknown) => {
    console.error(cause instanceof Error ? cause.message : cause);
    process.exitCode = 1;
  })
  .finally(endAllProcesses);
