import type { HttpResponse } from '../contract/http';

/** A reset time is a whole second of the vendor's clock; this much later is after it for certain. */
const AFTER_RESET = 1_000;

const MONTH = '(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)';
const TIME = '\\d{2}:\\d{2}:\\d{2}';

/** The three forms of an HTTP date (RFC 9110 section 5.6.7); a lenient parser sees dates in any text. */
const DATES: readonly RegExp[] = [
  new RegExp(`^[A-Z][a-z]{2}, \\d{2} ${MONTH} \\d{4} ${TIME} GMT$`),
  new RegExp(`^[A-Z][a-z]{5,8}, \\d{2}-${MONTH}-\\d{2} ${TIME} GMT$`),
  new RegExp(`^[A-Z][a-z]{2} ${MONTH} [ \\d]\\d ${TIME} \\d{4}$`),
];

/**
 * How long to wait by a Retry-After header (RFC 9110 section 10.2.3): seconds, or a date.
 *
 * @param value the header's value
 * @param now milliseconds since 1970
 * @returns milliseconds; 0 for a date that has passed; undefined for what is neither
 */
export function retryAfter(value: string | undefined, now: number): number | undefined {
  const text = value?.trim() ?? '';
  if (/^\d{1,12}(\.\d+)?$/.test(text)) return Math.ceil(Number(text) * 1000);
  if (!DATES.some((each) => each.test(text))) return undefined;
  // The oldest form leaves out that it is GMT; read without that it would be local time.
  const date = Date.parse(text.endsWith('GMT') ? text : `${text} GMT`);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

/** How long to wait by an X-RateLimit-Reset header: a unix time in seconds. */
export function untilReset(value: string | undefined, now: number): number | undefined {
  const text = value?.trim() ?? '';
  if (!/^\d{9,11}$/.test(text)) return undefined;
  return Math.max(0, Number(text) * 1000 + AFTER_RESET - now);
}

/** Answers that may say when to come back. */
const BUSY = [425, 429, 503];

/**
 * The pause that an answer asks for: by Retry-After where it was refused, or by the time at which the budget
 * is full again where this answer used up the last of it.
 *
 * @param now milliseconds since 1970
 * @returns milliseconds; undefined where it asks for none
 */
export function pauseAskedBy({ status, headers }: HttpResponse, now: number): number | undefined {
  const refused = BUSY.includes(status);
  if (refused)
    return retryAfter(headers['retry-after'], now) ?? untilReset(headers['x-ratelimit-reset'], now);
  return headers['x-ratelimit-remaining']?.trim() === '0'
    ? untilReset(headers['x-ratelimit-reset'], now)
    : undefined;
}
