/** The state of one account's minute, for the X-RateLimit headers. */
export interface RateState {
  allowed: boolean;
  limit: number;
  remaining: number;
  /** Unix seconds at which the minute ends. */
  reset: number;
  /** Whole seconds until then, at least 1. */
  retryAfter: number;
}

const MINUTE = 60_000;

/** Counts requests per account in minutes that begin with the first request. */
export class RateLimit {
  private readonly windows = new Map<string, { startedAt: number; used: number }>();

  /** @param perMinute requests per minute and account; 0 switches the limit off */
  constructor(
    private readonly perMinute: number,
    private readonly now: () => number,
  ) {}

  /** Counts one request, or refuses it. A refused request is not counted. Null while the limit is off. */
  take(account: string): RateState | null {
    if (this.perMinute === 0) return null;
    const now = this.now();
    let window = this.windows.get(account);
    if (!window || now - window.startedAt >= MINUTE) {
      window = { startedAt: now, used: 0 };
      this.windows.set(account, window);
    }
    const allowed = window.used < this.perMinute;
    if (allowed) window.used++;
    const endsAt = window.startedAt + MINUTE;
    return {
      allowed,
      limit: this.perMinute,
      remaining: this.perMinute - window.used,
      reset: Math.ceil(endsAt / 1000),
      retryAfter: Math.max(1, Math.ceil((endsAt - now) / 1000)),
    };
  }

  reset(): void {
    this.windows.clear();
  }
}

/** The documented headers of a state. */
export function rateHeaders(state: RateState | null): Record<string, string> {
  if (!state) return {};
  return {
    'X-RateLimit-Limit': String(state.limit),
    'X-RateLimit-Remaining': String(state.remaining),
    'X-RateLimit-Reset': String(state.reset),
    ...(state.allowed ? {} : { 'Retry-After': String(state.retryAfter) }),
  };
}
