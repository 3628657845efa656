import type { HttpResponse } from '../contract/http';
import { wallClock } from '../pacing/clock';
import { retryAfter, untilReset, vendorNow } from '../outcomes/vendorTime';

/** Answers that may say when to come back. */
const BUSY = [425, 429, 503];

/**
 * The pause that an answer asks for: by Retry-After where it was refused, or by the time at which the budget
 * is full again where this answer used up the last of it. Times are measured by the answer's own `Date`.
 *
 * @param ours this machine's time in milliseconds since 1970, for an answer without a readable `Date`
 * @returns milliseconds; undefined where it asks for none
 */
export function pauseAskedBy({ status, headers }: HttpResponse, ours = wallClock()): number | undefined {
  const now = vendorNow(headers, ours);
  const reset = untilReset(headers['x-ratelimit-reset'], now);
  if (BUSY.includes(status)) return retryAfter(headers['retry-after'], now) ?? reset;
  return headers['x-ratelimit-remaining']?.trim() === '0' ? reset : undefined;
}
