import { createHmac } from 'node:crypto';
import type { SignatureScheme } from '../../core/contract/delivery';
import { readAuthenticity, type SignedMode, type WebhookFields } from '../../core/webhook/authenticity';
import { fromBase64, fromHex } from '../../core/webhook/compare';
import type { Proof } from '../../core/webhook/proof';
import { deliveryId, looksSigned } from '../../core/webhook/standardWebhooks';
import { metaStatuses } from '../../vendors/meta/webhook';

const AT = 1_700_000_000;
const BODY = '{"status":"read"}';

interface Delivery {
  headers: Proof['headers'];
  body?: Buffer | null;
  signature?: SignatureScheme;
}

function accepts(
  mode: SignedMode,
  fields: WebhookFields,
  { headers, body = Buffer.from(BODY), signature }: Delivery,
): boolean {
  const read = readAuthenticity(mode, fields, signature);
  return 'check' in read && read.check({ headers, body, now: AT });
}

const signedBy = (secret: string, content = BODY): string =>
  createHmac('sha256', secret).update(content).digest('hex');

describe('a token in a header', () => {
  const fields = { secret: 'swordfish', headerName: 'X-Token' };

  it('is believed when it is the secret, or the former one', () => {
    const headers = { 'x-token': 'swordfish' };
    expect(accepts('headerToken', fields, { headers })).toBe(true);
    expect(
      accepts('headerToken', { ...fields, secret: 'next', previousSecret: 'swordfish' }, { headers }),
    ).toBe(true);
  });

  it.each<[what: string, headers: Proof['headers']]>([
    ['another text', { 'x-token': 'swordfisH' }],
    ['a part of it', { 'x-token': 'swordfis' }],
    ['more than it', { 'x-token': 'swordfish ' }],
    ['a list of it', { 'x-token': ['swordfish'] }],
    ['nothing', { 'x-token': '' }],
    ['no header', {}],
    ['another header', { token: 'swordfish' }],
  ])('is not believed when it is %s', (_what, headers) => {
    expect(accepts('headerToken', fields, { headers })).toBe(false);
    expect(accepts('headerToken', { ...fields, previousSecret: '' }, { headers })).toBe(false);
  });

  it('is not looked for among what every object inherits', () => {
    const headers = Object.create({ 'x-token': 'swordfish' }) as Proof['headers'];
    expect(accepts('headerToken', fields, { headers })).toBe(false);
  });
});

describe('a signature', () => {
  const fields = { secret: 'swordfish', headerName: 'X-Signature' };

  it('made with no secret is not believed where there is no former secret', () => {
    for (const previousSecret of ['', ' ', undefined])
      expect(
        accepts('hmac', { ...fields, previousSecret }, { headers: { 'x-signature': signedBy('') } }),
      ).toBe(false);
  });

  it('is not believed where the signed bytes are not to be had', () => {
    const headers = { 'x-signature': signedBy('swordfish', '') };
    expect(accepts('hmac', fields, { headers, body: Buffer.alloc(0) })).toBe(true);
    expect(accepts('hmac', fields, { headers, body: null })).toBe(false);
  });

  it('of the body alone needs no time, whatever the hidden field for it holds', () => {
    const hidden = { ...fields, signedContent: 'body', timestampHeader: 'X-Time' };
    expect(accepts('hmac', hidden, { headers: { 'x-signature': signedBy('swordfish') } })).toBe(true);
  });

  it('of Meta is looked for in the header that the credential names', () => {
    const headers = { 'x-signature': signedBy('swordfish') };
    expect(accepts('hmac', fields, { headers, signature: metaStatuses.signature })).toBe(true);
    const own = { 'x-hub-signature-256': `sha256=${signedBy('swordfish')}` };
    expect(accepts('hmac', fields, { headers: own, signature: metaStatuses.signature })).toBe(false);
  });
});

describe('a Standard Webhooks delivery', () => {
  const key = Buffer.alloc(24, 7);
  const signed = (id: string): Record<string, string> => ({
    'webhook-id': id,
    'webhook-timestamp': String(AT),
    'webhook-signature': `v1,${createHmac('sha256', key).update(`${id}.${AT}.${BODY}`).digest('base64')}`,
  });
  const proofOf = (headers: Proof['headers']): Proof => ({ headers, body: Buffer.from(BODY), now: AT });

  it('is not believed without an id, although it is signed', () => {
    const fields = { secret: key.toString('base64') };
    expect(accepts('standardWebhooks', fields, { headers: signed('m1') })).toBe(true);
    expect(accepts('standardWebhooks', fields, { headers: signed('') })).toBe(false);
  });

  it('that is forged is refused also where the former secret is not a complete one', () => {
    const fields = { secret: Buffer.alloc(24, 8).toString('base64'), previousSecret: 'swordfish' };
    expect(accepts('standardWebhooks', fields, { headers: signed('m1') })).toBe(false);
  });

  it('looks signed when it has an id, a recent time and a signature', () => {
    expect(looksSigned(proofOf(signed('m1')))).toBe(true);
    for (const name of Object.keys(signed('m1')))
      expect(looksSigned(proofOf({ ...signed('m1'), [name]: '' }))).toBe(false);
    expect(looksSigned(proofOf({ ...signed('m1'), 'webhook-signature': 'v1,short' }))).toBe(false);
  });

  it('tells its id, where it has one', () => {
    expect(deliveryId(proofOf(signed('m1')))).toBe('m1');
    expect(deliveryId(proofOf({}))).toBeNull();
  });
});

describe('bytes written as text', () => {
  it('are read in one form only', () => {
    expect(fromBase64('AQI=')).toEqual(Buffer.from([1, 2]));
    expect(fromHex('01fF')).toEqual(Buffer.from([1, 255]));
  });

  it.each(['', 'AQI', 'AQJ=', 'AQI= ', '====', 'AQ-_'])('are none in base64 when they are "%s"', (text) =>
    expect(fromBase64(text)).toBeNull(),
  );

  it.each(['', '0', '012', '0g', ' 01', '01 '])('are none in hex when they are "%s"', (text) =>
    expect(fromHex(text)).toBeNull(),
  );
});
