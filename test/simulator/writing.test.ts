import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { messageSenders } from '../../simulator/senders/senders';
import { call, talkmeUrl } from './calling';
import { startSimulator, type Simulator } from '../../simulator/simulator';

/** A phone of the inbox page writes back. */

let simulator: Simulator;
let server: http.Server;
let url: string;
const arrived: Array<{ path: string; type: string; body: string }> = [];

beforeAll(async () => {
  server = http.createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += String(chunk)));
    request.on('end', () => {
      arrived.push({ path: request.url ?? '', type: request.headers['content-type'] ?? '', body });
      response.end();
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  simulator = await startSimulator({ messagesPerMinute: 0 });
});

afterAll(async () => {
  await simulator.close();
  await new Promise((closed) => server.close(closed));
});

beforeEach(() => {
  simulator.reset();
  arrived.length = 0;
});

const page = async (): Promise<string> => await (await fetch(simulator.urls.inbox)).text();

const write = async (fields: Record<string, string>) =>
  await fetch(`${simulator.urls.inbox}/phones/5511987654321/write`, {
    method: 'POST',
    body: new URLSearchParams(fields),
    redirect: 'manual',
  });

test.each(messageSenders.map((sender) => [sender.label, sender] as const))(
  'through %s, to the address that bears its name and to no other',
  async (label, { times = 1 }) => {
    simulator.setWebhookUrls([`${label} ${url}/own`, `Somebody ${url}/other`]);
    const written = await simulator.write('5511987654321', label, 'Oi, "tudo" bem?\n✅');
    expect(arrived.map(({ path }) => path)).toEqual(Array(times).fill('/own'));
    const [{ type, body }] = arrived as [(typeof arrived)[number]];
    const said = type.includes('json') ? JSON.stringify(JSON.parse(body)) : String(new URLSearchParams(body));
    expect(said).toContain('5511987654321');
    expect(type.includes('json') ? body : new URLSearchParams(body).get('Body')).toContain(
      type.includes('json') ? JSON.stringify('Oi, "tudo" bem?\n✅').slice(1, -1) : 'Oi, "tudo" bem?\n✅',
    );
    expect(written.messageId).toMatch(/.{6}/);
  },
);

/** A text through Meta to the phone of these tests. */
const sendByMeta = async (text: string) =>
  await fetch(`${simulator.urls.meta}/v25.0/106540352242922/messages`, {
    method: 'POST',
    headers: { authorization: 'Bearer EAASimulator0000000000000000', 'content-type': 'application/json' },
    body: JSON.stringify({
      messaging_product: 'whatsapp',
      recipient_type: 'individual',
      to: '5511987654321',
      type: 'text',
      text: { body: text },
    }),
  });

test('is shown in the chat, in its place between what arrived, and the box keeps who passes it on', async () => {
  simulator.setWebhookUrls([]);
  await sendByMeta('Primeira');
  expect((await write({ sender: 'Meta', text: 'SAIR <b>' })).status).toBe(303);
  const shown = await page();
  expect(shown.indexOf('Primeira')).toBeLessThan(shown.indexOf('SAIR &lt;b&gt;'));
  expect(shown).toMatch(/<option value="Meta"\s+selected>/);
  expect(shown).toContain('action="/phones/5511987654321/write"');
});

test('goes by itself through whoever wrote last of those who pass messages on', async () => {
  await sendByMeta('Primeira');
  // Talk.me documents nothing that comes in.
  const query = {
    acao: 'insere_whats_simples',
    num_dest: '11987654321',
    txtmsg: 'x',
    id_campanha: '12345',
  };
  expect((await call(talkmeUrl(simulator, query))).status).toBe(200);
  const shown = await page();
  expect(shown.match(/class="bubble"/g)).toHaveLength(2);
  expect(shown).toMatch(/<option value="Meta"\s+selected>/);
});

test('refuses who passes nothing on, and an empty text', async () => {
  expect((await write({ sender: 'Nobody', text: 'Oi' })).status).toBe(400);
  expect((await write({ sender: 'Meta', text: ' ' })).status).toBe(400);
  expect(arrived).toEqual([]);
});
