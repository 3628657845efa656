/** A place among those that may be under way at once. */
export interface Place {
  /** Gives the place to somebody else for as long as the wait lasts; strictly one after another it is kept. */
  lend<T>(wait: () => Promise<T>): Promise<T>;
}

/** So many may wait with their place lent before no other is begun: they would be read long before they can go. */
const MOST_LENT = 500;

/**
 * Works on items in their order, several at a time. Nothing is begun before a place is free, and the part of the
 * work before its first wait is done strictly in the order of the items.
 *
 * @param count how many items there are
 * @param atOnce how many may hold a place; with 1 each ends before the next begins, whatever it waits for
 * @param work on one item, which never throws; false to begin no further one
 */
export async function sideBySide(
  count: number,
  atOnce: number,
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
  private free: number;
  private lent = 0;
  /** Those who come back stand before whoever would begin something new. */
  private readonly returning: Array<() => void> = [];
  private readonly beginning: Array<() => void> = [];

  constructor(private readonly all: number) {
    this.free = all;
  }

  async take(line = this.beginning): Promise<void> {
    await new Promise<void>((resolve) => {
      line.push(resolve);
      this.serve();
    });
  }

  give(): void {
    this.free += 1;
    this.serve();
  }

  async lend<T>(wait: () => Promise<T>): Promise<T> {
    if (this.all === 1) return await wait();
    this.lent += 1;
    this.give();
    try {
      return await wait();
    } finally {
      this.lent -= 1;
      await this.take(this.returning);
    }
  }

  private serve(): void {
    for (;;) {
      const line = this.returning.length > 0 || this.lent >= MOST_LENT ? this.returning : this.beginning;
      if (this.free === 0 || line.length === 0) return;
      this.free -= 1;
      line.shift()?.();
    }
  }
}
