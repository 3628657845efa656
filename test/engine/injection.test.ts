import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TALKME } from '../../simulator/vendors/talkmeFixtures';
import type { ReceivedRequest } from '../../simulator/simulator';
import type { TestCredential } from '../support/accounts';
import { carried } from '../support/carried';
import { itemsOf, runNode, type Run } from '../support/engine';
import { simulated } from '../support/simulated';

/** Texts that break out of what they are put into, where somebody puts them there as they are; by kind. */
const INJECTIONS = JSON.parse(readFileSync(join(__dirname, 'injections.json'), 'utf8')) as Readonly<
  Record<string, readonly string[]>
>;

const texts = Object.values(INJECTIONS).flat();

const world = simulated();

const TO = '5511999999999';

/** Sends every text in one batch, one at a time, so that the requests come in their order. */
async function requestsFor(
  node: 'sendText' | 'sendMedia',
  parameters: Run['parameters'],
  credential: TestCredential,
  given: readonly string[] = texts,
): Promise<ReceivedRequest[]> {
  const file = { data: Buffer.from('%PDF-1.4').toString('base64'), mimeType: 'application/pdf' };
  const ran = await runNode({
    node,
    parameters: { to: TO, ...parameters, options: { parallelRequests: 1 } },
    items: itemsOf(...given.map((text) => ({ text }))).map((item) => ({ ...item, binary: { data: file } })),
    credential,
    onError: 'continueRegularOutput',
  });
  expect(ran.outputs[0]?.filter(({ json }) => typeof json['error'] === 'string')).toEqual([]);
  expect(world.simulator.requests).toHaveLength(given.length);
  return world.simulator.requests;
}

/** Header names, hosts and paths: whatever the text, there is one of each over all requests. */
const frames = (requests: readonly ReceivedRequest[]) =>
  new Set(
    requests.map(({ method, path, headers }) => [method, path, ...Object.keys(headers).sort()].join(' ')),
  );

const text = '={{ $json.text }}';

test('H04 there are 200 different payloads', () => {
  expect(new Set(texts).size).toBe(200);
});

test('H04 every payload arrives in a JSON body as text, and nothing beside it changes', async () => {
  const requests = await requestsFor('sendText', { vendor: 'interflow', text }, world.accounts.interflowV1);
  expect(requests.map(({ json }) => json)).toEqual(
    texts.map((each) => ({
      channel_id: world.accounts.interflowV1.data.channelId,
      to: TO,
      type: 'text',
      content: { text: carried(each) },
    })),
  );
  expect(frames(requests).size).toBe(1);
});

test('H04 every payload arrives in a query as text, and nothing beside it changes', async () => {
  const parameters = { vendor: 'talkme', channelId: '123', text };
  const requests = await requestsFor('sendText', parameters, world.accounts.talkme);
  const [first] = requests;
  expect(requests.map(({ query }) => query)).toEqual(
    texts.map((each) => ({ ...first?.query, txtmsg: carried(each) })),
  );
  expect(frames(requests).size).toBe(1);
});

test('H04 every payload arrives in a form as text, and nothing beside it changes', async () => {
  const parameters = { vendor: 'cleverchat', mediaType: 'document', source: 'binary', caption: text };
  const requests = await requestsFor('sendMedia', parameters, world.accounts.cleverchat);
  const partsOf = ({ parts = [] }: ReceivedRequest) => parts.map(({ name, value }) => [name, value]);
  const [first] = requests;
  expect(requests.map(partsOf)).toEqual(
    texts.map((each) =>
      partsOf(first as ReceivedRequest).map(([name, value]) => [
        name,
        name === 'body' ? carried(each) : value,
      ]),
    ),
  );
  expect(frames(requests).size).toBe(1);
});

test('H04 no payload changes what every object inherits', () => {
  expect(Object.keys(Object.prototype)).toEqual([]);
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
});

describe('H10 an order to Talk.me inside a text', () => {
  const ORDERS = [
    '&acao=apaga_tudo',
    'Hi&acao=apaga_tudo&token=x',
    '?acao=apaga_tudo',
    '%26acao=apaga_tudo',
    '#&acao=apaga_tudo',
    ';acao=apaga_tudo',
    '\r\n&acao=apaga_tudo',
    '&acao[]=apaga_tudo',
    '&ACAO=apaga_tudo',
    '&id_cliente=1&num_dest=5511000000000',
  ];

  test.each([
    ['a short text, which goes in the address', '', 'insere_whats_simples'],
    ['a long text, which goes in a body', 'x'.repeat(3_000), 'envio_whats_simples_v2'],
  ])('stays text in %s', async (_what, before, order) => {
    const given = ORDERS.map((each) => before + each);
    const parameters = { vendor: 'talkme', channelId: '123', text };
    const requests = await requestsFor('sendText', parameters, world.accounts.talkme, given);
    const [first] = requests;
    for (const [index, { query, json }] of requests.entries()) {
      const said = { ...query, ...(json as object) };
      expect(said['txtmsg']).toBe(carried(given[index] as string));
      expect(said['acao']).toBe(order);
      expect(said['id_cliente']).toBe(TALKME.clientId);
      expect(said['token']).toBe(TALKME.token);
      expect({ ...said, txtmsg: '' }).toEqual({ ...first?.query, ...(first?.json as object), txtmsg: '' });
    }
    expect(world.simulator.inbox.map((message) => message.text)).toEqual(given.map(carried));
  });
});
