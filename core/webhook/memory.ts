import { Recent, type Later } from './recent';

const MOST_KEYS = 20_000;
const MOST_MESSAGES = 20_000;
const REPLAY_WINDOW = 10 * 60 * 1000;

/** How long it is known how far a message has come. */
const PROGRESS_WINDOW = 24 * 60 * 60 * 1000;

/** What several triggers have seen: one bound and one time for all of them, however many there are. */
export class Seen {
  readonly keys: Recent<true>;
  readonly ranks: Recent<number>;

  /**
   * @param clock gives the time in milliseconds
   * @param later calls back when something is over
   */
  constructor(clock?: () => number, later?: Later) {
    this.keys = new Recent(MOST_KEYS, REPLAY_WINDOW, clock, later);
    this.ranks = new Recent(MOST_MESSAGES, PROGRESS_WINDOW, clock, later);
  }
}

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
  private readonly claims = new Map<string, Promise<void>>();

  /**
   * @param seen where it is kept, with what other triggers have seen
   * @param trigger tells their entries apart
   */
  constructor(
    private readonly seen = new Seen(),
    private readonly trigger = '',
  ) {}

  /** Whether this event or delivery was done in the last ten minutes. */
  wasDone(key: string): boolean {
    return this.seen.keys.get(this.named(key)) === true;
  }

  /** The highest rank seen of a message; -1 where none was. */
  rankOf(messageId: string): number {
    return this.seen.ranks.get(this.named(messageId)) ?? -1;
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
    for (const key of keys) this.seen.keys.set(this.named(key), true);
    for (const [messageId, rank] of ranks)
      this.seen.ranks.set(this.named(messageId), Math.max(rank, this.rankOf(messageId)));
  }

  private named(name: string): string {
    return `${this.trigger} ${name}`;
  }

  private held(names: readonly string[]): Array<Promise<void>> {
    return names.flatMap((name) => this.claims.get(name) ?? []);
  }
}
