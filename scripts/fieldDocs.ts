import { readFileSync, readdirSync } from 'node:fs';
import { join, sep } from 'node:path';

/** What a test's title says of a fault that was found in the field. */
interface Held {
  id: string;
  words: string;
  file: string;
}

const TITLE = /(?<quote>['"`])field (?<id>[A-Z]\d+): (?<words>(?:\\.|(?!\k<quote>).)*)\k<quote>/g;

/**
 * The faults that were found in the field, each with the tests that hold it and their words: a table in Markdown.
 *
 * @param root the folder of the checkout, whose tests begin their titles with `field`, the fault's id and a colon
 */
export function fieldTable(root: string): string {
  const held = testsIn(root).flatMap((file) => heldBy(file, readFileSync(join(root, file), 'utf8')));
  const ids = [...new Set(held.map(({ id }) => id))].sort(byLetterThenNumber);
  const rows = ids.map((id) =>
    rowOf(
      id,
      held.filter((each) => each.id === id),
    ),
  );
  return ['| Id | What is held | Shown by |', '| --- | --- | --- |', ...rows].join('\n');
}

const testsIn = (root: string): string[] =>
  readdirSync(join(root, 'test'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.ts'))
    .map((file) => `test/${file.split(sep).join('/')}`)
    .sort();

const heldBy = (file: string, source: string): Held[] =>
  [...source.matchAll(TITLE)].map(({ groups: { id = '', words = '' } = {} }) => ({ id, words, file }));

/** A row stays readable. */
const MOST_TITLES = 3;

/** One file may hold many sides of a fault; its first title stands for them. */
function rowOf(id: string, held: readonly Held[]): string {
  const files = [...new Set(held.map(({ file }) => file))];
  const words = files.map((file) => held.find((each) => each.file === file)?.words ?? '').map(plain);
  return `| ${id} | ${[...new Set(words)].slice(0, MOST_TITLES).join('; ')} | ${files.map((file) => `\`${file}\``).join(', ')} |`;
}

const plain = (words: string): string =>
  words
    .replace(/\\(.)/g, '$1')
    .replace(/\$\{[^}]*\}|%[a-z]|\$[a-z]\w*/gi, '…')
    .replace(/[<>]/g, '')
    .replaceAll('|', '\\|')
    .trim();

function byLetterThenNumber(one: string, other: string): number {
  return one.charCodeAt(0) - other.charCodeAt(0) || Number(one.slice(1)) - Number(other.slice(1));
}
