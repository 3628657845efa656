/** One part of a long work. */
export interface Part {
  name: string;
  /** What it takes on a machine with two cores and a usual connection. */
  seconds: number;
  /** How much of its time is over, from 0 to 1, where that can be seen from outside. */
  share?: (() => number) | undefined;
  /** The share from which on it can be seen: until then there is none, however fast the machine. */
  seenFrom?: number | undefined;
}

interface Running {
  part: Part;
  began: number;
  share: number;
  /** When the share was seen to change last. */
  seen: number;
}

/** Usual seconds for which the first guess of the pace counts, beside what was measured. */
const trust = 15;

/** Of what is overdue nobody knows when it ends: a fifth of the wait longer, again and again. */
const overdue = 0.2;

/**
 * How long a work still takes, learnt while it runs: what a part took, or has taken for the share of it that is
 * done, says how fast this machine and its connection are, and that holds for the rest.
 */
export class Estimate {
  private readonly finished = new Map<string, number>();
  private running: Running | null = null;

  /**
   * @param parts in their order, done one after the other
   * @param pace the first guess: 2 for a machine that needs twice the usual time
   * @param now seconds of a clock that is never set
   */
  constructor(
    private readonly parts: readonly Part[],
    private readonly pace = 1,
    private readonly now: () => number = () => performance.now() / 1000,
  ) {}

  /** Does a part, and learns from how long it takes. */
  async during<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
    const part = this.parts.find((one) => one.name === name) ?? { name, seconds: 0 };
    const began = this.now();
    this.running = { part, began, share: 0, seen: began };
    try {
      return await work();
    } finally {
      this.running = null;
      this.finished.set(name, this.now() - began);
    }
  }

  /** Whether enough was seen for the rest to follow this machine and not the first guess. */
  get isMeasured(): boolean {
    this.look();
    return this.measured().usual >= trust;
  }

  /** Seconds since this part began; 0 where it does not run. */
  passed(name: string): number {
    return this.running?.part.name === name ? this.now() - this.running.began : 0;
  }

  /** Seconds until this part is done; 0 where it is. */
  remainingOf(name: string): number {
    this.look();
    const part = this.parts.find((one) => one.name === name);
    if (!part || this.finished.has(name)) return 0;
    const pace = this.currentPace();
    if (this.running?.part !== part) return part.seconds * pace;
    const waited = this.now() - this.running.seen;
    return Math.max(part.seconds * (1 - this.running.share) * pace - waited, waited * overdue);
  }

  /** Seconds until everything is done. */
  remaining(): number {
    return this.parts.reduce((sum, { name }) => sum + this.remainingOf(name), 0);
  }

  private look(): void {
    const { running } = this;
    const share = Math.min(1, running?.part.share?.() ?? 0);
    if (!running || share <= running.share) return;
    running.share = share;
    running.seen = this.now();
  }

  private currentPace(): number {
    const { usual, taken } = this.measured();
    return (taken + trust * this.pace) / (usual + trust);
  }

  /** Usual seconds of what was done so far, and those that it took. */
  private measured(): { usual: number; taken: number } {
    let usual = 0;
    let taken = 0;
    for (const { name, seconds } of this.parts) {
      const took = this.finished.get(name);
      if (took === undefined) continue;
      usual += seconds;
      taken += took;
    }
    if (!this.running) return { usual, taken };
    const { part, began, share, seen } = this.running;
    usual += part.seconds * share;
    taken += seen - began;
    // A part that should be over by now, or stands still, says that everything is slower than that.
    const rest = part.seconds * (share > 0 ? 1 - share : (part.seenFrom ?? 1));
    const waited = this.now() - seen;
    if (waited > (rest * (taken + trust * this.pace)) / (usual + trust)) {
      usual += rest;
      taken += waited * (1 + overdue);
    }
    return { usual, taken };
  }
}
