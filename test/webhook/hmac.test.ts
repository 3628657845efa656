import { createHmac } from 'node:crypto';
import { readAuthenticity } from '../../core/webhook/authenticity';
import { metaStatuses } from '../../vendors/meta/webhook';
import type { SignatureScheme } from '../../core/contract/delivery';
import type { Proof } from '../../core/webhook/proof';

type Fields = Record<string, string>;

function accepts(
  fields: Fields,
  headers: Proof['headers'],
  body: string,
  now = 0,
  own?: SignatureScheme,
): boolean {
  const read = readAuthenticity('hmac', { headerName: 'X-Signature', ...fields }, own);
  return 'check' in read && read.check({ headers, body: Buffer.from(body), now });
}

const BODY = 'what do ya want for nothing?';

/** RFC 2202 and RFC 4231, test case 2. */
const known = {
  sha1: 'effcdf6ae5eb2fa2d27416d5f184df9c259a7c79',
  sha256: '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
  sha512:
    '164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea2505549758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737',
} as const;

describe.each(Object.entries(known))('an HMAC signature with %s', (algorithm, hex) => {
  const base64 = Buffer.from(hex, 'hex').toString('base64');

  it('is accepted in hex of either case and in base64, where that is the encoding', () => {
    const fields = { secret: 'Jefe', algorithm };
    expect(accepts({ ...fields, encoding: 'hex' }, { 'x-signature': hex }, BODY)).toBe(true);
    expect(accepts({ ...fields, encoding: 'hex' }, { 'x-signature': hex.toUpperCase() }, BODY)).toBe(true);
    expect(accepts({ ...fields, encoding: 'base64' }, { 'x-signature': base64 }, BODY)).toBe(true);
    expect(accepts({ ...fields, encoding: 'hex' }, { 'x-signature': base64 }, BODY)).toBe(false);
    expect(accepts({ ...fields, encoding: 'base64' }, { 'x-signature': hex }, BODY)).toBe(false);
  });

  it('must be whole, and only itself', () => {
    const fields = { secret: 'Jefe', algorithm, encoding: 'hex' };
    for (const wrong of ['', hex.slice(2), `${hex}00`, `${hex}, ${hex}`, ` ${hex}`, `${hex.slice(0, -1)}g`])
      expect(accepts(fields, { 'x-signature': wrong }, BODY)).toBe(false);
    expect(accepts(fields, { 'x-signature': [hex] }, BODY)).toBe(false);
    expect(accepts(fields, {}, BODY)).toBe(false);
    expect(accepts({ ...fields, secret: 'jefe' }, { 'x-signature': hex }, BODY)).toBe(false);
  });
});

describe('the form of a signature header', () => {
  const fields = { secret: 'Jefe', prefix: 'sha256=' };
  const value = `sha256=${known.sha256}`;

  it('needs its prefix exactly', () => {
    expect(accepts(fields, { 'x-signature': value }, BODY)).toBe(true);
    expect(accepts(fields, { 'x-signature': known.sha256 }, BODY)).toBe(false);
    expect(accepts(fields, { 'x-signature': value.replace('sha', 'SHA') }, BODY)).toBe(false);
    expect(accepts({ secret: 'Jefe' }, { 'x-signature': value }, BODY)).toBe(false);
  });

  it('is known of Meta', () => {
    const headers = { 'x-hub-signature-256': value };
    expect(accepts({ secret: 'Jefe', headerName: '' }, headers, BODY, 0, metaStatuses.signature)).toBe(true);
    expect(accepts({ secret: 'Jefe', headerName: '' }, headers, BODY, 0, undefined)).toBe(false);
  });

  it('gives the answer that GitHub publishes', () => {
    const signature = 'sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17';
    const published = { secret: "It's a Secret to Everybody", prefix: 'sha256=' };
    expect(accepts(published, { 'x-signature': signature }, 'Hello, World!')).toBe(true);
  });
});

describe('a signed timestamp', () => {
  const AT = 1_700_000_000;
  const fields = { secret: 'Jefe', signedContent: 'timestampBody', timestampHeader: 'X-Time' };
  const headers = (at: string | number) => ({
    'x-time': String(at),
    'x-signature': createHmac('sha256', 'Jefe').update(`${at}.${BODY}`).digest('hex'),
  });

  it.each([-300, -299, 0, 299, 300])('G05 may be %d s off', (offset) =>
    expect(accepts(fields, headers(AT), BODY, AT + offset)).toBe(true),
  );

  it.each([-301, 301])('G05 may not be %d s off', (offset) =>
    expect(accepts(fields, headers(AT), BODY, AT + offset)).toBe(false),
  );

  it.each(['NaN', '', '1e9', `${AT}.5`, `+${AT}`, `${AT + 301}000`])('may not be "%s"', (time) =>
    expect(accepts(fields, headers(time), BODY, AT)).toBe(false),
  );

  it('belongs to the signature', () => {
    expect(accepts(fields, { ...headers(AT), 'x-time': String(AT + 1) }, BODY, AT)).toBe(false);
    expect(accepts(fields, { 'x-time': String(AT), 'x-signature': known.sha256 }, BODY, AT)).toBe(false);
  });
});

describe('a credential', () => {
  it('G04 takes both secrets while they are changed', () => {
    const headers = { 'x-signature': known.sha256 };
    expect(accepts({ secret: 'new', previousSecret: 'Jefe' }, headers, BODY)).toBe(true);
    expect(accepts({ secret: 'Jefe', previousSecret: 'old' }, headers, BODY)).toBe(true);
    expect(accepts({ secret: 'new', previousSecret: 'old' }, headers, BODY)).toBe(false);
  });

  it.each([
    ['headerToken', { secret: '', headerName: 'x' }, '"Secret" is empty'],
    ['headerToken', { secret: ' \n', previousSecret: 'old', headerName: 'x' }, '"Secret" is empty'],
    ['headerToken', { secret: 'a' }, '"Header Name" is empty'],
    ['hmac', { secret: 'a', headerName: ' ' }, '"Header Name" is empty'],
    ['hmac', { secret: 'a', headerName: 'x', signedContent: 'timestampBody' }, '"Timestamp Header" is empty'],
    ['standardWebhooks', {}, '"Secret" is empty'],
    ['standardWebhooks', { secret: 'whsec_abc' }, '"Secret" is not a complete Standard Webhooks secret'],
  ] as const)('for %s is refused when a field is missing: %j', (mode, fields, mistake) => {
    expect(readAuthenticity(mode, fields)).toEqual({ mistake });
  });
});

describe('a header with a time and signatures', () => {
  const signed = createHmac('sha256', 'Jefe').update(`1000.${BODY}`).digest('hex');
  const fields = { secret: 'Jefe', signatureFormat: 'timeAndSignatures', signedContent: 'timestampBody' };

  it.each([
    [`t=1000,v1=${signed}`, true],
    [` v1=${signed} , T=1000`, true],
    [`t=1000,v1=00,v1=${signed}`, true],
    [`ts=1000,s=${signed}`, true],
    [`t=1000,t=1000,v1=${signed}`, false],
    [`v1=${signed}`, false],
    [`t=1000,${signed}`, false],
    [`t=1000,v0=${signed}`, false],
    [`t,v1=${signed}`, false],
    [',,', false],
  ])('reads %s: %p', (header, expected) => {
    expect(accepts(fields, { 'x-signature': header }, BODY, 1000)).toBe(expected);
  });

  it.each([
    [createHmac('sha256', 'Jefe').update(BODY).digest('base64url'), true],
    [
      createHmac('sha256', 'Jefe').update(BODY).digest('base64').replaceAll('+', '-').replaceAll('/', '_'),
      true,
    ],
    ['%%', false],
    ['=', false],
  ])('may be in Base64 for URLs: %s: %p', (header, expected) => {
    const plain = { secret: 'Jefe', encoding: 'base64url' };
    expect(accepts(plain, { 'x-signature': header }, BODY)).toBe(expected);
  });
});
