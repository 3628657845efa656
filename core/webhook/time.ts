const ISO = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?) ?(Z|[+-]\d\d:?\d\d)?$/i;
const NUMBER = /^\d{1,16}(\.\d+)?$/;

/** Below it a number counts seconds (until the year 5138), above it milliseconds (since 1973). */
const SECONDS_END = 1e11;
const YEAR_10000 = 253_402_300_800_000;

/**
 * A vendor's time as ISO 8601 with milliseconds in UTC; null where it cannot be read.
 *
 * @param value ISO 8601 (UTC where it names no zone), or seconds or milliseconds since 1970 as number or text
 */
export function toIsoTime(value: unknown): string | null {
  const time = toMilliseconds(value);
  return time > 0 && time < YEAR_10000 ? new Date(time).toISOString() : null;
}

/** NaN where it cannot be read. */
function toMilliseconds(value: unknown): number {
  if (typeof value === 'number') return value < SECONDS_END ? value * 1000 : value;
  if (typeof value !== 'string' || value.length > 64) return NaN;
  const text = value.trim();
  if (NUMBER.test(text)) return toMilliseconds(Number(text));
  const [, date, time, zone = 'Z'] = ISO.exec(text) ?? [];
  if (date === undefined || time === undefined) return NaN;
  const offset = zone.toUpperCase().replace(/^([+-]\d\d):?(\d\d)$/, '$1:$2');
  return Date.parse(`${date}T${time.replace(',', '.')}${offset}`);
}
