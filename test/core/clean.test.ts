import { cleanAnswer, cleanId, cleanText } from '../../core/outcomes/clean';
import { redactId, redactor, redactValue, REDACTED } from '../../core/outcomes/redact';

describe('field X6: an answer is cleaned where it enters', () => {
  it.each([
    ['colours of a terminal', 'a\u001B[31mb\u001B[0m', 'ab'],
    ['a title for a terminal', '\u001B]0;title\u0007a', 'a'],
    ['control characters', 'a\u0000\u0008b\u007F', 'ab'],
    ['directions', 'a\u202Etxt.exe\u2066b\u2069', 'atxt.exeb'],
    ['characters without width', 'a\u200Bb\u2060c\uFEFFd\u00AD', 'abcd'],
    ['tags', `a${String.fromCodePoint(0xe0041)}`, 'a'],
    ['a joiner among letters', 'a\u200Db', 'ab'],
    ['blanks that can be seen stay', 'a\tb\nc', 'a\tb\nc'],
    [
      'a family stays',
      '\u{1F468}\u200D\u{1F469}\u200D\u{1F467} \u2764\uFE0F',
      '\u{1F468}\u200D\u{1F469}\u200D\u{1F467} \u2764\uFE0F',
    ],
  ])('%s', (_what, given, expected) => expect(cleanText(given)).toBe(expected));

  it('names that reach into all objects are left out, at every level', () => {
    const given: unknown = JSON.parse(
      '{"__proto__":{"a":1},"b":[{"constructor":{"prototype":{"c":1}},"d":2}],"pro\\u200bto":3}',
    );
    expect(cleanAnswer(given)).toEqual({ b: [{ d: 2 }], proto: 3 });
    expect(Object.keys(cleanAnswer(given) as object)).toEqual(['b', 'proto']);
  });

  it('length, depth and number are bounded, and what is ordinary stays as it is', () => {
    expect((cleanAnswer('x'.repeat(100_000)) as string).length).toBe(10_000);
    let deep: unknown = 'bottom';
    for (let level = 0; level < 5_000; level += 1) deep = [deep];
    expect(JSON.stringify(cleanAnswer(deep)).length).toBeLessThan(100);
    expect(cleanId(` ${'x'.repeat(1_000)}`)).toHaveLength(300);
    const ordinary = { id: 'wamid.HBgN==', n: 1, list: [null, true, 'Ol\u00e1'], text: 'a'.repeat(10_000) };
    expect(cleanAnswer(ordinary)).toEqual(ordinary);
  });
});

describe('field X5: a token that a vendor echoes is removed', () => {
  const SECRET = 'Ab3dEfGh1JkLmN0p';
  const redact = redactor([SECRET]);
  const codes = (write: (code: string) => string): string =>
    Array.from(SECRET, (one) => write(one.charCodeAt(0).toString(16))).join('');
  const base64 = (text: string): string => Buffer.from(text).toString('base64');

  it.each([
    ['in capitals', SECRET.toUpperCase()],
    ['in small letters', SECRET.toLowerCase()],
    ['begun', `${SECRET.slice(0, 8)}...`],
    ['begun further', SECRET.slice(0, 12)],
    ['masked in the middle', `${SECRET.slice(0, 4)}********${SECRET.slice(-4)}`],
    ['masked by dots', `${SECRET.slice(0, 6)}...${SECRET.slice(-4)}`],
    ['with a character without width', `${SECRET.slice(0, 5)}\u200B${SECRET.slice(5)}`],
    ['over two lines', `${SECRET.slice(0, 5)}\r\n${SECRET.slice(5)}`],
    ['letters as in an address', codes((code) => `%${code}`)],
    ['letters as in JSON', codes((code) => `\\u00${code}`)],
    ['letters as in a program', codes((code) => `\\x${code}`)],
    ['letters as in HTML', codes((code) => `&#x${code};`)],
    ['base64', base64(SECRET)],
    ['base64 of base64', base64(base64(SECRET))],
    ['base64 of a header in base64', base64(base64(`Bearer ${SECRET}`))],
    ['hexadecimal', Buffer.from(SECRET).toString('hex')],
  ])('%s', (_how, form) => {
    const clean = redact(`before ${form} after`);
    expect(clean).toContain(REDACTED);
    expect(clean).not.toContain(form);
    expect(clean.startsWith('before ')).toBe(true);
    expect(clean.endsWith(' after')).toBe(true);
  });

  it('as a number, as a short word, and where a field is named after it', () => {
    expect(redactValue({ a: 1234567890, b: 12 }, redactor(['1234567890']))).toEqual({ a: REDACTED, b: 12 });
    expect(redactor(['k7x'])('key k7x, not ak7xb')).toBe(`key ${REDACTED}, not ak7xb`);
    expect(redactValue({ id_cliente: '123', url: '?id_cliente=123&x=1' }, redact)).toEqual({
      id_cliente: REDACTED,
      url: `?${REDACTED}&x=1`,
    });
  });

  it.each([
    ['the guide of a key with a scheme', 'sk_live_9fK2mQ7xT4', 'Keys begin with sk_live_ here.'],
    ['words that begin alike', 'mensagemdaloja', 'mensagem enviada'],
    ['dots after four letters', 'mens4gemdaloja', 'mensal... veja'],
  ])('but not %s', (_what, secret, text) => expect(redactor([secret])(text)).toBe(text));

  it('a token that is a word is not cut out of the id of a message, a random one is', () => {
    expect(redactId('suporte-123', redactor(['suporte']))).toBe('suporte-123');
    expect(redactId('suporte', redactor(['suporte']))).toBe(REDACTED);
    expect(redactId(`x-${SECRET}`, redact)).toBe(`x-${REDACTED}`);
    expect(redactId('wamid.1', redact)).toBe('wamid.1');
  });
});
