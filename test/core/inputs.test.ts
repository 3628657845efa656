import { z } from 'zod/v4';
import {
  integerId,
  isEmpty,
  numberBetween,
  optionalIntegerId,
  optionalText,
  readBy,
  requiredText,
  shown,
  webAddress,
} from '../../core/contract/inputs';

const refusal = (schema: z.ZodType, value: unknown): string => {
  const read = schema.safeParse(value);
  if (read.success) throw new Error(`It was taken: ${JSON.stringify(read.data)}`);
  return read.error.issues[0]?.message ?? '';
};

const EMPTY = '"Field" is empty. Fill it in, or check that its expression gives a value for this item.';

describe('a text', () => {
  const text = requiredText('Field', 10);

  it.each([
    ['Olá', 'Olá'],
    [' a ', ' a '],
    [42, '42'],
    ['a\uD800b', 'a\uFFFDb'],
    ['😀'.repeat(5), '😀'.repeat(5)],
  ])('is read: %j', (given, read) => {
    expect(text.parse(given)).toBe(read);
  });

  it.each([undefined, null, '', ' ', '\n\t', '\u200B\u00A0\u3164'])('is missing as %j', (given) => {
    expect(refusal(text, given)).toBe(EMPTY);
  });

  it.each([[true], [{}], [['a']]])('is not %j', (given) => {
    expect(refusal(text, given)).toBe('"Field" is not text. Give it as text, not as a list or an object.');
  });

  it('is counted as vendors count', () => {
    expect(refusal(text, '😀'.repeat(6))).toBe(
      '"Field" has 12 characters, more than the 10 that fit. Shorten it.',
    );
  });

  it.each([undefined, null, ''])('that is optional may be left out as %j', (given) => {
    expect(optionalText('Field', 10).parse(given)).toBeUndefined();
  });
});

describe('an id', () => {
  it.each([
    ['53', 53],
    [' 53 ', 53],
    [53, 53],
    ['0', 0],
    ['007', 7],
    ['999999999999999', 999999999999999],
  ])('is read as a JSON number: %j', (given, read) => {
    expect(integerId('Field').parse(given)).toBe(read);
  });

  it.each([undefined, null, '', ' '])('is missing as %j', (given) => {
    expect(refusal(integerId('Field'), given)).toBe(EMPTY);
  });

  it.each(['5a', '5.5', 5.5, -1, '1e3', Infinity, NaN, '9'.repeat(16)])('is not %j', (given) => {
    expect(refusal(integerId('Field'), given)).toBe(
      '"Field" must be a whole number. Copy the number that the vendor\'s panel shows.',
    );
  });

  it.each([undefined, null, ''])('that is optional may be left out as %j', (given) => {
    expect(optionalIntegerId('Field').parse(given)).toBeUndefined();
  });
});

describe('a number', () => {
  const number = numberBetween('Field', -90, 90);

  it.each([
    [-23.5505, -23.5505],
    ['-23.5505', -23.5505],
    [' -23,5505 ', -23.5505],
    [0, 0],
    ['90', 90],
  ])('is read: %j', (given, read) => {
    expect(number.parse(given)).toBe(read);
  });

  it.each([[undefined], [''], [null], [' ']])('is missing as %j', (given) => {
    expect(refusal(number, given)).toBe(EMPTY);
  });

  it.each([['north'], ['1,2,3'], [true], [NaN], ['0x10'], ['1e2']])('is not %j', (given) => {
    expect(refusal(number, given)).toBe('"Field" is not a number. Give it as digits, e.g. -23.5505.');
  });

  it.each([[90.1], ['-91']])('has bounds: %j', (given) => {
    expect(refusal(number, given)).toBe('"Field" must be between -90 and 90. Check the value.');
  });
});

describe('a web address', () => {
  it.each([
    ['https://x.example/a.png', 'https://x.example/a.png'],
    ['http://x.example', 'http://x.example/'],
    [' https://x.example/a b?c=d ', 'https://x.example/a%20b?c=d'],
  ])('is read: %j', (given, written) => {
    expect(webAddress('Field').parse(given)).toBe(written);
  });

  it.each([
    ['x.example/a.png', '"Field" is not a web address. Give the full address, starting with https://.'],
    ['file:///a', '"Field" starts with file:, which vendors cannot fetch. Use an https:// address.'],
    [
      'https://a:b@x.example',
      '"Field" has a user name or password in it. Use an address that opens without one.',
    ],
    ['', EMPTY],
  ])('is not %j', (given, expected) => {
    expect(refusal(webAddress('Field'), given)).toBe(expected);
  });
});

describe('a value in a sentence', () => {
  it.each([
    ['short', 'short'],
    ['two\nlines\u202E', 'two lines '],
    ['x'.repeat(60), `${'x'.repeat(39)}…`],
    [7, '7'],
    [undefined, 'undefined'],
    [{ a: 1 }, 'an object'],
    [[1], 'a list'],
    [() => 1, 'an object'],
  ])('%j is shown as %j', (given, expected) => {
    expect(shown(given)).toBe(expected);
  });
});

describe('a schema without words of its own', () => {
  it('is refused by the label of its parameter', () => {
    expect(() => readBy(z.strictObject({ a: z.number() }), { a: 'x' }, 'Buttons')).toThrow(
      '"Buttons" cannot be read. Check what is filled in there.',
    );
  });
});

describe('emptiness', () => {
  it.each([
    [undefined, true],
    [null, true],
    ['', true],
    [' ', true],
    [0, false],
    [false, false],
    [{}, false],
  ])('of %j is %j', (given, expected) => {
    expect(isEmpty(given)).toBe(expected);
  });
});
