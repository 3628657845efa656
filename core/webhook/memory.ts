import { monotonic } from '../pacing/clock';
import { Recent, later, type Later } from './recent';

const MOST_KEYS = 20_000;
const MOST_MESSAGES = 20_000;
const MOST_PROOFS = 20_000;
const REPLAY_WINDOW = 10 * 60 * 1000;

/** How long it is known how far a message has come. */
const PROGRESS_WINDOW = 24 * 60 * 60 * 1000;

/** How long a proof is known that came before: as long as an event may be old that is signed without a time. */
const PROOF_WINDOW = 24 * 60 * 60 * 1000;

/** What several triggers have seen: one bound and one time for all of them, however many there are. */
export class Seen {
  readonly keys: Recent<true>;
  readonly ranks: Recent<number>;
  /** Apart from the events, so that no number of events makes a proof new again. */
  readonly proofs: Recent<true>;

  /**
   * @param clock gives the time in milliseconds
   * @param later calls back when something is over
   */
  constructor(clock?: () => number, later?: Later) {
    this.keys = new Recent(MOST_KEYS, REPLAY_WINDOW, clock, later);
    this.ranks = new Recent(MOST_MESSAGES, PROGRESS_WINDOW, clock, later);
    this.proofs = new Recent(MOST_PROOFS, PROOF_WINDOW, clock, later);
  }
}

/** What one delivery did, to be remembered once it is certain that it was not in vain. */
export interface Done {
  /** Events that were passed on, and the delivery's own id where it has one. */
  keys: Iterable<string>;
  /** How far each message has come. */
  ranks: Iterable<readonly [messageId: string, rank: number]>;
  /** What proved the delivery where that could be sent again by anybody who saw it. */
  proofs?: Iterable<string>;
  /** Short marks of its events and its proof, for other processes. */
  marks?: readonly string[];
}

/** How many marks of what it did last a trigger keeps for other processes, and for those after a restart. */
export const MOST_LASTING = 500;

/** How long a delivery waits for others, and how long one may be at work while others wait, in milliseconds. */
const LONGEST_WAIT = 20_000;

/** A delivery waited too long for another one. Its sender shall come again. */
export class WaitedTooLong extends Error {}

/** One delivery at work, or in line for it. */
interface Claim {
  /** Resolves when it is over. */
  over: Promise<void>;
  end: () => void;
  /** Since when it is at work; absent while it waits. */
  heldSince?: number;
}

/**
 * What one trigger has seen. It must never make an event disappear: what a delivery did counts only after its
 * sender was told so. Until then the delivery holds a claim on its events and messages, and another delivery
 * with one of them waits. If the first was in vain the second does the work; otherwise it is a duplicate.
 */
export class Memory {
  /** The last in line for each name. */
  private readonly last = new Map<string, Claim>();

  private readonly latest: string[] = [];

  /**
   * @param seen where it is kept, with what other triggers have seen
   * @param trigger tells their entries apart
   * @param clock gives the time in milliseconds
   * @param callLater calls back when a wait is over
   */
  constructor(
    private readonly seen = new Seen(),
    private readonly trigger = '',
    private readonly clock: () => number = monotonic,
    private readonly callLater: Later = later,
  ) {}

  /** Whether this event or delivery was done in the last ten minutes. */
  wasDone(key: string): boolean {
    return this.seen.keys.get(this.named(key)) === true;
  }

  /** Whether this proof came before, in the last 24 hours. */
  wasProved(proof: string): boolean {
    return this.seen.proofs.get(this.named(proof)) === true;
  }

  /** The highest rank seen of a message; -1 where none was. */
  rankOf(messageId: string): number {
    return this.seen.ranks.get(this.named(messageId)) ?? -1;
  }

  /**
   * Waits until everybody is done who came before for any of these names. Everybody stands in line for all of
   * their names at once, so two deliveries never wait for each other, and each waits for the one before it alone.
   *
   * @returns gives the names free again; call it exactly once, after `remember` where there is something
   * @throws WaitedTooLong after 20 seconds in line; who has been at work for so long by then is waited for no more
   */
  async claim(names: Iterable<string>): Promise<() => void> {
    const wanted = [...new Set(names)];
    const before = [...new Set(wanted.flatMap((name) => this.last.get(name) ?? []))];
    const claim = this.lineUp(wanted);
    if (before.length > 0) await this.waitFor(before, claim);
    claim.heldSince = this.clock();
    return claim.end;
  }

  private lineUp(names: readonly string[]): Claim {
    let resolve: () => void = () => undefined;
    const over = new Promise<void>((resolved) => (resolve = resolved));
    const claim: Claim = {
      over,
      end: () => {
        for (const name of names) if (this.last.get(name) === claim) this.last.delete(name);
        resolve();
      },
    };
    for (const name of names) this.last.set(name, claim);
    return claim;
  }

  private async waitFor(before: readonly Claim[], claim: Claim): Promise<void> {
    const over = Promise.all(before.map((each) => each.over));
    const late = new Promise<'late'>((resolve) => this.callLater(LONGEST_WAIT, () => resolve('late')));
    if ((await Promise.race([over, late])) !== 'late') return;
    const isStuck = ({ heldSince }: Claim): boolean =>
      heldSince !== undefined && this.clock() - heldSince >= LONGEST_WAIT;
    if (before.every(isStuck)) {
      for (const each of before) each.end();
      return;
    }
    for (const each of before.filter(isStuck)) each.end();
    // Whoever stands behind goes on waiting for those that this one waited for.
    void over.then(claim.end);
    throw new WaitedTooLong();
  }

  remember({ keys, ranks, proofs = [], marks = [] }: Done): void {
    this.latest.push(...marks.slice(-MOST_LASTING));
    this.latest.splice(0, Math.max(0, this.latest.length - MOST_LASTING));
    for (const key of keys) this.seen.keys.set(this.named(key), true);
    for (const proof of proofs) this.seen.proofs.set(this.named(proof), true);
    for (const [messageId, rank] of ranks)
      this.seen.ranks.set(this.named(messageId), Math.max(rank, this.rankOf(messageId)));
  }

  /** The marks of what was done last, the newest at the end, for who keeps them where others see them. */
  latestMarks(): readonly string[] {
    return this.latest;
  }

  private named(name: string): string {
    return `${this.trigger} ${name}`;
  }
}
