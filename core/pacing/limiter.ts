import { LONGEST_SLEEP, SLEEP_LATENESS, SteadyTime, type Clock } from './clock';

/** One request on its way. */
export interface Slot {
  /** The request has ended, with whatever result. */
  done(): void;
  /**
   * The request has ended with "too many requests": the whole account pauses, then goes on more slowly.
   *
   * @param milliseconds how long the vendor asks to wait
   */
  busy(milliseconds: number): void;
}

/** A minute, and what a leap of the clock may hide (see SteadyTime). */
const WINDOW = 60_000 + SLEEP_LATENESS;

/** After a pause of so many milliseconds the vendor may ask for another one, so a single request finds out. */
const PROBED_PAUSE = 5 * 60_000;

/**
 * Latency makes evenly spaced requests arrive unevenly, so a little of the limit stays unused: this much of the
 * square root of it, as chance evens out with the number. Found by simulation (bench/pacing.ts).
 */
const MARGIN = 0.1;

/** After a refusal the account goes on at this part of its pace, and wins back so much of that in a minute, used or not. */
const CUT = 0.7;
const RECOVERY = 0.04;
const LEAST_SHARE = 0.05;

/**
 * Paces the requests of one account so that the vendor's limit per minute is used but not passed.
 *
 * A request holds one of the limit's places from its start until a minute after its *completion*. The vendor
 * counted it somewhere between start and completion, so no minute of the vendor's ever holds more than the
 * limit, whatever the latency. Even spacing on top of it satisfies limits that are counted in other ways.
 */
export class Limiter {
  private readonly time: SteadyTime;
  private limit = Infinity;
  private readonly waiters: Waiter[] = [];
  private serving = false;
  private inFlight = 0;
  /** When the requests of the last minute ended, oldest first. */
  private readonly completions: number[] = [];
  private lastStart = -Infinity;
  private resumeAt = -Infinity;
  /** Whether the next request goes alone. */
  private probing = false;
  /** The part of the limit in use: smaller after a refusal, since others may send for the same account. */
  private share = 1;
  private shareReadAt = 0;
  private lastCut = -Infinity;

  /** @param messagesPerMinute 0 = no limit; may be less than one */
  constructor(messagesPerMinute: number, clock: Clock) {
    this.time = new SteadyTime(clock);
    this.reconfigure(messagesPerMinute);
  }

  reconfigure(messagesPerMinute: number): void {
    this.limit = messagesPerMinute > 0 ? messagesPerMinute : Infinity;
  }

  /**
   * Waits, first come first served, until the next request may start.
   *
   * @param cancelled asked at least once a second while waiting
   * @returns the slot, to be ended when the request has ended; undefined when it was cancelled
   */
  acquire(cancelled: () => boolean = () => false): Promise<Slot | undefined> {
    return new Promise((resolve) => {
      this.waiters.push({ resolve, cancelled });
      if (!this.serving) void this.serve();
    });
  }

  /**
   * Lets no request of this account start for so long, as a vendor asks when nothing of its limit remains. After that
   * one goes alone, and its end lets the others go: the vendor may ask again.
   */
  pauseFor(milliseconds: number): void {
    this.resumeAt = Math.max(this.resumeAt, this.time.read() + milliseconds);
    if (milliseconds >= PROBED_PAUSE) this.probing = true;
  }

  /** How long the pause still lasts, in milliseconds. Used by `send`, which does not wait for a long one. */
  get pausedFor(): number {
    return Math.max(0, this.resumeAt - this.time.read());
  }

  /** What may leave in a minute at this moment; Infinity where nothing limits it. */
  get perMinute(): number {
    return this.rate;
  }

  /** Whether a new limiter would do the same as this one. */
  isIdle(): boolean {
    const now = this.time.read();
    this.forgetExpired(now);
    const isFree = !this.serving && this.inFlight + this.completions.length === 0;
    return isFree && this.resumeAt <= now && this.share === 1;
  }

  private async serve(): Promise<void> {
    this.serving = true;
    for (;;) {
      this.dismissCancelled();
      const [waiter] = this.waiters;
      if (waiter === undefined) break;
      const now = this.time.read();
      const wait = this.nextStart(now) - now;
      if (wait > 0) {
        // Timers know whole milliseconds.
        await this.time.sleep(Math.min(Math.ceil(wait), LONGEST_SLEEP));
      } else {
        this.waiters.shift();
        waiter.resolve(this.start(now));
      }
    }
    this.serving = false;
  }

  private dismissCancelled(): void {
    const staying = this.waiters.filter(({ cancelled, resolve }) => {
      const leaves = cancelled();
      if (leaves) resolve(undefined);
      return !leaves;
    });
    this.waiters.splice(0, this.waiters.length, ...staying);
  }

  private nextStart(now: number): number {
    this.forgetExpired(now);
    const places = Math.max(1, Math.floor(this.rate));
    const taken = this.inFlight + this.completions.length;
    const leaving = taken < places ? -Infinity : this.completions[taken - places];
    // Where the requests in flight take every place, none comes free soon.
    const isFull = leaving === undefined || (this.probing && this.inFlight > 0);
    const free = isFull ? now + LONGEST_SLEEP : leaving + this.window;
    return Math.max(free, this.lastStart + this.spacing, this.resumeAt);
  }

  private start(now: number): Slot {
    // What a timer's lateness cost is made up for, a longer silence is not.
    const due = this.lastStart + this.spacing;
    this.lastStart = now - due <= Math.min(this.spacing / 2, SLEEP_LATENESS) ? due : now;
    this.inFlight += 1;
    let ended = false;
    const done = (): void => {
      if (ended) return;
      ended = true;
      this.inFlight -= 1;
      if (now >= this.resumeAt) this.probing = false;
      this.completions.push(this.time.read());
    };
    const busy = (milliseconds: number): void => {
      done();
      this.pauseFor(milliseconds);
      this.slowDown(now);
    };
    return { done, busy };
  }

  /** Requests that were already under way at the last cut say nothing about the pace since then. */
  private slowDown(startedAt: number): void {
    if (startedAt < this.lastCut) return;
    this.lastCut = this.time.read();
    this.forgetExpired(this.lastCut);
    this.share = Math.max(LEAST_SHARE, this.share * CUT);
  }

  /** What decays, decays by time. */
  private forgetExpired(now: number): void {
    this.share = Math.min(1, this.share * Math.exp((RECOVERY * (now - this.shareReadAt)) / 60_000));
    this.shareReadAt = now;
    while ((this.completions[0] ?? Infinity) + this.window <= now) this.completions.shift();
  }

  private get rate(): number {
    return this.limit * this.share;
  }

  /** How long a place stays taken: less than one message per minute makes a longer minute. */
  private get window(): number {
    return WINDOW / Math.min(1, this.rate);
  }

  private get spacing(): number {
    return 60_000 / (this.rate * (1 - MARGIN / Math.sqrt(Math.max(1, this.rate))));
  }
}

interface Waiter {
  resolve(slot: Slot | undefined): void;
  cancelled(): boolean;
}
