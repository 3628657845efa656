import { INTERFLOW } from '../../simulator/vendors/interflowFixtures';
import { RECIPIENTS } from '../../simulator/recipients';
import { startSimulator } from '../../simulator/simulator';
import { INTERFLOW_REJECTED_TEMPLATE } from '../../simulator/vendors/interflowFixtures';
import type { Simulator } from '../../simulator/simulator';
import { call, post, sendV1, v1Message } from './calling';

let now = 1_800_000_000_000;
let simulator: Simulator;

beforeAll(async () => {
  simulator = await startSimulator({ now: () => now });
});
afterAll(() => simulator.close());
beforeEach(() => simulator.reset());

const body = { type: 'body', parameters: [text('João'), text('12345')] };

function text(value: string): Record<string, unknown> {
  return { type: 'text', text: value };
}

const contents: Record<string, Record<string, unknown>> = {
  text: { text: 'Olá! Esta é uma mensagem de teste.' },
  image: { url: 'https://exemplo.com/imagem.jpg', caption: 'Confira!' },
  video: { url: 'https://exemplo.com/video.mp4', caption: 'Veja' },
  audio: { url: 'https://exemplo.com/audio.ogg' },
  document: { url: 'https://exemplo.com/contrato.pdf', filename: 'contrato.pdf', caption: 'Segue.' },
  location: { latitude: -23.5505, longitude: -46.6333, name: 'Escritório Central', address: 'Av. Paulista' },
  template: { name: 'order_confirmation', language: 'pt_BR', components: [body] },
};

describe('what is accepted', () => {
  test.each(Object.entries(contents))('answers 201 with an echo for a valid %s', async (type, content) => {
    const answer = await sendV1(simulator, v1Message({ type, content }));
    expect(answer.status).toBe(201);
    expect(answer.json).toEqual({
      success: true,
      data: {
        id: expect.stringMatching(/^msg_\w+$/),
        channel_id: INTERFLOW.channelId,
        to: '5511999999999',
        type,
        status: 'sent',
        content,
        created_at: new Date(now).toISOString().replace('.000Z', 'Z'),
      },
    });
    expect(simulator.inbox).toMatchObject([{ vendor: 'interflow', host: 'v1', kind: type }]);
  });

  test('gives every message an id of its own', async () => {
    await Promise.all(Array.from({ length: 30 }, () => sendV1(simulator, v1Message())));
    expect(new Set(simulator.inbox.map((message) => message.messageId)).size).toBe(30);
  });

  test('shows a template with its variables filled in', async () => {
    await sendV1(simulator, v1Message({ type: 'template', content: contents['template'] }));
    expect(simulator.inbox[0]?.text).toBe(
      'Olá, João! Seu pedido 12345 foi confirmado e já está sendo separado.',
    );
  });

  test('fills named variables, a header and a button in', async () => {
    const named = ['nome', 'produto'].map((name) => ({ ...text(`<${name}>`), parameter_name: name }));
    await sendV1(
      simulator,
      v1Message({
        type: 'template',
        content: {
          name: 'lead_follow_up',
          language: 'pt_BR',
          components: [{ type: 'body', parameters: named }],
        },
      }),
    );
    const components = [
      { type: 'header', parameters: [{ type: 'image', image: { link: 'https://exemplo.com/a.jpg' } }] },
      { type: 'body', parameters: [text('Ana'), text('sexta')] },
      { type: 'button', sub_type: 'url', index: '0', parameters: [text('verao')] },
    ];
    await sendV1(
      simulator,
      v1Message({
        type: 'template',
        content: { name: 'new_collection', language: 'pt_BR', components },
      }),
    );
    expect(simulator.inbox[0]?.text).toContain('Oi, <nome>! Vi que você se interessou por <produto>.');
    expect(simulator.inbox[1]).toMatchObject({
      text: 'A nova coleção chegou, Ana. Garanta a sua até sexta.',
      media: { url: 'https://exemplo.com/a.jpg' },
      template: { buttons: ['Ver coleção (https://example.com/colecao/verao)', 'Agora não'] },
    });
  });

  test('lists no customers, as the probe of a credential', async () => {
    const headers = { authorization: `Bearer ${INTERFLOW.v1Key}` };
    const answer = await call(`${simulator.urls.interflowV1}/v1/customers`, { headers });
    expect([answer.status, answer.json['success']]).toEqual([200, true]);
    expect(simulator.inbox).toEqual([]);
  });
});

describe('what is refused', () => {
  const send = '/v1/messages/send';

  test.each([
    ['no header', {}],
    ['a key without Bearer', { authorization: INTERFLOW.v1Key }],
    ['an unknown key', { authorization: 'Bearer if_test_other' }],
    ['a key of the current generation', { authorization: `Bearer ${INTERFLOW.currentKey}` }],
  ])('answers 401 to %s', async (_name, headers) => {
    const answer = await post(
      simulator.urls.interflowV1 + send,
      v1Message(),
      headers as Record<string, string>,
    );
    expect(answer.status).toBe(401);
    expect(answer.json).toEqual({
      success: false,
      error: { code: 'UNAUTHORIZED', message: 'API Key inválida ou ausente' },
    });
  });

  test('answers 403 to a key that may not send', async () => {
    const answer = await sendV1(simulator, v1Message(), INTERFLOW.v1ReadOnlyKey);
    expect(answer.status).toBe(403);
    expect(answer.json).toMatchObject({ error: { code: 'FORBIDDEN' } });
  });

  test('answers 400 with the field that is missing', async () => {
    const answer = await sendV1(simulator, v1Message({ to: undefined }));
    expect(answer.status).toBe(400);
    expect(answer.json).toEqual({
      success: false,
      error: {
        code: 'VALIDATION_ERROR',
        message: "Campo 'to' é obrigatório",
        details: [{ field: 'to', message: 'Campo obrigatório' }],
      },
    });
  });

  test('names every wrong field in the order of the document', async () => {
    const answer = await sendV1(simulator, {});
    const { details } = answer.json['error'] as { details: Array<{ field: string }> };
    expect(details.map((detail) => detail.field)).toEqual(['channel_id', 'to', 'type', 'content']);
  });

  test.each([
    ['a text without text', 'text', {}, 'content.text'],
    ['an image without a link', 'image', { caption: 'x' }, 'content.url'],
    ['an image whose link is no web address', 'image', { url: 'file:///etc/passwd' }, 'content.url'],
    [
      'an audio with a caption',
      'audio',
      { url: 'https://exemplo.com/a.ogg', caption: 'x' },
      'content.caption',
    ],
    [
      'a document with a misspelt name',
      'document',
      { url: 'https://exemplo.com/a.pdf', fileName: 'a' },
      'content.fileName',
    ],
    [
      'a location with text in place of a number',
      'location',
      { latitude: '-23', longitude: 1 },
      'content.latitude',
    ],
    ['a location beyond the pole', 'location', { latitude: 91, longitude: 1 }, 'content.latitude'],
    [
      'a language as an object',
      'template',
      { name: 'hello_world', language: { code: 'en_US' } },
      'content.language',
    ],
    ['too few variables', 'template', { ...contents['template'], components: [] }, 'content.components'],
    ['an unknown type', 'sticker', {}, 'type'],
  ])('answers 400 to %s', async (_name, type, content, field) => {
    const answer = await sendV1(simulator, v1Message({ type, content }));
    expect(answer.status).toBe(400);
    expect(answer.json).toMatchObject({ error: { code: 'VALIDATION_ERROR', details: [{ field }] } });
    expect(simulator.inbox).toEqual([]);
  });

  test('answers 400 to broken JSON and to a body of another type', async () => {
    expect((await sendV1(simulator, '{"to": // no')).status).toBe(400);
    const headers = { authorization: `Bearer ${INTERFLOW.v1Key}`, 'content-type': 'text/plain' };
    const answer = await post(simulator.urls.interflowV1 + send, v1Message(), headers);
    expect(answer.status).toBe(400);
  });

  test.each([
    ['an unknown channel', { channel_id: INTERFLOW.unknownChannelId }, 404, 'CHANNEL_NOT_FOUND'],
    ['a disconnected channel', { channel_id: INTERFLOW.disconnectedChannelId }, 422, 'CHANNEL_DISCONNECTED'],
    ['a number that is not on WhatsApp', { to: RECIPIENTS.notOnWhatsApp }, 400, 'INVALID_PHONE'],
    ['the number for 500', { to: RECIPIENTS.internalError }, 500, 'INTERNAL_ERROR'],
    ['the number for 503', { to: RECIPIENTS.unavailable }, 503, 'SERVICE_UNAVAILABLE'],
    [
      'a template that is not approved',
      { type: 'template', content: { name: INTERFLOW_REJECTED_TEMPLATE.name, language: 'pt_BR' } },
      422,
      'TEMPLATE_NOT_APPROVED',
    ],
  ])('refuses %s', async (_name, changes, status, code) => {
    const answer = await sendV1(simulator, v1Message(changes));
    expect(answer.status).toBe(status);
    expect(answer.json).toMatchObject({ success: false, error: { code } });
    expect(simulator.inbox).toEqual([]);
  });

  test('checks the fields before the channel', async () => {
    const answer = await sendV1(simulator, v1Message({ channel_id: INTERFLOW.unknownChannelId, to: '' }));
    expect(answer.status).toBe(400);
  });
});

describe('the rate limit', () => {
  test('refuses the 61st request of a minute on the Starter plan, and counts down before', async () => {
    for (let index = 0; index < 60; index++) {
      const answer = await sendV1(simulator, v1Message());
      expect([answer.status, answer.headers.get('x-ratelimit-remaining')]).toEqual([201, String(59 - index)]);
    }
    now += 15_000;
    const refused = await sendV1(simulator, v1Message());
    expect(refused.status).toBe(429);
    expect(refused.json).toEqual({
      success: false,
      error: {
        code: 'RATE_LIMIT_EXCEEDED',
        message: 'Limite de requisições excedido. Tente novamente em 45 segundos.',
      },
    });
    expect(refused.headers.get('retry-after')).toBe('45');
    expect(refused.headers.get('x-ratelimit-limit')).toBe('60');
    expect(refused.headers.get('x-ratelimit-remaining')).toBe('0');
    expect(Number(refused.headers.get('x-ratelimit-reset'))).toBe((now + 45_000) / 1000);
    now += 45_000;
    expect((await sendV1(simulator, v1Message())).status).toBe(201);
  });

  test('counts each key by itself', async () => {
    for (let index = 0; index < 61; index++) await sendV1(simulator, v1Message());
    expect(simulator.requests.at(-1)?.answered.status).toBe(429);
    expect((await sendV1(simulator, v1Message(), INTERFLOW.v1SecondKey)).status).toBe(201);
  });

  test('is off at zero', async () => {
    const unlimited = await startSimulator({ messagesPerMinute: 0 });
    try {
      for (let index = 0; index < 61; index++) await sendV1(unlimited, v1Message());
      expect(unlimited.inbox).toHaveLength(61);
      expect((await sendV1(unlimited, v1Message())).headers.get('x-ratelimit-limit')).toBeNull();
    } finally {
      await unlimited.close();
    }
  });
});
