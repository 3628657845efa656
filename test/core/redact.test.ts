import fc from 'fast-check';
import { quotable, redactor, redactValue, REDACTED } from '../../core/outcomes/redact';

/** What a secret may hold. */
const PRINTABLE = Array.from({ length: 0x7f - 0x21 }, (_none, index) =>
  String.fromCharCode(0x21 + index),
).join('');

const NAMES_IN_HTML: Record<string, string> = { '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot', "'": 'apos' };

const SECRET = 'XJS83H+UQORDI/GHA8=2';

describe('a secret', () => {
  const redact = redactor([SECRET]);

  it.each([
    ['as it is', SECRET],
    ['in an address', encodeURIComponent(SECRET)],
    ['in an address, lower case', encodeURIComponent(SECRET).replace(/%../g, (two) => two.toLowerCase())],
    ['in hexadecimal', Buffer.from(SECRET).toString('hex')],
    ['in hexadecimal, upper case', Buffer.from(SECRET).toString('hex').toUpperCase()],
    ['in JSON', JSON.stringify(SECRET).slice(1, -1)],
  ])('is removed %s', (_form, form) => {
    expect(redact(`before ${form} after`)).toBe(`before ${REDACTED} after`);
  });

  it('P5 is removed from base64 wherever it starts in it', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 9 }), fc.string({ maxLength: 9 }), (before, after) => {
        const encoded = Buffer.from(before + SECRET + after).toString('base64');
        const core = Buffer.from(SECRET).toString('base64').slice(4, -4);
        const clean = redact(encoded);
        expect(clean).toContain(REDACTED);
        expect(clean).not.toContain(core);
      }),
      { numRuns: 1_000 },
    );
  });

  it.each([
    ['', ''],
    ['a', ''],
    ['ab', ''],
    ['', 'c'],
    ['a', 'c'],
    ['ab', 'c'],
  ])('leaves nothing of itself in base64 between "%s" and "%s"', (before, after) => {
    // Of its three bytes more or less, every text length modulo three is tried.
    for (const secret of ['?'.repeat(12), '>'.repeat(13), '~'.repeat(14)])
      for (const alphabet of ['base64', 'base64url'] as const) {
        const bytes = Buffer.from(before + secret + after);
        // A character of base64 that holds only bits of the secret is not to be seen.
        const first = Math.ceil((before.length * 8) / 6);
        const last = Math.floor(((before.length + secret.length) * 8) / 6);
        const encoded = bytes.toString(alphabet);
        expect(redactor([secret])(encoded)).toBe(
          `${encoded.slice(0, first)}${REDACTED}${encoded.slice(last)}`,
        );
      }
  });

  it.each([
    ['in a form', (secret: string) => new URLSearchParams({ x: secret }).toString().slice(2)],
    ['in an address inside an address', (secret: string) => encodeURIComponent(encodeURIComponent(secret))],
    [
      'with every character as in an address',
      (secret: string) => Buffer.from(secret).toString('hex').replace(/../g, '%$&'),
    ],
    ['in JSON inside JSON', (secret: string) => JSON.stringify(JSON.stringify(secret)).slice(3, -3)],
    ['in the JSON of PHP', (secret: string) => JSON.stringify(secret).slice(1, -1).replace(/\//g, '\\/')],
    [
      'in JSON by code',
      (secret: string) =>
        secret.replace(/\W/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`),
    ],
    ['in HTML', (secret: string) => secret.replace(/[&<>"']/g, (one) => `&#${one.charCodeAt(0)};`)],
    ['in HTML by name', (secret: string) => secret.replace(/[&<>"']/g, (one) => `&${NAMES_IN_HTML[one]};`)],
  ])('P5 of any characters is removed %s', (form, write) => {
    // 1,200 secrets in all. Letters are never written as codes by any library; only what is no letter is tried there.
    const characters = form.startsWith('with every') ? PRINTABLE.replace(/\w/g, '') : PRINTABLE;
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...characters), minLength: 8, maxLength: 40 }),
        fc.string(),
        fc.string(),
        (secret, before, after) => {
          const clean = redactor([secret])(`${before} ${write(secret)} ${after}`);
          expect(clean).toContain(REDACTED);
          expect(clean).not.toContain(write(secret));
          expect(clean).not.toContain(secret);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('P5 is removed once and for all: a second time changes nothing', () => {
    const texts = fc.array(
      fc.oneof(
        fc.string(),
        fc.constantFrom(SECRET, REDACTED, 'token=', 'Bearer ', 'if_live_', encodeURIComponent(SECRET)),
      ),
    );
    fc.assert(
      fc.property(texts, (parts) => {
        const clean = redact(parts.join(''));
        expect(redact(clean)).toBe(clean);
      }),
      { numRuns: 1_000 },
    );
  });

  it('P5 never makes a quoted text longer than its bound', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(SECRET, 'a', ' ', 'é', '\u202e')),
        fc.integer({ min: 1, max: 60 }),
        (parts, longest) => {
          expect(quotable(parts.join(''), redact, longest).length).toBeLessThanOrEqual(longest);
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it('that is a part of what stands in its place is left alone', () => {
    expect(redactor(['redacted'])(`${REDACTED} redacted`)).toBe(`${REDACTED} redacted`);
  });

  it('is removed from every string and key of a value', () => {
    expect(redactValue({ a: [SECRET, { [SECRET]: 1 }], b: 2, c: null }, redact)).toEqual({
      a: [REDACTED, { [REDACTED]: 1 }],
      b: 2,
      c: null,
    });
  });

  it('is removed although it holds characters of patterns', () => {
    expect(redactor(['a.b*c(d$'])('x a.b*c(d$ y')).toBe(`x ${REDACTED} y`);
  });

  it('that is very short tears no text apart', () => {
    expect(redactor(['ab', '12345'])('abacus 123456')).toBe('abacus 123456');
    expect(redactor(['123456'])('abacus 123456')).toBe(`abacus ${REDACTED}`);
  });

  it('that begins with another one is removed whole, whichever comes first', () => {
    const secrets = ['swordfish', 'swordfish-and-chips'];
    for (const order of [secrets, [...secrets].reverse()])
      expect(redactor(order)('swordfish-and-chips, swordfish')).toBe(`${REDACTED}, ${REDACTED}`);
  });

  it('takes nothing with it of what stands around it', () => {
    expect(redactor(['swordfish'])('C:\\swordfish\\x')).toBe(`C:\\${REDACTED}\\x`);
  });

  it('may hold spaces and letters of any language', () => {
    const secret = 'maçã e pão, não é?';
    for (const form of [encodeURIComponent(secret), new URLSearchParams({ x: secret }).toString().slice(2)])
      expect(redactor([secret])(`before ${form} after`)).toBe(`before ${REDACTED} after`);
  });
});

describe('a text of a vendor', () => {
  const redact = redactor([]);

  it.each([
    ['https://x/y?token=abc123&acao=z', `https://x/y?${REDACTED}&acao=z`],
    ['Bearer abcdef123456', REDACTED],
    ['bearer \t abcdef123456', REDACTED],
    ['key if_live_abc123 is off', `key ${REDACTED} is off`],
    ['key ak_abc123 is off', `key ${REDACTED} is off`],
  ])('loses what looks like a secret: %s', (text, clean) => {
    expect(redact(text)).toBe(clean);
  });

  it('stays as it is where it holds none', () => {
    expect(redact('O canal está desconectado: break_if_live is no key')).toBe(
      'O canal está desconectado: break_if_live is no key',
    );
  });

  it('is quoted without control characters and cut to length', () => {
    expect(quotable(' a\u0000b\u202Ec\n\td ', redact)).toBe('a b c d');
    expect(quotable('x'.repeat(50), redact, 10)).toBe(`${'x'.repeat(9)}…`);
    expect(quotable('x'.repeat(10), redact, 10)).toBe('x'.repeat(10));
  });

  it.each([
    ['list', (inner: unknown) => [inner]],
    ['object', (inner: unknown) => ({ inner })],
  ])('is followed through twenty-one levels of a %s, not without end', (_what, wrap) => {
    const nested = (levels: number): unknown => (levels === 0 ? 'text' : wrap(nested(levels - 1)));
    expect(redactValue(nested(21), redact)).toEqual(nested(21));
    expect(JSON.stringify(redactValue(nested(22), redact))).toContain(REDACTED);
  });
});
