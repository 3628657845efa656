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
