import { createHash } from 'node:crypto';
import { Shelf } from '../../core/memory/shelf';
import { RowsInMemory } from '../support/keyRowsInMemory';

const DAY = 86_400_000;
const START = 20_000 * DAY;

const idOf = (...parts: readonly unknown[]): string =>
  `row.${createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 11)}`;

let rows: RowsInMemory;

beforeEach(() => (rows = new RowsInMemory()));

const newShelf = () => new Shelf((...parts) => idOf('shelf', ...parts), 11);

const keep = async (key: string): Promise<string> => {
  await rows.make(idOf(key), 'somebody');
  return idOf(key);
};

const isKept = (key: string): boolean => rows.kept.has(idOf(key));

const names = (count: number, name = 'key') =>
  Array.from({ length: count }, (_none, index) => `${name} ${index}`);

async function putAll(shelf: Shelf, keys: readonly string[]): Promise<void> {
  for (const key of keys) shelf.put(await keep(key));
}

/** What a workflow does that runs again and again. */
async function tidyOften(shelf: Shelf, days: number, now: number): Promise<void> {
  for (let run = 0; run < 20; run += 1) await shelf.tidy(rows, days, now);
}

describe('what is kept for a number of days', () => {
  test('is there until then and gone after it, with the lists themselves', async () => {
    const shelf = newShelf();
    const keys = names(100);
    await putAll(shelf, keys);
    await shelf.tidy(rows, 30, START);
    await tidyOften(shelf, 30, START + 30 * DAY);
    expect(keys.every(isKept)).toBe(true);
    await tidyOften(shelf, 30, START + 31 * DAY);
    expect(keys.some(isKept)).toBe(false);
    expect(rows.kept.size).toBe(0);
  });

  test('is found by a process that never heard of it, whoever put it there', async () => {
    const [one, two] = [newShelf(), newShelf()];
    await putAll(one, names(40, 'one'));
    await putAll(two, names(40, 'two'));
    await one.tidy(rows, 30, START);
    await two.tidy(rows, 30, START);
    await tidyOften(newShelf(), 30, START + 40 * DAY);
    expect(rows.kept.size).toBe(0);
  });

  test('is removed a little at a time, and more than what is added', async () => {
    const shelf = newShelf();
    await putAll(shelf, names(1_000));
    await shelf.tidy(rows, 1, START);
    for (let run = 0; run < 10; run += 1) await shelf.tidy(rows, 1, START + DAY);
    await shelf.tidy(rows, 1, START + 2 * DAY);
    const left = () => names(1_000).filter(isKept).length;
    expect(left()).toBeLessThan(1_000);
    expect(left()).toBeGreaterThan(800);
    const before = left();
    await putAll(shelf, names(200, 'new'));
    await shelf.tidy(rows, 1, START + 2 * DAY);
    expect(before - left()).toBeGreaterThan(400);
  });

  test('stays for ever where nobody wants it to go', async () => {
    const shelf = newShelf();
    await putAll(shelf, names(100));
    await tidyOften(shelf, 0, START);
    await tidyOften(shelf, 0, START + 4_000 * DAY);
    expect(names(100).every(isKept)).toBe(true);
    expect(rows.kept.size).toBe(100);
  });

  test('waits in memory for a full list, but not for long', async () => {
    const shelf = newShelf();
    await putAll(shelf, names(3));
    await shelf.tidy(rows, 30, START);
    await shelf.tidy(rows, 30, START + 60_000);
    expect(rows.kept.size).toBe(3);
    await shelf.tidy(rows, 30, START + 700_000);
    // The process's row, and one list.
    expect(rows.kept.size).toBe(5);
    await putAll(shelf, names(1, 'later'));
    await shelf.tidy(rows, 30, START + 710_000);
    expect(rows.kept.size).toBe(6);
  });

  test('is listed anew each time, under one number for the process and the day', async () => {
    const shelf = newShelf();
    for (const name of ['one', 'two']) {
      await putAll(shelf, names(32, name));
      await shelf.tidy(rows, 30, START);
    }
    // The keys, the process's row, and two lists.
    expect(rows.kept.size).toBe(64 + 1 + 2);
    await tidyOften(newShelf(), 30, START + 50 * DAY);
    expect(rows.kept.size).toBe(0);
  });

  test('goes with what showed that it was on its way, or in doubt', async () => {
    const shelf = newShelf();
    await putAll(shelf, names(32));
    for (const end of ['beats', 'doubt']) await rows.make(`${idOf('key 7')}.${end}`, 'anybody');
    await shelf.tidy(rows, 30, START);
    await tidyOften(newShelf(), 30, START + 50 * DAY);
    expect(rows.kept.size).toBe(0);
  });

  test('costs one question a day where there is nothing to remove', async () => {
    const shelf = newShelf();
    await tidyOften(shelf, 30, START);
    rows.asked = 0;
    await tidyOften(shelf, 30, START);
    expect(rows.asked).toBe(0);
    await tidyOften(shelf, 30, START + DAY);
    expect(rows.asked).toBe(1);
  });
});
