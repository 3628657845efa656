import { createHmac } from 'node:crypto';
import type { SignatureScheme } from '../../core/contract/delivery';
import { readAuthenticity } from '../../core/webhook/authenticity';
import type { Proof } from '../../core/webhook/proof';

const scheme: SignatureScheme = {
  scheme: 'addressAndFields',
  headerName: 'x-signature',
  algorithm: 'sha1',
  encoding: 'base64',
};

/** HMAC-SHA1 with the key "a key" over the address, then "a1b2". */
const SIGNATURE = 'Ya2G7gV2XFs1iF8VnlEPEguSn6c=';

const proof = (changes: Partial<Proof> = {}): Proof => ({
  headers: { 'x-signature': SIGNATURE },
  body: Buffer.from('b=2&a=1'),
  address: 'https://n8n.example/webhook/1',
  fields: [
    ['b', '2'],
    ['a', '1'],
  ],
  now: 0,
  ...changes,
});

const holds = (given: Proof, secret = 'a key'): boolean => {
  const read = readAuthenticity('hmac', { secret }, scheme);
  return 'check' in read && read.check(given);
};

/** The signature of some address with the fields of `proof`, or with none. */
const signatureFor = (address: string, fields = 'a1b2'): string =>
  createHmac('sha1', 'a key')
    .update(address + fields)
    .digest('base64');

describe('the address that was signed', () => {
  it.each([
    ['https://n8n.example/webhook/1', 'https://n8n.example:443/webhook/1', true],
    ['https://n8n.example:443/webhook/1', 'https://n8n.example/webhook/1', true],
    ['http://n8n.example/webhook/1', 'http://n8n.example:80/webhook/1', true],
    ['https://n8n.example:8443/webhook/1', 'https://n8n.example:8443/webhook/1', true],
    ['https://n8n.example:8443/webhook/1', 'https://n8n.example/webhook/1', false],
    ['https://n8n.example', 'https://n8n.example:443', true],
    ['no address', 'no address', true],
  ])('of a delivery to %s may be %s: %p', (address, signed, expected) => {
    expect(holds(proof({ address, headers: { 'x-signature': signatureFor(signed) } }))).toBe(expected);
  });

  it('is all that is signed where the body is no form', () => {
    const address = 'https://n8n.example/webhook/1';
    expect(holds(proof({ fields: undefined, headers: { 'x-signature': signatureFor(address, '') } }))).toBe(
      true,
    );
  });

  it.each(['sha1', 'sha256'])('is checked with %s where the credential says so', (algorithm) => {
    const fields = { secret: 'a key', headerName: 'X-Signature', algorithm, encoding: 'base64' };
    const read = readAuthenticity('hmac', { ...fields, signedContent: 'addressAndFields' });
    expect('check' in read && read.check(proof())).toBe(algorithm === 'sha1');
  });
});

describe('a signature over the address and the sorted fields', () => {
  it('holds for what was signed, in whatever order the fields come, a repeated one once', () => {
    expect(holds(proof())).toBe(true);
    expect(
      holds(
        proof({
          fields: [
            ['a', '1'],
            ['b', '2'],
            ['a', '1'],
          ],
        }),
      ),
    ).toBe(true);
  });

  it.each<[string, Partial<Proof>]>([
    ['another address', { address: 'https://n8n.example/webhook/2' }],
    ['an address that nobody can tell', { address: undefined }],
    [
      'another value',
      {
        fields: [
          ['a', '1'],
          ['b', '3'],
        ],
      },
    ],
    [
      'a field more',
      {
        fields: [
          ['a', '1'],
          ['b', '2'],
          ['c', ''],
        ],
      },
    ],
    ['no field', { fields: undefined }],
    ['no body', { body: null }],
    ['no header', { headers: {} }],
    ['a header that is no base64', { headers: { 'x-signature': '%%' } }],
  ])('does not hold for %s', (_what, changes) => expect(holds(proof(changes))).toBe(false));

  it('may be written in hex', () => {
    const read = readAuthenticity('hmac', { secret: 'a key' }, { ...scheme, encoding: 'hex' });
    const hex = Buffer.from(SIGNATURE, 'base64').toString('hex');
    expect('check' in read && read.check(proof({ headers: { 'x-signature': hex } }))).toBe(true);
    expect('check' in read && read.check(proof())).toBe(false);
  });

  it('does not hold for another secret', () => expect(holds(proof(), 'another key')).toBe(false));
});
