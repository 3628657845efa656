const ISO =
  /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?) ?(Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?$/i;

/** Day, month and year as they are written in Brazil, with or without the time of the day. */
const BRAZILIAN = /^(\d\d)\/(\d\d)\/(\d{4})(?:,? (?:às )?(\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?))?$/i;

const NUMBER = /^\d{1,16}(\.\d+)?$/;
const OFFSET = /^([+-]\d\d):?(\d\d)?$/;

/** Below it a number counts seconds (until the year 5138), above it milliseconds (since 1973). */
const SECONDS_END = 1e11;
const YEAR_10000 = 253_402_300_800_000;

/**
 * A vendor's time as ISO 8601 with milliseconds in UTC; null where it cannot be read, such as a day that the month does not have.
 *
 * @param value ISO 8601 or a date as written in Brazil, or seconds or milliseconds since 1970 as number or text
 * @param zone what a date means that names none: a name such as America/Sao_Paulo, or an offset such as -03:00; UTC
 * where it is empty
 */
export function toIsoTime(value: unknown, zone = ''): string | null {
  const time = toMilliseconds(value, zone);
  return time > 0 && time < YEAR_10000 ? new Date(time).toISOString() : null;
}

/** Whether a text names a time zone that this machine knows. Empty is UTC. */
export function isTimeZone(zone: string): boolean {
  return zone === '' || OFFSET.test(zone) || formatOf(zone) !== undefined;
}

/** NaN where it cannot be read. */
function toMilliseconds(value: unknown, zone: string): number {
  if (typeof value === 'number') return value < SECONDS_END ? value * 1000 : value;
  if (typeof value !== 'string' || value.length > 64) return NaN;
  const text = value.trim();
  if (NUMBER.test(text)) return toMilliseconds(Number(text), zone);
  const [, year, month, day, clock, named] = ISO.exec(text) ?? [];
  if (year !== undefined) return timeOf({ year, month, day, clock }, named ?? zone);
  const [, dayFirst, monthNext, yearLast, hour] = BRAZILIAN.exec(text) ?? [];
  return timeOf({ year: yearLast, month: monthNext, day: dayFirst, clock: hour ?? '00:00' }, zone);
}

interface Written {
  year: string | undefined;
  month: string | undefined;
  day: string | undefined;
  clock: string | undefined;
}

function timeOf({ year, month, day, clock }: Written, zone: string): number {
  if (year === undefined || month === undefined || day === undefined || clock === undefined) return NaN;
  if (Number(day) > daysOf(Number(year), Number(month))) return NaN;
  const local = Date.parse(`${year}-${month}-${day}T${clock.replace(',', '.')}Z`);
  return Number.isNaN(local) ? NaN : local - offsetOf(zone, local);
}

const daysOf = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

/** How far a zone is ahead of UTC, in milliseconds, at a time told by its own clocks; NaN where nobody knows the zone. */
function offsetOf(zone: string, local: number): number {
  if (/^(?:|Z|UTC|GMT)$/i.test(zone)) return 0;
  const [, hours, minutes = '00'] = OFFSET.exec(zone) ?? [];
  if (hours !== undefined)
    return Number(minutes) > 59 || Math.abs(Number(hours)) > 23
      ? NaN
      : (Number(hours) * 60 + Math.sign(Number(`${hours}1`)) * Number(minutes)) * 60_000;
  const format = formatOf(zone);
  if (format === undefined) return NaN;
  // Twice, because the offset may change between the two.
  const first = shownBy(format, local) - local;
  return shownBy(format, local - first) - (local - first);
}

const formats = new Map<string, Intl.DateTimeFormat | undefined>();

function formatOf(zone: string): Intl.DateTimeFormat | undefined {
  if (formats.size > 100) formats.clear();
  if (!formats.has(zone)) formats.set(zone, newFormat(zone));
  return formats.get(zone);
}

function newFormat(timeZone: string): Intl.DateTimeFormat | undefined {
  try {
    return new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
  } catch {
    return undefined;
  }
}

/** What the clocks of a zone show, as if it were UTC. */
function shownBy(format: Intl.DateTimeFormat, time: number): number {
  const shown = Object.fromEntries(
    format.formatToParts(time).map(({ type, value }) => [type, Number(value)]),
  );
  const { year = NaN, month = NaN, day = NaN, hour = NaN, minute = NaN, second = NaN } = shown;
  return Date.UTC(year, month - 1, day, hour, minute, second) + (((time % 1000) + 1000) % 1000);
}
