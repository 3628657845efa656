import fc from 'fast-check';
import { readAccount } from '../../core/input/account';
import { buildMessage } from '../../core/message/build';
import { retryAfter, saysWhen, untilReset } from '../../core/outcomes/vendorTime';
import { pauseAskedBy } from '../../core/sending/retryAfter';
import { send } from '../../core/sending/send';
import { PATIENCE, senderOf, VirtualClock } from '../support/sending';
import { ACME_CREDENTIAL, acme } from './acme';

const NOW = Date.UTC(2026, 0, 2, 3, 4, 5);
const inSeconds = (seconds: number): Date => new Date(NOW + seconds * 1_000);

describe('Retry-After', () => {
  it.each([
    ['0', 0],
    ['45', 45_000],
    [' 7 ', 7_000],
    ['1.5', 1_500],
    ['1000000000', 1_000_000_000_000],
    ['999999999999', 999_999_999_999_000],
  ])('reads %p as seconds', (value, expected) => {
    expect(retryAfter(value, NOW)).toBe(expected);
  });

  it.each([
    ['the usual form', inSeconds(30).toUTCString()],
    ['the form with a short year', 'Friday, 02-Jan-26 03:04:35 GMT'],
    ['the form without a zone', 'Fri Jan  2 03:04:35 2026'],
  ])('reads a date in %s, whatever the time zone here', (_form, value) => {
    expect(retryAfter(value, NOW)).toBe(30_000);
  });

  it('asks for no wait until a moment that has passed', () => {
    expect(retryAfter(inSeconds(-1).toUTCString(), NOW)).toBe(0);
    expect(retryAfter(inSeconds(0).toUTCString(), NOW)).toBe(0);
    expect(retryAfter('Thu, 01 Jan 1970 00:00:00 GMT', NOW)).toBe(0);
  });

  it.each([
    undefined,
    '',
    ' ',
    '-1',
    '-0',
    '+5',
    '1e9',
    '0x10',
    'soon',
    'foo 1',
    '9'.repeat(400),
    'Infinity',
    'NaN',
    '5, 10',
    '2026-01-02T03:04:35Z',
    'Fri, 99 Jan 2026 99:99:99 GMT',
    'xFri, 02 Jan 2026 03:04:35 GMT',
    'Fri, 02 Jan 2026 03:04:35 GMT+1',
    'xFriday, 02-Jan-26 03:04:35 GMT',
    'Fri Jan  2 03:04:35 2026 x',
  ])('reads nothing from %p', (value) => {
    expect(retryAfter(value, NOW)).toBeUndefined();
  });

  it('P9 is undefined or a finite time from 0 on, whatever it is', () => {
    const value = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.stringMatching(/^[-+0-9.e: ]*$/),
      fc.date({ noInvalidDate: true }).map((date) => date.toUTCString()),
      fc.double().map(String),
    );
    fc.assert(
      fc.property(value, fc.integer({ min: 0, max: 8_640_000_000_000_000 }), (text, now) => {
        for (const read of [retryAfter(text, now), untilReset(text, now)])
          expect(read === undefined || (Number.isFinite(read) && read >= 0)).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('a pause that is waited for', () => {
  const vendor = readAccount(acme, ACME_CREDENTIAL);
  const message = buildMessage(acme, 'sendText', { to: '5511987654321', text: 'Hi' }, vendor.config);

  it('P9 any Retry-After gives no wait or one within the cap', async () => {
    const value = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.stringMatching(/^[-+0-9.e: ]*$/),
      fc.nat({ max: 2_000 }).map(String),
      fc.date({ noInvalidDate: true }).map((date) => date.toUTCString()),
      fc
        .integer({ min: -600, max: 2_000 })
        .map((seconds) => new Date(Date.now() + seconds * 1_000).toUTCString()),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(425, 429, 503),
        fc.constantFrom('retry-after', 'x-ratelimit-reset'),
        value,
        fc.integer({ min: 0, max: 900_000 }),
        async (status, header, text, longestWait) => {
          const clock = new VirtualClock();
          const wakes: number[] = [];
          const transport = async () => {
            wakes.push(clock.time);
            return { status, headers: { 'retry-after': text, [header]: text }, body: {} };
          };
          const patience = { ...PATIENCE, longestWait, totalTime: Infinity };
          const { result } = await send(
            message,
            senderOf(transport, (each) => each, clock),
            patience,
          );
          // Of these only a 503 needs the vendor's word, in a form that says something.
          const isProof = status !== 503 || saysWhen(text);
          expect(result).toMatchObject({ outcome: isProof ? 'notSent' : 'unknown' });
          const cap = Math.max(longestWait, LONGEST_BACKOFF) + LONGEST_SLICE;
          for (const [index, wake] of wakes.entries())
            expect(wake - (wakes[index - 1] ?? 0)).toBeLessThanOrEqual(cap);
          expect(clock.time).toBeLessThanOrEqual((PATIENCE.attempts - 1) * cap);
        },
      ),
      { numRuns: 1_000 },
    );
  });
});

/** Without a word of the vendor. */
const LONGEST_BACKOFF = 20_000;

/** A pause is slept in slices. */
const LONGEST_SLICE = 1_000;

describe('X-RateLimit-Reset', () => {
  it('is a unix second, and a second more for its rounding', () => {
    expect(untilReset(String(NOW / 1_000 + 40), NOW)).toBe(41_000);
    expect(untilReset(String(NOW / 1_000 - 40), NOW)).toBe(0);
  });

  it.each([undefined, '', '-5', 'tomorrow', '60', '1767322800000', '9'.repeat(400)])(
    'reads nothing from %p',
    (value) => {
      expect(untilReset(value, NOW)).toBeUndefined();
    },
  );
});

describe('the pause that an answer asks for', () => {
  const reset = String(NOW / 1_000 + 20);
  const asked = (status: number, headers: Record<string, string>) =>
    pauseAskedBy({ status, headers, body: {} }, NOW);

  it.each([425, 429, 503])('is what Retry-After says of a refusal with %i', (status) => {
    expect(asked(status, { 'retry-after': '5', 'x-ratelimit-reset': reset })).toBe(5_000);
  });

  it('is until the reset where Retry-After is missing or unreadable', () => {
    expect(asked(429, { 'x-ratelimit-reset': reset })).toBe(21_000);
    expect(asked(429, { 'retry-after': 'soon', 'x-ratelimit-reset': reset })).toBe(21_000);
  });

  it('is until the reset where a success used up the last of the limit', () => {
    expect(asked(201, { 'x-ratelimit-remaining': ' 0 ', 'x-ratelimit-reset': reset })).toBe(21_000);
  });

  it('is none where something remains, or nothing is said', () => {
    expect(asked(201, { 'x-ratelimit-remaining': '1', 'x-ratelimit-reset': reset })).toBeUndefined();
    expect(asked(201, { 'retry-after': '5' })).toBeUndefined();
    expect(asked(201, { 'x-ratelimit-remaining': '0' })).toBeUndefined();
    expect(asked(429, {})).toBeUndefined();
  });

  describe("field R6: measured by the vendor's own clock", () => {
    const minute = 60_000;
    const date = new Date(NOW).toUTCString();
    const by = (status: number, headers: Record<string, string>, ours: number) =>
      pauseAskedBy({ status, headers, body: {} }, ours);

    it.each([-10 * minute, 10 * minute, -86_400_000, 0])('where ours is %i ms from it', (off) => {
      const ours = NOW + off;
      const soon = inSeconds(3).toUTCString();
      expect(by(429, { date, 'retry-after': soon }, ours)).toBe(3_000);
      expect(by(429, { date, 'retry-after': '3' }, ours)).toBe(3_000);
      expect(by(429, { date, 'x-ratelimit-reset': String(NOW / 1_000 + 3) }, ours)).toBe(4_000);
      const used = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(NOW / 1_000 + 3) };
      expect(by(200, { date, ...used }, ours)).toBe(4_000);
    });

    it.each(['', 'soon', '1767322800', '2026-01-02T03:04:05Z'])('by ours where Date is %p', (unreadable) => {
      expect(by(429, { date: unreadable, 'retry-after': inSeconds(3).toUTCString() }, NOW)).toBe(3_000);
    });

    it('by the clock of this machine where no time is given', () => {
      const date = new Date(Date.now() + 86_400_000).toUTCString();
      const later = new Date(Date.parse(date) + 7_000).toUTCString();
      expect(pauseAskedBy({ status: 429, headers: { date, 'retry-after': later }, body: {} })).toBe(7_000);
      const past = { 'retry-after': new Date(Date.now() - 1_000).toUTCString() };
      expect(pauseAskedBy({ status: 429, headers: past, body: {} })).toBe(0);
    });
  });
});

describe('field X4: a pause is kept for a quarter of an hour at most', () => {
  const answer = (status: number, headers: Record<string, string>): number | undefined =>
    pauseAskedBy({ status, headers, body: undefined }, NOW);

  it.each([
    ['a year', 503, { 'retry-after': '31536000' }],
    ['sixteen minutes', 429, { 'retry-after': '960' }],
    ['more seconds than a number holds', 429, { 'retry-after': '9'.repeat(400) }],
    ['a day in another century', 503, { 'retry-after': 'Fri, 02 Jan 2099 03:04:05 GMT' }],
    [
      'a limit that is full again tomorrow',
      200,
      { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '86400' },
    ],
  ])('where %s is asked for', (_what, status, headers) => {
    const asked = answer(status, headers as Record<string, string>);
    expect(asked === undefined || asked <= 900_000).toBe(true);
  });

  it.each([
    ['31536000', 900_000],
    ['900', 900_000],
    ['899', 899_000],
  ])('so that %s seconds are %i ms', (value, expected) => {
    expect(answer(503, { 'retry-after': value })).toBe(expected);
  });
});
