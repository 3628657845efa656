import { ROWS } from './answersTable';
import { MODES } from './support/delivering';
import { tryRow } from './support/matrix';
import { compareTimes, compareTimesOfLeak } from './support/timing';

const PAIRS = 10_000;

const print = (line: string): boolean => process.stdout.write(`${line.trimEnd()}\n`);
const titleWidth = Math.max(...ROWS.map(({ input }) => input.length)) + 2;
const printRow = (title: string, cells: readonly string[]): boolean =>
  print(title.padEnd(titleWidth) + cells.map((cell) => cell.padEnd(24)).join(''));

test('G01 every delivery gets what is documented, in every mode', async () => {
  const wrong: string[] = [];
  printRow(
    '',
    MODES.map(({ authentication }) => authentication),
  );
  for (const row of ROWS) {
    const cells: string[] = [];
    for (const mode of MODES) {
      const { expected, got } = await tryRow(row, mode);
      cells.push(got === expected ? got : `${got} (!)`);
      if (got !== expected) wrong.push(`${row.input}, ${mode.authentication}: ${got} instead of ${expected}`);
    }
    printRow(row.input, cells);
  }
  const cells = ROWS.length * MODES.length;
  print(
    '\n404 and 422 are answers of n8n itself; secretUrl and headerToken know no time that could be refused.',
  );
  print(`${cells - wrong.length} of ${cells} as documented.`);
  expect(wrong).toEqual([]);
});

test('G08 the time of a refusal does not tell how much of a secret was right', () => {
  for (const { what, t, limit } of compareTimes(PAIRS)) {
    const size = Math.abs(t).toFixed(1);
    print(`${what}, wrong at its start or at its end: |t| = ${size} (below ${limit}), ${PAIRS} pairs.`);
    expect(Math.abs(t)).toBeLessThan(limit);
  }
  // The measure itself: it must see a comparison that stops at the first difference.
  expect(Math.abs(compareTimesOfLeak(PAIRS / 10))).toBeGreaterThan(4.5);
});
