import type { HttpResponse } from '../contract/http';

/** Times in a vendor's answer, each read strictly: what says nothing is undefined. */

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

/** Milliseconds since 1970; undefined for what is no HTTP date. */
function httpDate(value: string | undefined): number | undefined {
  const text = value?.trim() ?? '';
  if (!DATES.some((each) => each.test(text))) return undefined;
  // The oldest form leaves out that it is GMT; read without that it would be local time.
  const date = Date.parse(text.endsWith('GMT') ? text : `${text} GMT`);
  return Number.isNaN(date) ? undefined : date;
}

/**
 * The vendor's own time when it answered, by which alone its other times can be measured: this machine's clock
 * may be minutes away from it.
 *
 * @param headers of the same answer
 * @param ours this machine's time, for an answer without a readable `Date`
 * @returns milliseconds since 1970
 */
export const vendorNow = (headers: HttpResponse['headers'], ours: number): number =>
  httpDate(headers['date']) ?? ours;

/** Whether a Retry-After header says anything: seconds, or a date. */
export const saysWhen = (value: string | undefined): boolean => retryAfter(value, 0) !== undefined;

/**
 * How long to wait by a Retry-After header (RFC 9110 section 10.2.3): seconds, or a date.
 *
 * @param value the header's value
 * @param now the vendor's time, milliseconds since 1970
 * @returns milliseconds; 0 for a date that has passed; undefined for what is neither
 */
export function retryAfter(value: string | undefined, now: number): number | undefined {
  const text = value?.trim() ?? '';
  if (/^\d{1,12}(\.\d+)?$/.test(text)) return Math.ceil(Number(text) * 1000);
  const date = httpDate(text);
  return date === undefined ? undefined : Math.max(0, date - now);
}

/** How long to wait by an X-RateLimit-Reset header: a unix time in seconds; `now` as above. */
export function untilReset(value: string | undefined, now: number): number | undefined {
  const text = value?.trim() ?? '';
  if (!/^\d{9,11}$/.test(text)) return undefined;
  return Math.max(0, Number(text) * 1000 + AFTER_RESET - now);
}
