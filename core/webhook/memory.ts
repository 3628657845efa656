import { Recent } from './recent';

const MOST_KEYS = 10_000;
const MOST_MESSAGES = 10_000;
const REPLAY_WINDOW = 10 * 60 * 1000;

/** What one delivery did, to be remembered once it is certain that it was not in vain. */
export interface Done {
  /** Events that were passed on, and the delivery's own id where it has one. */
  keys: Iterable<string>;
  /** How far each message has come. */
  ranks: Iterable<readonly [messageId: string, rank: number]>;
}

/**
 * What one trigger has seen. It must never make an event disappear: what a delivery did counts only after its
 * sender was told so. Until then the delivery holds a claim on its events and messages, and another delivery
 * with one of them waits. If the first was in vain the second does the work; otherwise it is a duplicate.
 */
export class Memory {
  private readonly keys: Recent<true>;
  private readonly ranks = new Recent<number>(MOST_MESSAGES);
  private readonly claims = new Map<string, Promise<void>>();

  /** @param clock gives the time in milliseconds */
  constructor(clock: () => number = () => Date.now()) {
    this.keys = new Recent(MOST_KEYS, REPLAY_WINDOW, clock);
  }

  /** Whether this event or delivery was done in the last ten minutes. */
  wasDone(key: string): boolean {
    return this.keys.get(key) === true;
  }

  /** The highest rank seen of a message; -1 where none was. */
  rankOf(messageId: string): number {
    return this.ranks.get(messageId) ?? -1;
  }

  /**
   * Waits until nobody else holds any of these names, then holds all of them at once: so two deliveries never
   * wait for each other.
   *
   * @returns gives the names free again; call it exactly once, after `remember` where there is something
   */
  async claim(names: Iterable<string>): Promise<() => void> {
    const wanted = [...new Set(names)];
    for (let held = this.held(wanted); held.length > 0; held = this.held(wanted)) await Promise.all(held);
    let free: () => void = () => undefined;
    const released = new Promise<void>((resolve) => (free = resolve));
    for (const name of wanted) this.claims.set(name, released);
    return () => {
      for (const name of wanted) this.claims.delete(name);
      free();
    };
  }

  remember({ keys, ranks }: Done): void {
    for (const key of keys) this.keys.set(key, true);
    for (const [messageId, rank] of ranks) this.ranks.set(messageId, Math.max(rank, this.rankOf(messageId)));
  }

  private held(names: readonly string[]): Array<Promise<void>> {
    return names.flatMap((name) => this.claims.get(name) ?? []);
  }
}
