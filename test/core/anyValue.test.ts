import fc from 'fast-check';
import { inputOf } from '../../recordings/exchange';
import { optionalText, requiredText } from '../../core/contract/inputs';
import { MessagingError } from '../../core/contract/outcome';
import { noSwitch, readNumber, readSwitch } from '../../core/contract/switches';
import { isBlank, trimmed } from '../../core/contract/text';
import { buildMessage } from '../../core/message/build';
import { vendors } from '../../vendors';
import { accountOf } from '../support/credential';
import { recordedExchanges } from '../support/recordedExchanges';

/** Ten thousand values of every kind for each reader: nothing throws, and no word is sent that nobody gave. */

const sentenceOf = (read: { success: boolean; error?: { issues: Array<{ message: string }> } }): string =>
  read.success ? '' : (read.error?.issues[0]?.message ?? '');

describe('whatever anybody gives', () => {
  /** What sheets, forms and expressions hold, and anything else. */
  const value = fc.oneof(
    fc.anything({ withBigInt: true, withDate: true, withNullPrototype: true }),
    fc.string({ unit: 'binary' }),
    fc.string({ unit: 'grapheme' }),
    fc.double(),
    fc.constantFrom(
      'null',
      '#N/D',
      '\u200B',
      'true',
      ' FALSE ',
      '1',
      '[object Object]',
      '2,37E+46',
      'a\nb',
      'pt-br',
    ),
  );
  const bad = /\bundefined\b|\[object|\bNaN\b/;
  const FORBIDDEN_WORDS = /\b(?:error|problem|failure)\b/i;

  test('field A3 a text is read as what was given, or refused by a sentence', () => {
    fc.assert(
      fc.property(value, (given) => {
        for (const read of [
          requiredText('Text', 50).safeParse(given),
          optionalText('Text', 50).safeParse(given),
        ]) {
          if (!read.success) {
            expect(sentenceOf(read)).toMatch(/^"Text" .+\. [A-Z].+\.$/s);
            expect(sentenceOf(read).length).toBeLessThanOrEqual(300);
            continue;
          }
          if (read.data === undefined) continue;
          expect(['string', 'number']).toContain(typeof given);
          expect(isBlank(read.data)).toBe(false);
          expect(read.data).not.toMatch(/(?![\n\t])\p{Cc}/u);
          if (bad.test(read.data)) expect(bad.test(`${given as string}`)).toBe(true);
          expect(read.data).not.toContain('[object Object]');
        }
      }),
      { numRuns: 10_000 },
    );
  });

  test('field A5 a switch is read as what was given, or refused by a sentence', () => {
    fc.assert(
      fc.property(value, (given) => {
        const read = readSwitch(given);
        if (read !== undefined)
          expect([String(read), read ? '1' : '0']).toContain(trimmed(`${given as string}`).toLowerCase());
        else expect(noSwitch('Dry Run', given).replace(/"[^]*"/, '')).not.toMatch(FORBIDDEN_WORDS);
        const number = readNumber(given);
        if (number !== undefined) expect(Number.isFinite(number)).toBe(true);
      }),
      { numRuns: 10_000 },
    );
  });

  test('field A3 no vendor meets a defect of the node for it', () => {
    const recorded = recordedExchanges().filter(({ exchange }) => exchange.receipt !== undefined);
    const place = fc.constantFrom(
      ...recorded.flatMap((each) => Object.keys(each.exchange.input).map((key) => [each, key] as const)),
    );
    fc.assert(
      fc.property(place, value, ([{ vendor: id, exchange }, key], given) => {
        const vendor = vendors.find((each) => each.id === id)!;
        const { config } = accountOf(vendor, exchange.config);
        try {
          buildMessage(vendor, exchange.operation, { ...inputOf(exchange), [key]: given }, config).request(
            {},
          );
        } catch (refusal) {
          expect(refusal).toBeInstanceOf(MessagingError);
          expect((refusal as MessagingError).nextStep).toMatch(/\.$/);
        }
      }),
      { numRuns: 10_000 },
    );
  });
});
