import { shown } from '../../core/contract/inputs';
import { readResponse } from '../../core/outcomes/answer';
import { quotable, redactor } from '../../core/outcomes/redact';
import { reasonOf } from '../../core/webhook/reason';
import { acme } from './acme';

const { sendText } = acme.generations['large']!.operations;
const redact = redactor([]);

/** What Acme's refusal becomes where the vendor has this name. */
const refusal = (status: number, fault: string, name = 'Acme', number?: string) => {
  const error = readResponse(
    { ...acme, name },
    sendText!,
    { status, headers: {}, body: { fault, number } },
    redact,
  );
  if (!(error instanceof Error)) throw new Error('It was taken');
  return error;
};

const quotedIn = (sentence: string): string | undefined => /“(.*)”/.exec(sentence)?.[1];

describe('what is quoted', () => {
  test("of a user's value is whole with 40 characters, and cut to 40 with more", () => {
    expect(shown('x'.repeat(40))).toBe('x'.repeat(40));
    expect(shown('x'.repeat(41))).toBe(`${'x'.repeat(39)}…`);
    expect(shown(10 ** 20)).toBe('100000000000000000000');
  });

  test('of a vendor is whole with 500 characters, and cut to 500 with more', () => {
    expect(quotable('x'.repeat(500), redact)).toBe('x'.repeat(500));
    expect(quotable('x'.repeat(501), redact)).toBe(`${'x'.repeat(499)}…`);
  });

  test('beside a status is whole with 120 characters, and cut to 120 with more', () => {
    expect(quotedIn(refusal(500, 'x'.repeat(120)).message)).toBe('x'.repeat(120));
    expect(quotedIn(refusal(500, 'x'.repeat(121)).message)).toBe(`${'x'.repeat(119)}…`);
  });

  test('of a code is whole with 80 characters, and cut to 80 with more', () => {
    const codeOf = (code: string) => refusal(422, 'no', 'Acme', code);
    expect(codeOf('x'.repeat(80))).toMatchObject({ vendorCode: 'x'.repeat(80) });
    expect(codeOf('x'.repeat(81))).toMatchObject({ vendorCode: `${'x'.repeat(79)}…` });
  });

  test('in a refusal fills the sentence up to 300 characters, whatever the vendor is called', () => {
    for (const name of ['Acme', 'Globex', 'G'.repeat(60)]) {
      const { message } = refusal(422, 'x'.repeat(400), name);
      expect(message).toHaveLength(300);
      const room = quotedIn(message)!.length;
      expect(quotedIn(refusal(422, 'x'.repeat(room), name).message)).toBe('x'.repeat(room));
      expect(quotedIn(refusal(422, 'x'.repeat(room + 1), name).message)).toBe(`${'x'.repeat(room - 1)}…`);
    }
  });

  test('in a refusal is left out where less than 12 characters of it fit', () => {
    const room = quotedIn(refusal(422, 'x'.repeat(400)).message)!.length;
    const named = (left: number) => 'A'.repeat('Acme'.length + room - left);
    expect(quotedIn(refusal(422, 'x'.repeat(400), named(12)).message)).toBe(`${'x'.repeat(11)}…`);
    const without = refusal(422, 'x'.repeat(400), named(11)).message;
    expect(without).toBe(
      `${named(11)} refused the message. Correct what it names, then send this item again.`,
    );
    // Also words that would fit: what is left is too little to tell.
    expect(quotedIn(refusal(422, 'no', named(11)).message)).toBeUndefined();
    expect(quotedIn(refusal(422, 'no', named(12)).message)).toBe('no');
  });

  test('of the reason of a delivery status is whole with 500 characters, and cut to 500 with more', () => {
    const words = Array.from({ length: 501 }, (_, place) => 'abcdefghij'[place % 10]).join('');
    expect(reasonOf(null, words.slice(0, 500)).message).toBe(words.slice(0, 500));
    expect(reasonOf('999999', ` ${words} `).message).toBe(words.slice(0, 500));
  });
});
