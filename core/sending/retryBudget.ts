import type { Clock } from '../pacing/clock';

const FULL = 20;
const REFUND = 0.5;

/**
 * How many retries one execution may make: plenty while most messages get through, none while nothing does.
 * After gRPC's retry throttling: a retry costs one token, a success gives half of one back, and retries are
 * allowed only while more than half of the tokens are left.
 */
export class RetryBudget {
  private tokens = FULL;

  /** Takes a token for a retry; false where none may be made now. */
  spend(): boolean {
    if (this.tokens <= FULL / 2) return false;
    this.tokens -= 1;
    return true;
  }

  /** A message got through. */
  succeeded(): void {
    this.tokens = Math.min(FULL, this.tokens + REFUND);
  }
}

const FAILURES_TO_OPEN = 8;
const PROBE_EVERY = 30_000;

/**
 * Stops trying a vendor that cannot be reached: after eight failed connections in a row every message ends at
 * once, and one every half minute is let through to see whether the vendor is back.
 */
export class Breaker {
  private failures = 0;
  private nextProbe = 0;

  constructor(private readonly clock: Clock) {}

  /** Whether a request may be made now. */
  allows(): boolean {
    if (this.failures < FAILURES_TO_OPEN) return true;
    const now = this.clock.now();
    if (now < this.nextProbe) return false;
    this.nextProbe = now + PROBE_EVERY;
    return true;
  }

  /** Notes how a request ended: without a connection, or in any other way. */
  note(unreachable: boolean): void {
    this.failures = unreachable ? this.failures + 1 : 0;
    if (this.failures === FAILURES_TO_OPEN) this.nextProbe = this.clock.now() + PROBE_EVERY;
  }
}
