/** A place among those that may be under way at once. */
export interface Place {
  /** Gives the place to somebody else for as long as the wait lasts; strictly one after another it is kept. */
  lend<T>(wait: () => Promise<T>): Promise<T>;
}

/** How many may hold a place, asked whenever one could be taken; or one after another. */
export type AtOnce = (() => number) | 'strictly';

/** So many may wait with their place lent before no other is begun: they would be read long before they can go. */
const MOST_LENT = 500;

/**
 * Works on items in their order, several at a time. Nothing is begun before a place is free, and the part of the
 * work before its first wait is done strictly in the order of the items.
 *
 * @param count how many items there are
 * @param atOnce how many may hold a place at this moment; `strictly` where each ends before the next begins, whatever
 *   it waits for
 * @param work on one item, which never throws; false to begin no further one
 */
export async function sideBySide(
  count: number,
  atOnce: AtOnce,
  work: (item: number, place: Place) => Promise<boolean>,
): Promise<void> {
  const places = new Places(atOnce);
  const underWay = new Set<Promise<void>>();
  let goesOn = true;
  for (let item = 0; item < count; item += 1) {
    await places.take();
    if (!goesOn) break;
    const one = work(item, places).then((more) => {
      goesOn &&= more;
      places.give();
      underWay.delete(one);
    });
    underWay.add(one);
  }
  await Promise.all(underWay);
}

class Places implements Place {
  private taken = 0;
  private lent = 0;
  /** Those who come back stand before whoever would begin something new. */
  private readonly returning: Array<() => void> = [];
  private readonly beginning: Array<() => void> = [];

  constructor(private readonly atOnce: AtOnce) {}

  async take(line = this.beginning): Promise<void> {
    await new Promise<void>((resolve) => {
      line.push(resolve);
      this.serve();
    });
  }

  give(): void {
    this.taken -= 1;
    this.serve();
  }

  async lend<T>(wait: () => Promise<T>): Promise<T> {
    if (this.atOnce === 'strictly') return await wait();
    this.lent += 1;
    this.give();
    try {
      return await wait();
    } finally {
      this.lent -= 1;
      await this.take(this.returning);
    }
  }

  private get most(): number {
    return this.atOnce === 'strictly' ? 1 : this.atOnce();
  }

  private serve(): void {
    for (;;) {
      const line = this.returning.length > 0 || this.lent >= MOST_LENT ? this.returning : this.beginning;
      if (line.length === 0 || this.taken >= this.most) return;
      this.taken += 1;
      line.shift()?.();
    }
  }
}
