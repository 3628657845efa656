import { LOGYCA } from '../../simulator/vendors/logycaFixtures';
import { RECIPIENTS } from '../../simulator/recipients';
import { startSimulator } from '../../simulator/simulator';
import type { Simulator } from '../../simulator/simulator';
import { logycaAuthorization, post, postForm } from './calling';

const message = { number: '5599999999999', message: 'Teste de integração via API' };
let simulator: Simulator;

beforeAll(async () => {
  simulator = await startSimulator();
});
afterAll(() => simulator.close());
beforeEach(() => simulator.reset());

const send = (body: unknown, prefix = '') =>
  post(simulator.urls.logyca + prefix + LOGYCA.textPath, body, logycaAuthorization);

test('takes number and message and answers with a WhatsApp id', async () => {
  const answer = await send(message);
  expect([answer.status, answer.json]).toEqual([200, { id: expect.stringMatching(/^3EB0[0-9A-F]{18}$/) }]);
  expect(simulator.inbox).toMatchObject([{ text: message.message, messageId: answer.json['id'] }]);
});

test.each([
  ['/key', (id: string) => ({ key: { remoteJid: 'simulator', fromMe: true, id } })],
  ['/data', (id: string) => ({ data: { id } })],
  ['/messages', (id: string) => ({ messages: [{ id }] })],
  [
    '/serialized',
    (id: string) => ({ resp: { id: { fromMe: true, _serialized: `true_simulator@c.us_${id}` } } }),
  ],
])('answers in the shape that %s asks for', async (prefix, shape) => {
  const answer = await send(message, prefix);
  expect(answer.json).toEqual(shape(simulator.inbox[0]?.messageId ?? 'missing'));
});

test.each([
  ['/none', { mensagem: 'Mensagem enviada' }],
  ['/connection', { whatsappId: 7, mensagem: 'Mensagem enviada' }],
])('answers without a message id below %s', async (prefix, body) => {
  expect((await send(message, prefix)).json).toEqual(body);
  expect(simulator.inbox).toMatchObject([{ messageId: null }]);
});

test('refuses an empty text on a server that reads body', async () => {
  expect((await send({ ...message, body: '' }, '/body-only')).status).toBe(400);
  expect(simulator.inbox).toEqual([]);
});

test.each([
  ['no number', { message: 'x' }],
  ['no message', { number: '5599999999999' }],
  ['a number that is not on WhatsApp', { ...message, number: RECIPIENTS.notOnWhatsApp }],
])('answers 400 to %s', async (_name, body) => {
  expect((await send(body)).status).toBe(400);
  expect(simulator.inbox).toEqual([]);
});

test('answers 401 without the token', async () => {
  const answer = await post(simulator.urls.logyca + LOGYCA.textPath, message);
  expect([answer.status, answer.json]).toEqual([401, { error: 'Acesso não permitido' }]);
});

test.each([LOGYCA.textPath, LOGYCA.mediaPath])('takes a file at %s', async (path) => {
  const file = { field: 'medias', name: 'a.pdf', type: 'application/pdf' };
  const answer = await postForm(
    simulator.urls.logyca + path,
    { ...message, body: 'x' },
    [file],
    logycaAuthorization,
  );
  expect(answer.status).toBe(200);
  expect(simulator.inbox).toMatchObject([
    { kind: 'document', text: message.message, messageId: answer.json['id'], media: { fileName: 'a.pdf' } },
  ]);
});

test('answers 500 to a file in another field, and takes no JSON at the media endpoint', async () => {
  const url = simulator.urls.logyca + LOGYCA.mediaPath;
  const file = { field: 'file', name: 'a.pdf', type: 'application/pdf' };
  expect((await postForm(url, message, [file], logycaAuthorization)).status).toBe(500);
  expect((await post(url, message, logycaAuthorization)).status).toBe(400);
  expect(simulator.inbox).toEqual([]);
});

test('field W3: a server that reads only body delivers a word for the text that is missing, and says yes', async () => {
  const answer = await send(message, '/body-only');
  expect(answer.status).toBe(200);
  expect(simulator.inbox).toMatchObject([{ text: 'undefined' }]);
  await send({ ...message, body: 'Oi' }, '/body-only');
  expect(simulator.inbox[1]).toMatchObject({ text: 'Oi' });
});
