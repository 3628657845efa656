import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Credential } from '../../host/api';
import { ROWS, type Executions } from '../webhook/answersTable';
import { MODES } from '../webhook/support/delivering';
import { parametersOfRow, tryRowAt } from '../webhook/support/matrix';
import { startEverything, startPatience, type Running } from './support/running';
import { TRIGGER, executionsOf, itemsOfEach, knock, publish, store, until } from './support/triggerWorkflow';

const CANARY = 'canary-7hQ2xZp';

const parameters = (changes: Record<string, unknown> = {}) => ({
  source: 'interflow',
  statuses: ['delivered', 'read', 'failed'],
  authentication: 'secretUrl',
  options: {},
  ...changes,
});

const event = (messageId: string, status: string, at = 1_700_000_000) => ({
  event: 'message.status_updated',
  data: { message_id: messageId, status, timestamp: at },
});

const hmac: Credential = {
  name: 'Webhook',
  type: 'mensageiroWebhookApi',
  data: {
    secret: CANARY,
    headerName: 'X-Signature',
    algorithm: 'sha256',
    encoding: 'hex',
    prefix: 'sha256=',
    signedContent: 'body',
  },
};

async function post(url: string, body: string, headers: Record<string, string> = {}) {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });
  return { status: answer.status, text: await answer.text() };
}

const sign = (body: string): Record<string, string> => ({
  'x-signature': `sha256=${createHmac('sha256', CANARY).update(body).digest('hex')}`,
});

/** The same list in another order, the same each time. */
const shuffled = <Item>(list: readonly Item[]): Item[] =>
  list
    .map((item, index) => ({
      item,
      place: createHmac('sha256', 'order').update(String(index)).digest('hex'),
    }))
    .sort((a, b) => (a.place < b.place ? -1 : 1))
    .map(({ item }) => item);

describe('the Status Trigger in a real n8n', () => {
  let running: Running;
  beforeAll(async () => {
    running = await startEverything();
  }, startPatience);
  afterAll(() => running?.stop());

  test('G06 500 deliveries at once, repeated and out of order, give one execution for each chosen event', async () => {
    const { api } = running.n8n;
    const listener = await publish(api, 'statusTrigger', parameters());
    const messages = Array.from({ length: 119 }, (_, index) => `m${index}`);
    const events = messages.flatMap((id) =>
      ['sent', 'delivered', 'read', 'failed'].map((status) => event(id, status)),
    );
    const deliveries = shuffled([...events, ...events.filter((_, index) => index % 20 === 0)]);
    expect(deliveries).toHaveLength(500);

    const answers = await Promise.all(deliveries.map((body) => post(listener.url, JSON.stringify(body))));
    expect(answers.filter(({ status }) => status !== 200)).toEqual([]);

    const executions = await itemsOfEach(api, listener);
    expect(executions.every((items) => items.length === 1)).toBe(true);
    const ran = executions.map(([item]) => `${item?.['messageId']} ${item?.['status']}`).sort();
    const chosen = messages.flatMap((id) =>
      ['delivered', 'failed', 'read'].map((status) => `${id} ${status}`),
    );
    expect(ran).toEqual(chosen.sort());
  }, 300_000);

  test('ten statuses in one delivery are one execution of ten items', async () => {
    const { api } = running.n8n;
    const listener = await publish(
      api,
      'statusTrigger',
      parameters({ source: 'meta', options: { includeRaw: true } }),
    );
    const statuses = Array.from({ length: 10 }, (_, index) => ({
      id: `wamid.${index}`,
      status: 'delivered',
      timestamp: '1700000000',
    }));
    const batch = { entry: [{ changes: [{ field: 'messages', value: { statuses } }] }] };
    expect((await post(listener.url, JSON.stringify(batch))).status).toBe(200);
    const executions = await itemsOfEach(api, listener);
    expect(executions).toEqual([
      statuses.map((raw) => expect.objectContaining({ messageId: raw.id, vendor: 'meta', raw })),
    ]);
  });

  test('statuses and messages of one delivery leave by an output each', async () => {
    const { api } = running.n8n;
    const listener = await publish(
      api,
      'statusTrigger',
      parameters({ source: 'meta', events: ['statuses', 'messages'] }),
    );
    const value = {
      statuses: [{ id: 'wamid.OUT', status: 'read', timestamp: '1700000000' }],
      messages: [{ id: 'wamid.IN', from: '5511987654321', type: 'text', text: { body: 'Oi' } }],
    };
    const onlyMessages = { messages: [{ ...value.messages[0], id: 'wamid.IN2' }] };
    for (const each of [value, onlyMessages])
      expect((await post(listener.url, JSON.stringify({ value: each }))).status).toBe(200);
    const outputs = [];
    for (const { id } of (await executionsOf(api, listener)).reverse())
      outputs.push((await api.waitForExecution(id)).items(TRIGGER));
    expect(outputs).toMatchObject([
      [[{ messageId: 'wamid.OUT' }], [{ messageId: 'wamid.IN', kind: 'text' }]],
      [[], [{ messageId: 'wamid.IN2' }]],
    ]);
  }, 60_000);

  test('G01 what is forged, unwanted or broken starts nothing and leaves no trace', async () => {
    const { api, logFile } = running.n8n;
    const listener = await publish(api, 'statusTrigger', parameters({ authentication: 'hmac' }), hmac);
    // Signed without a time of its own, so what happened long ago is not believed.
    const good = JSON.stringify(event('lead-5511987654321', 'read', Math.floor(Date.now() / 1_000)));
    const old = JSON.stringify(event('lead-5511987654321', 'read'));
    const wanted = (body: string, type?: string) =>
      post(listener.url, body, { ...sign(body), ...(type && { 'content-type': type }) });
    const sent = JSON.stringify(event('lead-5511987654321', 'sent'));
    const answers = [
      await post(listener.url, good),
      await post(listener.url, good, { 'x-signature': `sha256=${'0'.repeat(64)}` }),
      await wanted('[]'),
      await wanted(sent),
      await wanted('{"event":"lead-5511987654321"}'),
      await wanted('17'),
      await wanted(
        JSON.stringify({
          event: 'message.status_updated',
          data: { message_id: { lead: 5511987654321 }, status: 'read' },
        }),
      ),
      await wanted('lead 5511987654321 was read', 'text/plain'),
      await wanted(JSON.stringify({ padding: 'x'.repeat(3 * 1024 * 1024) })),
      await wanted(`[${'{},'.repeat(50_000)}{}]`),
      await wanted('{"event":'),
    ];
    expect(answers.map(({ status }) => status)).toEqual([
      401, 401, 200, 200, 200, 400, 400, 415, 413, 413, 422,
    ]);
    expect(await executionsOf(api, listener)).toEqual([]);
    const traces = `${readFileSync(logFile, 'utf8')} ${answers.map(({ text }) => text).join(' ')}`;
    for (const trace of [CANARY, '5511987654321']) expect(traces).not.toContain(trace);

    expect((await wanted(old)).text).toContain('longer ago');
    expect((await wanted(good)).text).toBe('received');
    expect((await wanted(good)).text).toContain('duplicate');
    expect(await itemsOfEach(api, listener)).toHaveLength(1);
  });

  test.each(MODES.map((mode) => [mode.authentication, mode] as const))(
    'G01 by %s every delivery gets what is documented, and leaves no trace',
    async (authentication, mode) => {
      const { api, logFile } = running.n8n;
      const texts: string[] = [];
      for (const row of ROWS.filter(({ prepare }) => prepare === undefined)) {
        const credential = { name: authentication, type: 'mensageiroWebhookApi', data: mode.credential };
        const listener = await publish(api, 'statusTrigger', parametersOfRow(row, mode), credential);
        const executions = async () => (await itemsOfEach(api, listener)).reverse() as Executions;
        const { expected, got, answers } = await tryRowAt(listener.url, row, mode, executions);
        expect([row.input, got]).toEqual([row.input, expected]);
        texts.push(...answers.map(({ text }) => text));
      }
      const traces = `${readFileSync(logFile, 'utf8')} ${texts.join(' ')}`;
      for (const trace of [CANARY, 'msg_1', 'polluted']) expect(traces).not.toContain(trace);
    },
    180_000,
  );

  test('an address without a usable secret is not activated', async () => {
    const { api, logFile } = running.n8n;
    const empty: Credential = { ...hmac, name: 'Empty', data: { ...hmac.data, secret: '' } };
    const listener = await store(api, 'statusTrigger', parameters({ authentication: 'hmac' }), empty);
    const said = () => readFileSync(logFile, 'utf8');
    await until(async () => said().includes('"Secret" is empty'), 'n8n says what is missing');
    await until(async () => (await knock(listener)) === 404, 'nobody listens');
    expect((await fetch(listener.url)).status).toBe(404);
  });

  test('Meta gets its challenge back, and only with the verify token', async () => {
    const { api } = running.n8n;
    const credential: Credential = {
      ...hmac,
      data: { ...hmac.data, headerName: '', verifyToken: 'verify me' },
    };
    const { url } = await publish(
      api,
      'statusTrigger',
      parameters({ source: 'meta', authentication: 'hmac' }),
      credential,
    );
    const ask = (token: string) =>
      fetch(
        `${url}?${new URLSearchParams({ 'hub.mode': 'subscribe', 'hub.verify_token': token, 'hub.challenge': '1158201444' })}`,
      );
    const known = await ask('verify me');
    expect([known.status, await known.text()]).toEqual([200, '1158201444']);
    expect((await ask('verify you')).status).toBe(403);

    const body = JSON.stringify({
      entry: [{ changes: [{ value: { statuses: [{ id: 'w', status: 'read' }] } }] }],
    });
    const signature = createHmac('sha256', CANARY).update(body).digest('hex');
    expect((await post(url, body, { 'x-hub-signature-256': `sha256=${signature}` })).text).toBe('received');
  });

  test('the editor can ask how a pasted sample reads', async () => {
    const currentNodeParameters = {
      source: 'custom',
      itemsPath: '',
      idPath: 'id',
      statusPath: 'state',
      sampleDelivery: '{"id":"m1","state":"read"}',
      statusMap: {},
    };
    const found = await running.n8n.api.request<{ results: Array<{ name: string }> }>(
      'POST',
      '/rest/dynamic-node-parameters/resource-locator-results',
      {
        nodeTypeAndVersion: { name: 'n8n-nodes-mensageiro.statusTrigger', version: 2 },
        path: 'parameters.previewCustom',
        methodName: 'previewSample',
        currentNodeParameters,
      },
    );
    expect(found.results.map(({ name }) => name)).toEqual([
      'read ("read"), no recipient',
      expect.stringMatching(/^Message m1, /),
    ]);
  });
});
