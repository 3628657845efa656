import { RECIPIENTS } from '../../simulator/recipients';
import { TALKME } from '../../simulator/vendors/talkmeFixtures';
import { startSimulator } from '../../simulator/simulator';
import type { Simulator } from '../../simulator/simulator';
import { call, post, talkmeUrl } from './calling';

let simulator: Simulator;

beforeAll(async () => {
  simulator = await startSimulator();
});
afterAll(() => simulator.close());
beforeEach(() => simulator.reset());

const simple = {
  acao: 'insere_whats_simples',
  num_dest: '11988887777',
  txtmsg: 'teste',
  id_campanha: '12345',
};
const insert = (changes: Record<string, string | undefined> = {}) =>
  call(talkmeUrl(simulator, { ...simple, ...changes }));

const order = {
  txtmsg: 'Texto da mensagem',
  numero_dest: '1133332222',
  id_campanha: 123456,
  info_contato: { nome: 'Fulano de tal', cidade: 'Santos', geral1: 'Seu pedido saiu.' },
};
const place = (changes: Record<string, unknown> = {}, acao = 'envio_whats_simples_v2') =>
  post(talkmeUrl(simulator, { acao }), { ...order, ...changes });

test('inserts a contact into a campaign without variables by GET', async () => {
  const answer = await insert();
  expect([answer.status, answer.text]).toEqual([200, 'OK']);
  expect(simulator.inbox).toMatchObject([{ kind: 'campaign', campaign: '12345', messageId: null }]);
});

test.each(['envio_whats_simples_v2', 'envio_simples_whats_v2'])(
  'fills a campaign in from the contact by POST %s',
  async (acao) => {
    const answer = await place({}, acao);
    expect([answer.status, answer.text]).toEqual([200, 'OK']);
    expect(simulator.inbox).toMatchObject([
      { text: 'Olá, Fulano! Seu pedido saiu. Qualquer dúvida, estamos em Santos.', to: '1133332222' },
    ]);
  },
);

test('delivers the free text of a channel that is not official', async () => {
  await insert({ id_campanha: undefined, id_wpp: TALKME.channelId });
  await place({ id_campanha: undefined, id_wpp: 1234 });
  expect(simulator.inbox.map(({ kind, text }) => [kind, text])).toEqual([
    ['text', 'teste'],
    ['text', 'Texto da mensagem'],
  ]);
});

test.each<[string, Record<string, string | undefined>]>([
  ['a missing token', { token: undefined }],
  ['a wrong token', { token: 'other' }],
  ['another client', { id_cliente: '124' }],
  ['a wrong action', { acao: 'insere_whats' }],
  ['the POST action by GET', { acao: 'envio_whats_simples_v2' }],
  ['no number', { num_dest: '' }],
  ['no txtmsg', { txtmsg: undefined }],
  ['neither channel nor campaign', { id_campanha: undefined }],
  ['an unknown campaign', { id_campanha: '1' }],
  ['an official channel without a campaign', { id_campanha: undefined, id_wpp: TALKME.officialChannelId }],
])('answers 404 with a line of text to %s', async (_name, changes) => {
  const answer = await insert(changes);
  expect(answer.status).toBe(404);
  expect(answer.headers.get('content-type')).toMatch(/^text\/plain/);
  expect(answer.text).toMatch(/\w/);
  expect(simulator.inbox).toEqual([]);
});

test.each<[string, Record<string, unknown>]>([
  ['ids as texts', { id_campanha: '123456' }],
  ['the number field of the GET', { num_dest: '1133332222' }],
  ['no number', { numero_dest: undefined }],
  ['a contact field that does not exist', { info_contato: { nome: 'Fulano', apelido: 'F' } }],
  ['a contact field that is not text', { info_contato: { geral1: 1 } }],
])('answers 404 to a POST with %s', async (_name, changes) => {
  expect((await place(changes)).status).toBe(404);
  expect(simulator.inbox).toEqual([]);
});

test('takes a number with 55 and records it as it came', async () => {
  expect((await insert({ num_dest: '5511988887777' })).status).toBe(200);
  expect(simulator.requests[0]?.query['num_dest']).toBe('5511988887777');
  expect(simulator.inbox[0]?.to).toBe('5511988887777');
});

test('records which spelling of the address keys came', async () => {
  await place({ info_contato: { endereço: 'Rua A', país: 'BR' } });
  await place({ info_contato: { endereco: 'Rua A', pais: 'BR' } });
  const keys = simulator.requests.map(({ json }) =>
    Object.keys((json as { info_contato: object }).info_contato).join(),
  );
  expect(keys).toEqual(['endereço,país', 'endereco,pais']);
});

test('can answer 200 with "404 not found", and 200 with JSON', async () => {
  const lost = await insert({ num_dest: RECIPIENTS.okThatIsNotFound.slice(2) });
  expect([lost.status, lost.text]).toEqual([200, '404 not found']);
  expect(simulator.inbox).toEqual([]);
  const json = await insert({ num_dest: RECIPIENTS.jsonReply.slice(2) });
  expect([json.status, json.json['success']]).toEqual([200, true]);
});

test('answers any other path with the web server’s 404 page', async () => {
  const answer = await call(`${simulator.urls.talkme}/other.php`);
  expect(answer.status).toBe(404);
  expect(answer.headers.get('content-type')).toMatch(/^text\/html/);
});
