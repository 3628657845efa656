import { CLEVERCHAT } from '../../simulator/vendors/cleverchatFixtures';
import { RECIPIENTS } from '../../simulator/recipients';
import { startSimulator } from '../../simulator/simulator';
import type { Simulator } from '../../simulator/simulator';
import { call, cleverchatAuthorization, post, postForm } from './calling';
import type { Upload } from './calling';

const GENERIC = { error: 'Não foi possível enviar a mensagem, tente novamente em alguns instantes' };
const SENT = { mensagem: 'Mensagem enviada' };
const message = { number: '5551987654321', openTicket: '0', queueId: '0', body: 'Teste via api' };
const image: Upload = { field: 'medias', name: 'orçamento.png', type: 'image/png' };
let simulator: Simulator;
let url: string;

beforeAll(async () => {
  simulator = await startSimulator();
  url = `${simulator.urls.cleverchat}/api/messages/send`;
});
afterAll(() => simulator.close());
beforeEach(() => simulator.reset());

const send = (body: unknown) => post(url, body, cleverchatAuthorization);
const upload = (fields: Record<string, string>, files: Upload[]) =>
  postForm(url, fields, files, cleverchatAuthorization);

test('takes a text and answers without an id', async () => {
  const answer = await send(message);
  expect([answer.status, answer.json]).toEqual([200, SENT]);
  expect(simulator.inbox).toMatchObject([{ kind: 'text', text: '\u200ETeste via api', messageId: null }]);
});

test.each([
  ['no token', {}],
  ['an unknown token', { authorization: 'Bearer other' }],
])('answers 401 to %s', async (_name, headers) => {
  const answer = await post(url, message, headers as Record<string, string>);
  expect([answer.status, answer.json]).toEqual([401, { error: 'Acesso não permitido' }]);
});

test('answers 400 to an account without the API', async () => {
  const answer = await post(url, message, { authorization: `Bearer ${CLEVERCHAT.tokenWithoutApi}` });
  expect(answer.status).toBe(400);
  expect(answer.json['error']).toMatch(/^API Desabilitada/);
});

test.each([
  ['openTicket is missing', { openTicket: undefined }],
  ['openTicket is null', { openTicket: null }],
  ['number is missing', { number: undefined }],
  ['number has no digit', { number: 'maria' }],
  ['number is not on WhatsApp', { number: RECIPIENTS.notOnWhatsApp }],
])('answers the same 400 when %s', async (_name, changes) => {
  const answer = await send({ ...message, ...changes });
  expect([answer.status, answer.json]).toEqual([400, GENERIC]);
  expect(simulator.inbox).toEqual([]);
});

test('answers the probe of an empty object with 400, which proves the token', async () => {
  expect((await send({})).status).toBe(400);
});

test('answers 500 to JSON with comments', async () => {
  const answer = await send('{ "number": "5551987654321", // phone\n "openTicket": "0" }');
  expect([answer.status, answer.json]).toEqual([500, { error: 'Sessão Expirada! Recarregue sua página.' }]);
});

test('answers 500 to multipart that breaks off, and records it', async () => {
  const headers = { ...cleverchatAuthorization, 'content-type': 'multipart/form-data; boundary=x' };
  const body = '--x\r\nContent-Disposition: form-data; name="number"\r\n\r\n5511';
  const answer = await call(url, { method: 'POST', headers, body });
  expect(answer.status).toBe(500);
  expect(simulator.requests).toMatchObject([{ answered: { status: 500 } }]);
});

test('answers 500 to JSON beyond 100 kB', async () => {
  expect((await send({ ...message, body: 'x'.repeat(110_000) })).status).toBe(500);
});

test('does not read an urlencoded body', async () => {
  const body = new URLSearchParams(message);
  const answer = await call(url, { method: 'POST', headers: cleverchatAuthorization, body });
  expect(answer.status).toBe(400);
});

test('answers 200 to multipart without a file, and sends nothing', async () => {
  const answer = await upload(message, []);
  expect([answer.status, answer.json]).toEqual([200, SENT]);
  expect(simulator.inbox).toEqual([]);
});

test('answers 500 to a file in the field media', async () => {
  const answer = await upload(message, [{ ...image, field: 'media' }]);
  expect(answer.status).toBe(500);
  expect(simulator.inbox).toEqual([]);
});

test('makes two messages of two files', async () => {
  const answer = await upload(message, [image, { ...image, name: 'b.pdf', type: 'application/pdf' }]);
  expect(answer.status).toBe(200);
  expect(simulator.inbox.map((one) => one.kind)).toEqual(['image', 'document']);
});

test('takes a file beyond the limit for JSON', async () => {
  await upload(message, [{ ...image, content: 'x'.repeat(300_000) }]);
  expect(simulator.inbox[0]?.media?.content).toHaveLength(300_000);
});

test('shows the file name as the caption without a ticket, and the body with one', async () => {
  await upload(message, [image]);
  await upload({ ...message, openTicket: '1', queueId: CLEVERCHAT.queueId }, [image]);
  expect(simulator.inbox.map((one) => one.text)).toEqual(['orçamento.png', 'Teste via api']);
});

test('shows no caption on a voice note', async () => {
  await upload({ ...message, openTicket: '1', queueId: '5' }, [
    { ...image, name: 'a.ogg', type: 'audio/ogg' },
  ]);
  expect(simulator.inbox).toMatchObject([{ kind: 'audio' }]);
  expect(simulator.inbox[0]?.text).toBeUndefined();
});

test('sends with an unknown queue, and the ticket lands in none', async () => {
  const answer = await send({ ...message, openTicket: '1', queueId: CLEVERCHAT.unknownQueueId });
  expect(answer.status).toBe(200);
  await send({ ...message, openTicket: '1', queueId: CLEVERCHAT.queueId });
  await send(message);
  expect(simulator.inbox.map((one) => one.ticket)).toEqual([{ queueId: null }, { queueId: '5' }, undefined]);
});

test('expands its own placeholders only with a ticket', async () => {
  const body = 'Oi {{name}}{{other}}';
  await send({ ...message, body });
  await send({ ...message, body, openTicket: '1', queueId: '5' });
  expect(simulator.inbox.map((one) => one.text)).toEqual([`\u200E${body}`, 'Oi Contato']);
});

describe('field W8: what the server takes, the simulator takes', () => {
  const taken: ReadonlyArray<readonly [string, Record<string, unknown>, Record<string, unknown>]> = [
    ['openTicket as a number', { openTicket: 1, queueId: '5' }, { ticket: { queueId: '5' } }],
    ['openTicket as true, which is no ticket', { openTicket: true }, { to: message.number }],
    ['openTicket as false', { openTicket: false }, { to: message.number }],
    ['no queueId', { queueId: undefined }, { to: message.number }],
    ['queueId as a number', { openTicket: '1', queueId: 5 }, { ticket: { queueId: '5' } }],
    ['a ticket without a queue', { openTicket: '1' }, { ticket: { queueId: null } }],
    ['no body, as a word', { body: undefined }, { text: '\u200Eundefined' }],
    ['a number as a JSON number', { number: 5551987654321 }, { to: '5551987654321' }],
    ['a number with a mask', { number: '+55 (51) 98765-4321' }, { to: '5551987654321' }],
    ['an empty text', { body: '' }, { text: '\u200E' }],
  ];

  test.each(taken)('%s', async (_what, changes, shown) => {
    const answer = await send({ ...message, ...changes });
    expect([answer.status, answer.json]).toEqual([200, SENT]);
    expect(simulator.inbox).toMatchObject([shown]);
  });

  test.each(taken)('and refuses it where it is strict: %s', async (_what, changes) => {
    const strict = await startSimulator({ strict: true });
    try {
      const to = `${strict.urls.cleverchat}/api/messages/send`;
      const answer = await post(to, { ...message, ...changes }, cleverchatAuthorization);
      expect([answer.status, answer.json['error']]).toEqual([
        400,
        expect.stringMatching(/^The simulator is strict: /),
      ]);
      expect((await post(to, message, cleverchatAuthorization)).status).toBe(200);
      expect((await postForm(to, message, [], cleverchatAuthorization)).status).toBe(400);
      expect((await post(to, message, { authorization: CLEVERCHAT.token })).status).toBe(401);
      const voice = { ...image, name: 'a.ogg', type: 'audio/ogg' };
      expect((await postForm(to, message, [voice], cleverchatAuthorization)).status).toBe(400);
      expect(strict.inbox).toHaveLength(1);
    } finally {
      await strict.close();
    }
  });

  test('a token without the word before it', async () => {
    expect((await post(url, message, { authorization: CLEVERCHAT.token })).status).toBe(200);
  });

  test('says that a connection is down with status 400', async () => {
    const answer = await send({ ...message, number: RECIPIENTS.unavailable });
    expect([answer.status, answer.json]).toEqual([400, { error: 'ERR_WAPP_NOT_INITIALIZED' }]);
    expect(simulator.inbox).toEqual([]);
  });

  test('takes any other word below the path for a ticket', async () => {
    const other = `${simulator.urls.cleverchat}/api/messages/x`;
    const answer = await post(other, message, cleverchatAuthorization);
    expect([answer.status, answer.json]).toEqual([404, { error: 'ERR_NO_TICKET_FOUND' }]);
    expect((await post(other, message)).status).toBe(401);
  });
});
