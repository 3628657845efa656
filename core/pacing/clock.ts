/**
 * The two clocks of the machine are looked at here and nowhere else. Ages and waits are measured by the one that
 * is never set: a wall clock that goes back a day would make everything a day younger.
 *
 * @returns milliseconds from any fixed point
 */
export const monotonic = (): number => performance.now();

/**
 * The wall clock, for times that somebody else reads or wrote.
 *
 * @returns milliseconds since 1970
 */
export const wallClock = (): number => Date.now();

/** Time as the caller provides it: the core has no timer of its own. */
export interface Clock {
  /** Milliseconds from any fixed point. A clock that never leaps, such as `performance.now`, is best. */
  now(): number;
  /** Resolves after at least so many milliseconds. */
  sleep(milliseconds: number): Promise<void>;
}

/** The longest sleep, so that a cancelled execution is noticed soon. */
export const LONGEST_SLEEP = 1_000;

/** How much later than asked a sleep may end before the clock is taken to have leapt. */
export const SLEEP_LATENESS = 100;

/**
 * Time that has passed, in milliseconds, counted so that it never runs ahead of real time where that can be
 * known: a clock that is set back adds nothing, and a leap ahead during a sleep adds no more than the sleep.
 * A leap while nobody sleeps looks the same as time that passed.
 */
export class SteadyTime {
  private passed = 0;
  private last: number;
  /** Where the sleep under way will end, and the latest end that is believed. */
  private sleepEnd = Infinity;
  private believed = Infinity;

  constructor(private readonly clock: Clock) {
    this.last = clock.now();
  }

  read(): number {
    const now = this.clock.now();
    const next = this.passed + Math.max(0, now - this.last);
    this.last = now;
    // After a leap the clock says nothing more about this sleep.
    if (next > this.believed) this.believed = this.sleepEnd;
    this.passed = next > this.believed ? Math.max(this.passed, this.sleepEnd) : next;
    return this.passed;
  }

  /** Sleeps; one sleep at a time. */
  async sleep(milliseconds: number): Promise<void> {
    this.sleepEnd = this.read() + milliseconds;
    this.believed = this.sleepEnd + SLEEP_LATENESS;
    await this.clock.sleep(milliseconds);
    this.read();
    this.sleepEnd = Infinity;
    this.believed = Infinity;
  }
}

/**
 * Waits for a while in short sleeps.
 *
 * @param cancelled asked before each sleep
 * @returns false when it was cancelled before the time was over
 */
export async function pause(
  milliseconds: number,
  clock: Clock,
  cancelled: () => boolean = () => false,
): Promise<boolean> {
  for (let left = milliseconds; left > 0; left -= LONGEST_SLEEP) {
    if (cancelled()) return false;
    await clock.sleep(Math.min(left, LONGEST_SLEEP));
  }
  return !cancelled();
}
