import { z } from 'zod/v4';
import type { Exchange } from '../../recordings/exchange';
import { buildMessage, type Message } from '../../core/message/build';
import type { AnyOperation, Vendor } from '../../core/contract/vendor';
import { ACME_CREDENTIAL, acme } from '../core/acme';
import { readAccount } from '../../core/input/account';
import { answerWith, givenBy, staysInItsPlace } from '../support/given';

/** An answer whose field no real vendor has. */
const opened = (body: unknown): Pick<Exchange, 'before'> => ({
  before: {
    request: { method: 'POST', url: 'https://api.acme.example/open' },
    response: { status: 200, body },
  },
});

const recorded = opened({ ok: true, door: 'north-1', keys: ['north-1', 'spare'], wall: { door: 'north-1' } });

const file = { fileName: 'a.png', mimeType: 'image/png', size: 1, stream: async function* () {} };

function upload(vendor: Vendor): Message {
  const { config } = readAccount(vendor, ACME_CREDENTIAL);
  const input = { to: '5511999999999', mediaType: 'image', file };
  return buildMessage(vendor, 'sendMediaByUpload', input, config);
}

/** Acme, with another idea of what a door may be called. */
function withDoors(door: z.ZodType<string>): Vendor {
  const { large } = acme.generations;
  const operation = large?.operations.sendMediaByUpload as AnyOperation;
  const before = { ...operation.before, answer: z.object({ door }) };
  const operations = { ...large?.operations, sendMediaByUpload: { ...operation, before } as AnyOperation };
  return { ...acme, generations: { ...acme.generations, large: { label: '', operations } } };
}

describe('what the request before a message gives', () => {
  it("is read from the recorded answer by the vendor's own schema, whatever its field is called", () => {
    expect(givenBy(upload(acme).specification, recorded)).toEqual({ door: 'north-1' });
  });

  it('is nothing for an operation without such a request', () => {
    const { config } = readAccount(acme, ACME_CREDENTIAL);
    const text = buildMessage(acme, 'sendText', { to: '5511999999999', text: 'Hi' }, config);
    expect(givenBy(text.specification, {})).toEqual({});
  });

  it('cannot be left out of the exchange, nor be something that the schema does not take', () => {
    const { specification } = upload(acme);
    expect(() => givenBy(specification, {})).toThrow('does not record the answer');
    expect(() => givenBy(specification, opened({ ok: true, chatId: 'north-1' }))).toThrow('door');
  });

  it('is replaced wherever it stands in the answer, and nothing else is', () => {
    expect(answerWith(upload(acme).specification, recorded, 'south')).toEqual({
      ok: true,
      door: 'south',
      keys: ['south', 'spare'],
      wall: { door: 'south' },
    });
  });
});

describe('a given value in the path of the message', () => {
  it('stays in its place where it is a plain word', () => {
    expect(staysInItsPlace(upload(acme), recorded, 'south-2')).toBe(true);
  });

  it.each(['..', '../../admin', 'a b', 'x/../../admin'])('is seen to lead elsewhere: %s', (word) => {
    expect(staysInItsPlace(upload(acme), recorded, word)).toBe(false);
  });

  it.each(['..', '../../admin', 'a b', 'x/../../admin'])(
    'leads nowhere where the schema refuses it: %s',
    (word) => {
      const careful = upload(withDoors(z.string().regex(/^[\w-]+$/)));
      expect(staysInItsPlace(careful, recorded, word)).toBeUndefined();
      expect(staysInItsPlace(careful, recorded, 'south-2')).toBe(true);
    },
  );
});
