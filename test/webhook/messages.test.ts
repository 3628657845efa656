import type { INodeParameters } from 'n8n-workflow';
import { MODES, call, deliveryOf } from './support/delivering';
import { listen, type Trigger } from './support/listening';
import { parametersOf } from './support/parameters';

const [secretUrl] = MODES;
if (secretUrl === undefined) throw new Error('There is no such mode');

const text = (changes: object = {}) => ({
  from: '5511987654321',
  id: 'wamid.IN1',
  timestamp: '1764072000',
  type: 'text',
  text: { body: 'Oi, ainda tem vaga?' },
  ...changes,
});

const batch = (value: object) => ({
  object: 'whatsapp_business_account',
  entry: [{ id: '1', changes: [{ field: 'messages', value }] }],
});

const meta = (...messages: object[]) =>
  batch({
    metadata: { phone_number_id: '106540352242922' },
    contacts: [{ wa_id: '5511987654321', profile: { name: 'Maria Souza' } }],
    messages,
  });

/** What a trigger makes of deliveries, one after another. */
async function deliver(parameters: INodeParameters, bodies: readonly unknown[], trigger: Trigger = {}) {
  const listening = await listen({ parameters: parametersOf(parameters), ...trigger });
  const answers: Array<[status: number, ignored: unknown]> = [];
  try {
    for (const body of bodies) {
      const { status, text: answered } = await call(listening.url, deliveryOf(secretUrl!, body));
      const ignored = answered.startsWith('{')
        ? (JSON.parse(answered) as Record<string, unknown>)['ignored']
        : undefined;
      answers.push([status, ignored]);
    }
    expect(listening.thrown).toEqual([]);
    return { answers, outputs: listening.outputs, items: listening.executions };
  } finally {
    await listening.close();
  }
}

test('a message that came in is one item, by the names of the public contract', async () => {
  const { items } = await deliver({ source: 'meta', events: ['messages'] }, [meta(text())]);
  expect(items).toEqual([
    [
      {
        vendor: 'meta',
        eventKey: expect.stringMatching(/^[0-9a-f]{32}$/) as unknown,
        messageId: 'wamid.IN1',
        from: '5511987654321',
        name: 'Maria Souza',
        kind: 'text',
        text: 'Oi, ainda tem vaga?',
        media: null,
        replyTo: null,
        occurredAt: '2025-11-25T12:00:00.000Z',
        receivedAt: expect.any(String) as unknown,
        fromMe: false,
        group: null,
      },
    ],
  ]);
});
