import { randomBytes } from 'node:crypto';
import { rowsOf, type Rows } from './claims';

/**
 * What is kept for a number of days, listed by the day on which it was put there, so that it can be removed later.
 *
 * Rows cannot be read, but one can be asked which of many words it holds. A list therefore holds a word for each
 * letter of what it lists, and is read by asking for every word that it may hold. Each process writes lists of its own,
 * under a number that it took by making a row, so that none writes over another's and all of them can be found.
 */

/** Rows that can be asked what they hold. */
export interface AskableRows extends Rows {
  /** Which of these words a row holds; the row is spent afterwards and is to be removed. */
  spend(id: string, owner: string, words: readonly string[]): Promise<string[]>;
}

/** How many ids a list has at most: asking for all its words takes some hundredths of a second. */
const LIST_LENGTH = 32;

/** The letters of an id. */
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** How long a list that is not full waits in memory, in milliseconds; what is in it when its process is killed stays for good. */
const LONGEST_WAIT = 600_000;

/** How far back days are looked at for something to remove. */
const DAYS_LOOKED_BACK = 400;

/** How many rows, or days without any, are dealt with at once, apart from those that were put there meanwhile. */
const AT_ONCE = 64;

const LIST = 'list';

const DAY = 86_400_000;

/** The ids that one process keeps for one node. */
export class Shelf {
  private pending: string[] = [];
  private waitingSince = 0;
  private added = 0;
  private writer: { day: number; number: number; lists: number } | undefined;
  /** The oldest day that may still hold something to remove. */
  private oldest: number | undefined;

  /**
   * @param nameOf a row's id, from what it stands for
   * @param idLength how many letters follow the common beginning of all ids
   */
  constructor(
    private readonly nameOf: (...parts: readonly unknown[]) => string,
    private readonly idLength: number,
  ) {}

  /** Notes that an id stays. */
  put(id: string): void {
    this.pending.push(id);
    this.added += 1;
  }

  /**
   * Writes down what was put here, and removes what is older than it is to be kept. Does a little at a time, but more
   * than what is added, so that it keeps up.
   *
   * @param days how long what is here is to be kept; 0 for ever
   * @param now milliseconds since 1970
   */
  async tidy(rows: AskableRows, days: number, now: number): Promise<void> {
    const today = Math.floor(now / DAY);
    if (days === 0) {
      this.pending = [];
      return;
    }
    if (this.pending.length > 0 && this.waitingSince === 0) this.waitingSince = now;
    const isDue = this.pending.length >= LIST_LENGTH || now - this.waitingSince >= LONGEST_WAIT;
    if (this.pending.length > 0 && isDue) await this.writeLists(rows, today);
    await this.removeOld(rows, today - days, AT_ONCE + 2 * this.added);
    this.added = 0;
  }

  private async writeLists(rows: AskableRows, day: number): Promise<void> {
    if (this.writer?.day !== day) {
      const owner = randomBytes(12).toString('base64url');
      let number = 0;
      while (!(await rows.make(this.writerRow(day, number), owner))) number += 1;
      this.writer = { day, number, lists: 0 };
    }
    while (this.pending.length > 0) {
      const ids = this.pending.slice(0, LIST_LENGTH);
      const list = this.listRow(day, this.writer.number, this.writer.lists);
      await rows.grow(
        list,
        LIST,
        ids.flatMap((id, index) => this.wordsOf(id, index)),
      );
      this.writer.lists += 1;
      this.pending = this.pending.slice(ids.length);
    }
    this.waitingSince = 0;
  }

  /** From the newest list of the last process to the oldest of the first: what is left is still found. */
  private async removeOld(rows: AskableRows, before: number, budget: number): Promise<void> {
    let left = budget;
    this.oldest ??= before - DAYS_LOOKED_BACK;
    for (; this.oldest < before && left > 0; this.oldest += 1) {
      const day = this.oldest;
      left -= 1;
      const writers = await countOf((number) => rows.count(this.writerRow(day, number)));
      for (let writer = writers - 1; writer >= 0; writer -= 1) {
        const lists = await countOf((number) => rows.count(this.listRow(day, writer, number)));
        for (let list = lists - 1; list >= 0; list -= 1) {
          if (left <= 0) return;
          left -= await this.removeListed(rows, this.listRow(day, writer, list));
        }
        await rows.remove(this.writerRow(day, writer));
      }
    }
  }

  private async removeListed(rows: AskableRows, list: string): Promise<number> {
    const held = new Set(await rows.spend(list, LIST, this.allWords()));
    let removed = 0;
    for (let index = 0; index < LIST_LENGTH; index += 1) {
      const letters = this.positions().map((position) =>
        [...LETTERS].find((letter) => held.has(wordFor(index, position, letter))),
      );
      if (letters.includes(undefined)) break;
      for (const row of rowsOf(this.beginning() + letters.join(''))) await rows.remove(row);
      removed += 1;
    }
    await rows.remove(list);
    return removed;
  }

  private wordsOf(id: string, index: number): string[] {
    const own = id.slice(-this.idLength);
    return this.positions().map((position) => wordFor(index, position, own.charAt(position)));
  }

  private allWords(): string[] {
    const words: string[] = [];
    for (let index = 0; index < LIST_LENGTH; index += 1)
      for (const position of this.positions())
        for (const letter of LETTERS) words.push(wordFor(index, position, letter));
    return words;
  }

  private positions(): number[] {
    return Array.from({ length: this.idLength }, (_none, position) => position);
  }

  /** What all ids begin with. */
  private beginning(): string {
    return this.nameOf().slice(0, -this.idLength);
  }

  private writerRow(day: number, writer: number): string {
    return this.nameOf('writer', day, writer);
  }

  private listRow(day: number, writer: number, list: number): string {
    return this.nameOf('list', day, writer, list);
  }
}

const wordFor = (index: number, position: number, letter: string): string => `${index}.${position}.${letter}`;

/** How many there are, where the first one that is not there is the end. */
async function countOf(entries: (number: number) => Promise<number>): Promise<number> {
  let number = 0;
  while ((await entries(number)) > 0) number += 1;
  return number;
}
