import type { Clock } from '../pacing/clock';

const FULL = 20;
const REFUND = 0.5;

/** A token comes back by itself in so many milliseconds, so that an account is not judged by an old outage. */
const REFILL = 15_000;

/**
 * How many retries one account may make: plenty while most messages get through, none while nothing does.
 * After gRPC's retry throttling: a retry costs one token, a success gives half of one back, and retries are
 * allowed only while more than half of the tokens are left.
 */
export class RetryBudget {
  private tokens = FULL;
  private readAt: number;

  constructor(private readonly clock: Clock) {
    this.readAt = clock.now();
  }

  /** Whether a new budget would do the same as this one. */
  get isFull(): boolean {
    this.refill();
    return this.tokens === FULL;
  }

  /** Takes a token for a retry; false where none may be made now. */
  spend(): boolean {
    this.refill();
    if (this.tokens <= FULL / 2) return false;
    this.tokens -= 1;
    return true;
  }

  /** A message got through. */
  succeeded(): void {
    this.refill();
    this.tokens = Math.min(FULL, this.tokens + REFUND);
  }

  private refill(): void {
    const now = this.clock.now();
    this.tokens = Math.min(FULL, this.tokens + Math.max(0, now - this.readAt) / REFILL);
    this.readAt = now;
  }
}

const FAILURES_TO_OPEN = 8;
const PROBE_EVERY = 30_000;

/** So long after the last failed connection they are forgotten. */
const FORGOTTEN_AFTER = 5 * 60_000;

/**
 * Stops trying a vendor that cannot be reached: after eight failed connections in a row every message ends at
 * once, and one every half minute is let through to see whether the vendor is back.
 */
export class Breaker {
  private failures = 0;
  private nextProbe = 0;
  private lastFailure = 0;

  constructor(private readonly clock: Clock) {}

  /** Whether a request may be made now. */
  allows(): boolean {
    if (this.remembered() < FAILURES_TO_OPEN) return true;
    const now = this.clock.now();
    if (now < this.nextProbe) return false;
    this.nextProbe = now + PROBE_EVERY;
    return true;
  }

  /** Notes how a request ended: without a connection, or in any other way. */
  note(unreachable: boolean): void {
    this.failures = unreachable ? this.remembered() + 1 : 0;
    this.lastFailure = this.clock.now();
    if (this.failures === FAILURES_TO_OPEN) this.nextProbe = this.lastFailure + PROBE_EVERY;
  }

  /** Whether a new breaker would do the same as this one. */
  get isClosed(): boolean {
    return this.remembered() === 0;
  }

  private remembered(): number {
    if (this.clock.now() - this.lastFailure > FORGOTTEN_AFTER) this.failures = 0;
    return this.failures;
  }
}
