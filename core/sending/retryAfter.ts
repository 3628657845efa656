import type { HttpResponse } from '../contract/http';
import { wallClock } from '../pacing/clock';
import { retryAfter, untilReset, vendorNow } from '../outcomes/vendorTime';

/** Answers that may say when to come back. */
const BUSY = [425, 429, 503];

/**
 * The longest pause that is kept, in milliseconds. Some gateways ask for a year; after this long one message is let
 * through to see whether the vendor still means it.
 */
export const LONGEST_PAUSE = 15 * 60_000;

/**
 * The pause that an answer asks for: by Retry-After where it was refused, or by the time at which the budget
 * is full again where this answer used up the last of it. Times are measured by the answer's own `Date`.
 *
 * @param ours this machine's time in milliseconds since 1970, for an answer without a readable `Date`
 * @returns milliseconds, at most LONGEST_PAUSE; undefined where it asks for none
 */
export function pauseAskedBy(answer: HttpResponse, ours = wallClock()): number | undefined {
  const asked = askedBy(answer, ours);
  return asked === undefined ? undefined : Math.min(asked, LONGEST_PAUSE);
}

function askedBy({ status, headers }: HttpResponse, ours: number): number | undefined {
  const now = vendorNow(headers, ours);
  const reset = untilReset(headers['x-ratelimit-reset'], now);
  if (BUSY.includes(status)) return retryAfter(headers['retry-after'], now) ?? reset;
  return headers['x-ratelimit-remaining']?.trim() === '0' ? reset : undefined;
}
