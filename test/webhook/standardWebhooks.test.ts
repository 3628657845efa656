import { createHmac } from 'node:crypto';
import { readAuthenticity } from '../../core/webhook/authenticity';
import type { Proof } from '../../core/webhook/proof';
import { readKey } from '../../core/webhook/standardWebhooks';

/** The known answer of the specification's own libraries. */
const SECRET = 'MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const ID = 'msg_p5jXN8AQM9LWM0D4loKWxJek';
const AT = 1_614_265_330;
const BODY = '{"test": 2432232314}';
const SIGNATURE = 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=';
const OTHER = 'v1,Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc=';

const headers = {
  'webhook-id': ID,
  'webhook-timestamp': String(AT),
  'webhook-signature': SIGNATURE,
};

function accepts(
  changes: Proof['headers'] = {},
  { secret = SECRET, previousSecret = '', now = AT, body = Buffer.from(BODY) as Buffer | null } = {},
): boolean {
  const read = readAuthenticity('standardWebhooks', { secret, previousSecret });
  return 'check' in read && read.check({ headers: { ...headers, ...changes }, body, now });
}

function signed(key: string, id: string, at: number): Proof['headers'] {
  const hmac = createHmac('sha256', Buffer.from(key, 'base64'))
    .update(`${id}.${at}.${BODY}`)
    .digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': String(at), 'webhook-signature': `v1,${hmac}` };
}

describe('G02 Standard Webhooks', () => {
  it('gives the known answer', () => {
    expect(accepts()).toBe(true);
    expect(signed(SECRET, ID, AT)['webhook-signature']).toBe(SIGNATURE);
  });

  it.each(Object.keys(headers))('refuses a delivery without %s', (name) => {
    expect(accepts({ [name]: undefined })).toBe(false);
    expect(accepts({ [name]: '' })).toBe(false);
  });

  it.each(['hello', 'NaN', '1614265330.0', '-1614265330', '0x60379732', ' ', '1614265330000'])(
    'refuses the time "%s"',
    (time) => expect(accepts({ 'webhook-timestamp': time })).toBe(false),
  );

  it.each([
    'v1,dawfeoifkpqwoekfpqoekf',
    SIGNATURE.slice(0, 8),
    'v1,',
    'v1',
    SIGNATURE.slice(3),
    SIGNATURE.slice(0, -1),
    SIGNATURE.replace('v1', 'v2'),
    SIGNATURE.replace('v1', 'v1a'),
    SIGNATURE.replace('v1', 'V1'),
    SIGNATURE.replace('v1', 'xv1'),
    SIGNATURE.replace('E=', 'F='),
    `${SIGNATURE}=`,
    OTHER,
  ])('refuses the signature "%s"', (signature) =>
    expect(accepts({ 'webhook-signature': signature })).toBe(false),
  );

  it('G03 refuses a repeated header that was left as a list', () => {
    expect(accepts({ 'webhook-signature': [SIGNATURE, OTHER] })).toBe(false);
    expect(accepts({ 'webhook-id': [ID] })).toBe(false);
  });

  it.each([
    [OTHER, OTHER.replace('v1', 'v2'), SIGNATURE, OTHER].join(' '),
    `${OTHER},${SIGNATURE}`,
    `${OTHER}, ${SIGNATURE}`,
    `v1a,abc ${SIGNATURE}`,
  ])('takes a list with one right signature: "%s"', (signature) =>
    expect(accepts({ 'webhook-signature': signature })).toBe(true),
  );

  it.each([-300, -299, 0, 299, 300])('G05 takes a delivery signed %d s from now', (offset) =>
    expect(accepts({}, { now: AT - offset })).toBe(true),
  );

  it.each([-302, -301, 301, 302])('G05 refuses a delivery signed %d s from now', (offset) =>
    expect(accepts({}, { now: AT - offset })).toBe(false),
  );

  it('refuses another body, another id, another secret, and a body that is not to be had', () => {
    expect(accepts({}, { body: Buffer.from(`${BODY} `) })).toBe(false);
    expect(accepts({}, { body: null })).toBe(false);
    expect(accepts({ 'webhook-id': `${ID}x` })).toBe(false);
    expect(accepts({}, { secret: Buffer.alloc(24, 7).toString('base64') })).toBe(false);
  });

  it('G03 takes a secret with and without its prefix, and with spaces around it', () => {
    for (const secret of [`whsec_${SECRET}`, ` ${SECRET}\n`]) expect(accepts({}, { secret })).toBe(true);
  });

  it('G04 takes the former secret while it is changed, and never a key that is not one', () => {
    const next = Buffer.alloc(32, 9).toString('base64');
    expect(accepts({}, { secret: next, previousSecret: `whsec_${SECRET}` })).toBe(true);
    expect(accepts(signed(next, ID, AT), { secret: next, previousSecret: SECRET })).toBe(true);
    expect(accepts({}, { secret: next, previousSecret: '' })).toBe(false);
    expect(accepts({}, { secret: '', previousSecret: SECRET })).toBe(false);
    expect(accepts(signed(next, ID, AT), { secret: next, previousSecret: 'no key' })).toBe(true);
  });

  it.each([
    '',
    'whsec_',
    'plain words',
    Buffer.alloc(23, 1).toString('base64'),
    Buffer.alloc(65, 1).toString('base64'),
    `${SECRET}?`,
  ])('has no key in "%s"', (secret) => expect(readKey(secret)).toBeNull());

  it('has a key in a secret of 24 to 64 bytes', () => {
    for (const length of [24, 32, 64])
      expect(readKey(`whsec_${Buffer.alloc(length, 1).toString('base64')}`)).toHaveLength(length);
  });
});
