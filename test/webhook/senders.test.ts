import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INodeParameters } from 'n8n-workflow';
import { senders } from '../../vendors/senders';
import { call } from './support/delivering';
import { listen } from './support/listening';
import { parametersOf } from './support/parameters';

/** A delivery as a document or public code of its sender shows it, and what is to come of it. */
interface Recorded {
  source: string;
  provenance: string;
  about: string;
  delivery: { contentType: string; headers?: Record<string, string> };
  body?: unknown;
  raw?: string;
  form?: string;
  signature?: { secret: string; url?: string };
  expected: {
    items: ReadonlyArray<Record<string, unknown>>;
    /** What is read and starts nothing by itself. */
    leftOut: ReadonlyArray<Record<string, unknown>>;
  };
}

const FOLDER = join(__dirname, 'senders');

const recorded = readdirSync(FOLDER).flatMap((sender) =>
  readdirSync(join(FOLDER, sender)).map((file) => ({
    sender,
    file: `${sender}/${file}`,
    payload: JSON.parse(readFileSync(join(FOLDER, sender, file), 'utf8')) as Recorded,
  })),
);

const customOf = (sender: string, changes: INodeParameters = {}): INodeParameters =>
  parametersOf({ source: 'custom', sender, ...changes });

/** What an event of a payload must be as an item; the rest is free. */
function itemOf({ event: _event, why: _why, reasonCode, media, ...item }: Record<string, unknown>): unknown {
  const file = { media: media === null ? null : (expect.objectContaining(media as object) as unknown) };
  const reason = { reason: expect.objectContaining({ code: String(reasonCode) }) as unknown };
  return expect.objectContaining({
    ...item,
    ...(reasonCode !== undefined && reason),
    ...(media !== undefined && file),
  });
}

const bytesOf = ({ raw, form, body }: Recorded): string => form ?? raw ?? JSON.stringify(body);

describe.each(recorded)('field S15: $file', ({ sender, payload }) => {
  const { items, leftOut } = payload.expected;
  const read = async (changes: INodeParameters) => {
    const listening = await listen({ parameters: customOf(sender, changes) });
    try {
      const { status, text } = await call(listening.url, {
        headers: { 'content-type': payload.delivery.contentType, ...payload.delivery.headers },
        body: bytesOf(payload),
      });
      expect(status).toBe(200);
      for (const { vendor } of listening.executions.flat()) expect(vendor).toBe(sender);
      return { executions: listening.executions, text };
    } finally {
      await listening.close();
    }
  };
  const given = (expected: typeof items) => (expected.length === 0 ? [] : [expected.map(itemOf)]);

  it.each([
    [['statuses'], ({ event }: Record<string, unknown>) => event === 'status'],
    [['messages'], ({ event }: Record<string, unknown>) => event === 'message'],
    [['statuses', 'messages'], () => true],
  ] as const)(`set to %j gives those and nothing else: ${payload.about}`, async (events, isWanted) => {
    const wanted = items.filter(isWanted);
    const { executions, text } = await read({ events: [...events] });
    expect(executions).toEqual(given(wanted));
    const ignored = wanted.length > 0 ? undefined : (JSON.parse(text) as object);
    if (events.length === 1 && ignored !== undefined && items.length > 0)
      expect(ignored).toMatchObject({ ignored: expect.stringMatching(/^(event|status)$/) as unknown });
  });

  it('gives what is left out where it is asked for', async () => {
    const people = leftOut.filter(({ why }) => why === 'own' || why === 'group');
    const options = { includeOwn: true, includeGroups: true };
    const { executions } = await read({ events: ['statuses', 'messages'], options });
    expect(executions).toEqual(given([...items, ...people]));
  });

  const { signature } = payload;
  if (signature !== undefined)
    it('is believed by its signature alone', async () => {
      const signedAt = Number(payload.delivery.headers?.['X-Chatwoot-Timestamp'] ?? 0) * 1000;
      const now = jest.spyOn(Date, 'now').mockReturnValue(signedAt || 1_764_072_000_000);
      const answers: number[] = [];
      for (const secret of [signature.secret, `${signature.secret}x`]) {
        const listening = await listen({
          parameters: customOf(sender, { authentication: 'hmac' }),
          credential: { secret },
        });
        listening.wrap = (context) =>
          Object.create(context, { getNodeWebhookUrl: { value: () => signature.url } }) as typeof context;
        const { status } = await call(listening.url, {
          headers: { 'content-type': payload.delivery.contentType, ...payload.delivery.headers },
          body: bytesOf(payload),
        });
        answers.push(status);
        await listening.close();
      }
      now.mockRestore();
      expect(answers).toEqual([200, 401]);
    });
});

interface Written {
  sender: string;
  what: string;
  body: unknown;
  items: object[];
}

const evolution = (data: object, event = 'messages.update') => ({
  event,
  instance: 'loja',
  data,
  sender: '5511900000001@s.whatsapp.net',
  apikey: null,
});
const evolutionStatus = (status: string, changes: object = {}) =>
  evolution({ keyId: '3EB0', remoteJid: '5511987654321@s.whatsapp.net', fromMe: true, status, ...changes });

/** From the documents and the code of the senders, where no payload was recorded. */
const written: Written[] = [
  ...(
    [
      ['SERVER_ACK', 'sent'],
      ['DELIVERY_ACK', 'delivered'],
      ['READ', 'read'],
      ['PLAYED', 'read'],
      ['PENDING', 'pending'],
      ['ERROR', 'failed'],
      ['SOMETHING_NEW', 'other'],
    ] as const
  ).map(([word, status]) => ({
    sender: 'evolution',
    what: word,
    body: evolutionStatus(word),
    items: [{ messageId: '3EB0', status, vendorStatus: word, to: '5511987654321', occurredAt: null }],
  })),
  { sender: 'evolution', what: 'an edited message', body: evolutionStatus('EDITED'), items: [] },
  {
    sender: 'evolution',
    what: 'a message that came in, read',
    body: evolutionStatus('READ', { fromMe: false }),
    items: [],
  },
  {
    sender: 'evolution',
    what: 'an official number',
    body: evolutionStatus('DELIVERED', { fromMe: false, keyId: 'wamid.x' }),
    items: [{ messageId: 'wamid.x', status: 'delivered' }],
  },
  {
    sender: 'evolution',
    what: 'an address that is no phone',
    body: evolutionStatus('READ', { remoteJid: '81896604192873@lid' }),
    items: [{ messageId: '3EB0', to: null }],
  },
  {
    sender: 'evolution',
    what: 'messages.upsert',
    body: evolution({ key: { id: '3A', fromMe: false }, message: { conversation: 'Oi' } }, 'messages.upsert'),
    items: [],
  },
  { sender: 'evolution', what: 'no data', body: { event: 'logout.instance', data: null }, items: [] },
  {
    sender: 'zapi',
    what: 'read by the user',
    body: { type: 'MessageStatusCallback', ids: ['a'], status: 'READ_BY_ME' },
    items: [],
  },
  {
    sender: 'zapi',
    what: 'one id alone',
    body: { type: 'MessageStatusCallback', id: 'a', status: 'PLAYED', phone: '5511987654321' },
    items: [{ messageId: 'a', status: 'read', vendorStatus: 'PLAYED' }],
  },
  {
    sender: 'zapi',
    what: 'not handed over',
    body: { type: 'DeliveryCallback', messageId: 'a', phone: '5511987654321', error: 'Phone not connected' },
    items: [{ messageId: 'a', status: 'failed' }],
  },
  {
    sender: 'waha',
    what: 'an acknowledgement of a message that came in',
    body: { event: 'message.ack', payload: { id: 'x', fromMe: false, ackName: 'READ' } },
    items: [],
  },
  {
    sender: 'waha',
    what: 'a number without a word',
    body: { event: 'message.ack', payload: { id: 'x', fromMe: true, ack: 2 } },
    items: [{ messageId: 'x', status: 'delivered' }],
  },
  {
    sender: 'gupshup',
    what: 'a deleted message of the customer',
    body: { type: 'message-event', payload: { id: 'x', type: 'deleted' } },
    items: [],
  },
  {
    sender: 'gupshup',
    what: 'failed before WhatsApp',
    body: {
      type: 'message-event',
      timestamp: 1764072000123,
      payload: { id: 'x', type: 'failed', payload: { code: 1002, reason: 'Number does not exist' } },
    },
    items: [
      { messageId: 'x', status: 'failed', reason: expect.objectContaining({ code: '1002' }) as unknown },
    ],
  },
  {
    sender: 'gupshup',
    what: 'the first call',
    body: { type: 'user-event', payload: { type: 'sandbox-start' } },
    items: [],
  },
  {
    sender: 'infobip',
    what: 'two reports',
    body: {
      results: [
        { messageId: 'a', status: { groupName: 'PENDING', name: 'PENDING_ENROUTE' }, sentAt: 'x' },
        { messageId: 'b', status: { groupName: 'EXPIRED' } },
      ],
    },
    items: [
      { messageId: 'a', status: 'pending', vendorStatus: 'PENDING_ENROUTE' },
      { messageId: 'b', status: 'failed', vendorStatus: 'EXPIRED' },
    ],
  },
  {
    sender: 'infobip',
    what: 'a deleted message',
    body: { results: [{ messageId: 'a', deletedAt: '2025-11-25T12:00:00.000+0000' }] },
    items: [],
  },
  {
    sender: 'zenvia',
    what: 'both contents of a message, of the older form',
    body: {
      type: 'MESSAGE_STATUS',
      messageId: 'm',
      contentIndex: 1,
      messageStatus: { code: 'READ', timestamp: '2025-11-25T12:00:00Z' },
    },
    items: [{ messageId: 'm', status: 'read' }],
  },
  {
    sender: 'wazzup24',
    what: 'messages beside statuses',
    body: {
      messages: [{ messageId: 'in', status: 'inbound' }],
      statuses: [{ messageId: 'm', status: 'read' }],
    },
    items: [{ messageId: 'm', status: 'read' }],
  },
  {
    sender: 'chatwoot',
    what: 'a message that was delivered',
    body: {
      event: 'message_updated',
      id: 300,
      message_type: 'outgoing',
      status: 'delivered',
      conversation: { meta: { sender: { phone_number: '+5511987654321' } } },
    },
    items: [{ messageId: '300', status: 'delivered', to: '5511987654321' }],
  },
  { sender: 'chatwoot', what: 'a conversation', body: { event: 'conversation_updated', id: 1 }, items: [] },
  {
    sender: 'zapi',
    what: 'a delivery that a workflow of n8n passed on',
    body: [
      { headers: {}, query: {}, body: { type: 'MessageStatusCallback', ids: ['a', 'b'], status: 'SENT' } },
    ],
    items: [{ messageId: 'a' }, { messageId: 'b' }],
  },
];

test.each(written)('field S15: $sender: $what', async ({ sender, body, items }) => {
  const listening = await listen({ parameters: customOf(sender) });
  try {
    const answered = await call(listening.url, {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    expect(answered.status).toBe(200);
    expect(listening.executions).toEqual(
      items.length === 0 ? [] : [items.map((item) => expect.objectContaining(item) as unknown)],
    );
  } finally {
    await listening.close();
  }
});

test('field S15: every sender of the list has payloads or written deliveries, and all say where they come from', () => {
  const shown = new Set([...recorded, ...written].map(({ sender }) => sender));
  expect(senders.map(({ id }) => id).filter((id) => !shown.has(id))).toEqual([]);
  for (const { payload } of recorded)
    expect([payload.source, payload.provenance].every((text) => text.length > 5)).toBe(true);
});

test('a sender that is not in the list is answered 500, so that nothing is lost', async () => {
  const listening = await listen({ parameters: customOf('nobody') });
  try {
    const { status } = await call(listening.url, {
      headers: { 'content-type': 'application/json' },
      body: '{}',
    });
    expect([status, listening.executions]).toEqual([500, []]);
  } finally {
    await listening.close();
  }
});
