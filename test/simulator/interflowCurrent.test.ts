import { INTERFLOW } from '../../simulator/vendors/interflowFixtures';
import { RECIPIENTS } from '../../simulator/recipients';
import { startSimulator } from '../../simulator/simulator';
import { INTERFLOW_REJECTED_TEMPLATE } from '../../simulator/vendors/interflowFixtures';
import type { Simulator } from '../../simulator/simulator';
import { call, callCurrent, postForm } from './calling';

const TEMPLATE = 'a1b2c3d4-0000-4000-8000-000000000001';
let simulator: Simulator;

beforeAll(async () => {
  simulator = await startSimulator();
});
afterAll(() => simulator.close());
beforeEach(() => simulator.reset());

function create(changes: Record<string, unknown> = {}) {
  const chat = { contactType: 'whatsapp', contactValue: '5511999999999', channelId: INTERFLOW.channelId };
  return callCurrent(simulator, 'chat/create', { ...chat, ...changes });
}

describe('the key', () => {
  const tags = (headers: Record<string, string>, organization: string = INTERFLOW.organizationId) =>
    call(`${simulator.urls.interflowCurrent}/api/${organization}/tags`, { headers });

  test('opens the list of tags as x-api-key and as bearer token', async () => {
    const both: Array<Record<string, string>> = [
      { 'x-api-key': INTERFLOW.currentKey },
      { authorization: `Bearer ${INTERFLOW.currentKey}` },
    ];
    for (const headers of both) {
      const answer = await tags(headers);
      expect(answer.status).toBe(200);
      expect(answer.json).toMatchObject({ success: true, data: [{ name: 'Lead' }] });
      expect(answer.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    }
  });

  test.each([
    ['no key', {}, 'No authorization header or API key'],
    ['an unknown key', { 'x-api-key': 'ak_other' }, 'Invalid API key'],
  ])('answers 401 to %s', async (_name, headers, error) => {
    const answer = await tags(headers as Record<string, string>);
    expect([answer.status, answer.json['error']]).toEqual([401, error]);
  });

  test('does not open another organization', async () => {
    const answer = await tags({ 'x-api-key': INTERFLOW.currentKey }, INTERFLOW.foreignOrganizationId);
    expect([answer.status, answer.json['code']]).toEqual([403, 'ORGANIZATION_MISMATCH']);
  });

  test('opens no route but the documented ones', async () => {
    const answer = await callCurrent(simulator, 'messages', {});
    expect([answer.status, answer.json['code']]).toEqual([403, 'API_KEY_ROUTE_DENIED']);
  });

  test('is limited with a flat 429', async () => {
    for (let index = 0; index < 60; index++) await tags({ 'x-api-key': INTERFLOW.currentKey });
    const answer = await tags({ 'x-api-key': INTERFLOW.currentKey });
    expect(answer.status).toBe(429);
    expect(answer.json).toMatchObject({ code: 'RATE_LIMIT_EXCEEDED', limit: 60, remaining: 0 });
    expect(answer.headers.get('retry-after')).toBe(String(answer.json['retryAfter']));
  });
});

describe('chat/create', () => {
  test('opens a chat without any message, and finds it again', async () => {
    const first = await create();
    expect(first.status).toBe(200);
    expect(first.json).toMatchObject({ success: true, existing: false, templateSent: false });
    expect(first.json).not.toHaveProperty('initialMessageSent');
    const second = await create();
    expect(second.json).toMatchObject({ existing: true, chatId: first.json['chatId'] });
    expect(simulator.inbox).toEqual([]);
  });

  test.each([
    ['a text', 'Olá', { kind: 'text', text: 'Olá' }],
    ['a text object', { type: 'text', content: 'Olá' }, { kind: 'text', text: 'Olá' }],
    [
      'a file by link',
      { type: 'document', url: 'https://exemplo.com/a.pdf', name: 'a.pdf', content: 'Segue' },
      { kind: 'document', text: 'Segue', media: { url: 'https://exemplo.com/a.pdf', fileName: 'a.pdf' } },
    ],
  ])('sends %s with the chat', async (_name, initialMessage, shown) => {
    const answer = await create({ initialMessage });
    expect(answer.json).toMatchObject({ success: true, initialMessageSent: true });
    expect(simulator.inbox).toMatchObject([{ host: 'current', to: '5511999999999', ...shown }]);
  });

  test('sends a template and answers with its id', async () => {
    const whatsappTemplate = { id: TEMPLATE, variables: { '1': 'Ana', '2': '77' } };
    const answer = await create({ whatsappTemplate });
    expect(answer.json['templateSent']).toBe(true);
    expect(simulator.inbox[0]?.messageId).toBe(answer.json['templateMessageId']);
    expect(simulator.inbox[0]?.text).toContain('Olá, Ana! Seu pedido 77');
  });

  test.each([
    ['a disconnected channel', { channelId: INTERFLOW.disconnectedChannelId }],
    ['a number that is not on WhatsApp', { contactValue: RECIPIENTS.notOnWhatsApp }],
    ['a link without https', { initialMessage: { type: 'image', url: 'http://exemplo.com/a.png' } }],
    ['a type that does not exist', { initialMessage: { type: 'location', content: 'x' } }],
  ])('answers 200 with initialMessageError for %s', async (_name, changes) => {
    const answer = await create({ initialMessage: 'Olá', ...changes });
    expect(answer.status).toBe(200);
    expect(answer.json).toMatchObject({
      success: true,
      initialMessageSent: false,
      initialMessageError: expect.stringMatching(/\w/),
    });
    expect(simulator.inbox).toEqual([]);
  });

  test.each([
    ['a disconnected channel', { channelId: INTERFLOW.disconnectedChannelId }, TEMPLATE],
    ['a number that is not on WhatsApp', { contactValue: RECIPIENTS.notOnWhatsApp }, TEMPLATE],
    ['a channel that is not official', { channelId: INTERFLOW.unofficialChannelId }, TEMPLATE],
    ['an unknown template', {}, INTERFLOW_REJECTED_TEMPLATE.id],
    ['too few variables', { variables: {} }, TEMPLATE],
  ])(
    'answers 200 with templateError for %s',
    async (_name, { variables, ...changes }: Record<string, unknown>, id) => {
      const answer = await create({
        whatsappTemplate: { id, variables: variables ?? ['Ana', '77'] },
        ...changes,
      });
      expect(answer.status).toBe(200);
      expect(answer.json).toMatchObject({
        success: true,
        templateSent: false,
        templateError: expect.stringMatching(/\w/),
      });
      expect(simulator.inbox).toEqual([]);
    },
  );

  test('answers 400 without its three parameters, and 404 for an unknown channel', async () => {
    const missing = await create({ contactValue: undefined });
    expect(missing.status).toBe(400);
    expect(missing.json).toEqual({
      success: false,
      error: 'Parâmetros obrigatórios: contactType, contactValue, channelId',
    });
    expect((await create({ channelId: INTERFLOW.unknownChannelId })).status).toBe(404);
  });
});

describe('chat/{id}/message', () => {
  const path = `chat/${INTERFLOW.chatId}/message`;

  test('sends a text', async () => {
    const answer = await callCurrent(simulator, path, { content: 'Olá' });
    expect(answer.status).toBe(201);
    expect(answer.json).toEqual({
      success: true,
      messages: [{ id: simulator.inbox[0]?.messageId, content: 'Olá', chat_id: INTERFLOW.chatId }],
    });
    expect(simulator.inbox).toMatchObject([{ to: INTERFLOW.chatRecipient, status: 'pending' }]);
  });

  test('makes a message of its own of the text and of every file', async () => {
    const answer = await postForm(
      `${simulator.urls.interflowCurrent}/api/${INTERFLOW.organizationId}/${path}`,
      { content: 'Segue' },
      [
        { field: 'attachments', name: 'a.png', type: 'image/png' },
        { field: 'attachments', name: 'orçamento.pdf', type: 'application/pdf' },
      ],
      { 'x-api-key': INTERFLOW.currentKey },
    );
    expect(answer.status).toBe(201);
    expect(simulator.inbox.map(({ kind, text, media }) => [kind, text, media?.fileName])).toEqual([
      ['text', 'Segue', undefined],
      ['image', undefined, 'a.png'],
      ['document', undefined, 'orçamento.pdf'],
    ]);
  });

  test('does not see a file under another field name', async () => {
    const answer = await postForm(
      `${simulator.urls.interflowCurrent}/api/${INTERFLOW.organizationId}/${path}`,
      {},
      [{ field: 'file', name: 'a.png', type: 'image/png' }],
      { 'x-api-key': INTERFLOW.currentKey },
    );
    expect(answer.status).toBe(400);
    expect(answer.json).toEqual({ status: 400, success: false, error: 'No content or attachments provided' });
  });

  test('answers 404 for a chat that is not open', async () => {
    const answer = await callCurrent(simulator, 'chat/unknown/message', { content: 'Olá' });
    expect([answer.status, answer.json['status']]).toEqual([404, 404]);
  });

  test('answers 201 for a disconnected channel, and the message fails', async () => {
    const { json } = await create({ channelId: INTERFLOW.disconnectedChannelId });
    const answer = await callCurrent(simulator, `chat/${String(json['chatId'])}/message`, { content: 'Olá' });
    expect(answer.status).toBe(201);
    expect(simulator.inbox).toMatchObject([{ status: 'failed' }]);
  });
});

describe('chat/{id}/send-template', () => {
  const path = `chat/${INTERFLOW.chatId}/send-template`;

  test('fills the variables in, in the order of their keys', async () => {
    const answer = await callCurrent(simulator, path, {
      templateId: TEMPLATE,
      variables: { a: 'Ana', b: '9' },
    });
    expect([answer.status, answer.json['messageId']]).toEqual([200, simulator.inbox[0]?.messageId]);
    expect(simulator.inbox[0]?.text).toContain('Olá, Ana! Seu pedido 9');
  });

  test('answers an unknown template with an error alone', async () => {
    const answer = await callCurrent(simulator, path, { templateId: 'unknown' });
    expect(answer.status).toBe(400);
    expect(Object.keys(answer.json)).toEqual(['error']);
  });
});

describe('field W9: whom a chat is for', () => {
  test.each([
    ['by type and value', { contactType: 'whatsapp', contactValue: '5511999999999' }, 200],
    ['by the customer', { customer: { whatsapp: '5511999999999' } }, 200],
    [
      'by both',
      { contactType: 'whatsapp', contactValue: '5511999999999', customer: { whatsapp: '5511999999999' } },
      200,
    ],
    ['by neither', {}, 400],
    ['by an empty customer', { customer: {} }, 400],
    ['by a customer that is a text', { customer: '5511999999999' }, 400],
  ])('is told %s', async (_how, fields, status) => {
    const body = { channelId: INTERFLOW.channelId, initialMessage: 'Olá', ...fields };
    expect((await callCurrent(simulator, 'chat/create', body)).status).toBe(status);
    expect(simulator.inbox.map(({ to }) => to)).toEqual(status === 200 ? ['5511999999999'] : []);
  });
});
