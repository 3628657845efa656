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
  expect(simulator.inbox).toMatchObject([{ kind: 'text', text: 'Teste via api', messageId: null }]);
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
  ['queueId is missing', { queueId: undefined }],
  ['openTicket is a number', { openTicket: 1 }],
  ['number is missing', { number: undefined }],
  ['number has a mask', { number: '+55 (51) 98765-4321' }],
  ['number is not on WhatsApp', { number: RECIPIENTS.notOnWhatsApp }],
  ['body is missing', { body: undefined }],
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
  expect(simulator.inbox.map((one) => one.text)).toEqual([body, 'Oi Contato']);
});
