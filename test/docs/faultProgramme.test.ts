import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, read } from './markdown';

const GROUPS = { A: 13, B: 9, C: 26, D: 20, E: 17, F: 18, G: 9, H: 11, P: 20 };

const numbered = (letter: string, number: number): string =>
  letter === 'P' ? `P${number}` : `${letter}${String(number).padStart(2, '0')}`;

/** The ids of a cell such as "B01 to B04" or "F01, F02". */
function idsOf(cell: string): string[] {
  const [, letter = '', first, last] = /^([A-HP])(\d+) to \1(\d+)$/.exec(cell) ?? [];
  if (letter === '') return cell.match(/\b[A-HP]\d+\b/g) ?? [];
  return Array.from({ length: Number(last) - Number(first) + 1 }, (_none, index) =>
    numbered(letter, Number(first) + index),
  );
}

interface Case {
  ids: string[];
  files: string[];
}

/** Each row with the files that it names, else those that stand above its table. */
function casesOf(text: string): Case[] {
  const paths = (part: string): string[] =>
    [...part.matchAll(/`((?:test|bench)\/[\w./]+)`/g)].map(([, path]) => path ?? '');
  return text.split(/^## /m).flatMap((section) => {
    const [above = '', ...rows] = section.split(/^\| (?=[A-HP]\d)/m);
    return rows.map((row) => {
      const named = paths(row);
      return {
        ids: idsOf(row.split(' |')[0] ?? ''),
        files: named.length > 0 ? named : paths(above.split('|')[0] ?? ''),
      };
    });
  });
}

const programme = read('docs/fault-programme.md').text;
const cases = casesOf(programme.split('## From the field')[0] ?? '');

it('tells of every case', () => {
  const all = Object.entries(GROUPS).flatMap(([letter, count]) =>
    Array.from({ length: count }, (_none, index) => numbered(letter, index + 1)),
  );
  expect(cases.flatMap(({ ids }) => ids).sort()).toEqual(all.sort());
});

it.each(cases.flatMap(({ ids, files }) => ids.map((id) => [id, files] as const)))(
  '%s is in a test that the page names',
  (id, files) => {
    const naming = files.filter((file) => {
      const path = join(ROOT, file);
      return existsSync(path) && new RegExp(`\\b${id}\\b`).test(readFileSync(path, 'utf8'));
    });
    expect(naming).not.toEqual([]);
  },
);
