import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { RECIPIENTS } from '../../simulator/recipients';
import { startSimulator } from '../../simulator/simulator';
import type { Simulator, SimulatorOptions } from '../../simulator/simulator';
import { aideskKey, post, sendV1, v1Message } from './calling';

interface Received {
  method: string | undefined;
  contentType: string | undefined;
  body: unknown;
}

let receiver: Server;
let url: string;
let received: Received[];
/** What the receiver answers, one after the other; 200 when it runs out. */
let answers: number[];
const running: Simulator[] = [];

beforeAll(async () => {
  receiver = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body: unknown = JSON.parse(Buffer.concat(chunks).toString());
      received.push({ method: request.method, contentType: request.headers['content-type'], body });
      response.writeHead(answers.shift() ?? 200).end();
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/webhook`;
});
afterAll(() => new Promise((resolve) => receiver.close(resolve)));
beforeEach(() => {
  received = [];
  answers = [];
});
afterEach(async () => {
  for (const simulator of running.splice(0)) await simulator.close();
});

async function start(options: SimulatorOptions = {}): Promise<Simulator> {
  const simulator = await startSimulator({ webhookUrls: [url], webhookRetryDelays: [1, 2, 3], ...options });
  running.push(simulator);
  return simulator;
}

async function sent(simulator: Simulator, to = '5511999999999'): Promise<string> {
  await sendV1(simulator, v1Message({ to }));
  return simulator.inbox.at(-1)?.messageId ?? 'missing';
}

/** Resolves when the condition holds; the test's own time limit ends a vain wait. */
async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5));
}

test('posts the documented event and changes the phone', async () => {
  const simulator = await start({ now: () => Date.parse('2024-01-15T10:30:05.678Z') });
  const id = await sent(simulator);
  await simulator.emitStatus(id, 'delivered');
  expect(received).toEqual([
    {
      method: 'POST',
      contentType: 'application/json',
      body: {
        event: 'message.status_updated',
        data: { message_id: id, status: 'delivered', timestamp: '2024-01-15T10:30:05Z' },
      },
    },
  ]);
  expect(simulator.inbox[0]?.status).toBe('delivered');
  expect(simulator.deliveries).toMatchObject([{ accepted: true, attempts: 1, httpStatus: 200 }]);
});

test('tries three times more while the receiver is in trouble', async () => {
  const simulator = await start();
  answers = [500, 503, 429];
  await simulator.emitStatus(await sent(simulator), 'read');
  expect(received).toHaveLength(4);
  expect(simulator.deliveries).toMatchObject([{ accepted: true, attempts: 4 }]);
});

test('gives up after the fourth attempt', async () => {
  const simulator = await start();
  answers = [500, 500, 500, 500];
  await simulator.emitStatus(await sent(simulator), 'read');
  expect(received).toHaveLength(4);
  expect(simulator.deliveries).toMatchObject([{ accepted: false, attempts: 4, httpStatus: 500 }]);
});

test('does not repeat what the receiver refused', async () => {
  const simulator = await start();
  answers = [404];
  await simulator.emitStatus(await sent(simulator), 'read');
  expect(simulator.deliveries).toMatchObject([{ accepted: false, attempts: 1, httpStatus: 404 }]);
});

test('tells when no answer came', async () => {
  const closed = await startSimulator();
  await closed.close();
  const simulator = await start({ webhookUrls: [closed.urls.inbox] });
  await simulator.emitStatus(await sent(simulator), 'read');
  expect(simulator.deliveries).toMatchObject([{ accepted: false, attempts: 4, httpStatus: null }]);
});

test('posts to every address on its own: one that refuses or stays silent does not hold up another', async () => {
  const closed = await startSimulator();
  await closed.close();
  const silent = closed.urls.inbox;
  const other = `${url}/other`;
  const simulator = await start({ webhookUrls: [url, silent, other, url] });
  const id = await sent(simulator);
  await simulator.emitStatus(id, 'read');
  expect(received).toHaveLength(2);
  expect(received[0]?.body).toEqual(received[1]?.body);
  expect(simulator.deliveries).toMatchObject([
    { url, accepted: true, attempts: 1, httpStatus: 200 },
    { url: silent, accepted: false, attempts: 4, httpStatus: null },
    { url: other, accepted: true, attempts: 1, httpStatus: 200 },
  ]);
  simulator.setWebhookUrls([other]);
  await simulator.emitStatus(id, 'failed');
  expect(simulator.deliveries.slice(3)).toMatchObject([{ url: other, status: 'failed' }]);
});

test('changes only the phone while no URL is set', async () => {
  const simulator = await start();
  simulator.setWebhookUrls([]);
  await simulator.emitStatus(await sent(simulator), 'read');
  expect(simulator.inbox[0]?.status).toBe('read');
  expect([received, simulator.deliveries]).toEqual([[], []]);
});

test('refuses unknown messages, unknown statuses and vendors without webhooks', async () => {
  const simulator = await start();
  const id = await sent(simulator);
  const text = { contact_id: 53, instance_id: 4, message_content: 'Olá' };
  await post(`${simulator.urls.aideskDirect}/sendmessage`, text, aideskKey);
  const other = simulator.inbox.at(-1)?.messageId ?? 'missing';
  await expect(simulator.emitStatus('msg_unknown', 'read')).rejects.toThrow('No message "msg_unknown"');
  await expect(simulator.emitStatus(id, 'seen')).rejects.toThrow('"seen" is not one of');
  await expect(simulator.emitStatus(other, 'read')).rejects.toThrow('Only Interflow v1');
  expect(received).toEqual([]);
});

test('walks a message to read by itself when that was asked for', async () => {
  const simulator = await start({ automaticStatuses: { deliveredAfter: 1, readAfter: 2 } });
  await sent(simulator);
  await until(() => received.length === 2);
  const statuses = received.map(({ body }) => (body as { data: { status: string } }).data.status);
  expect(statuses).toEqual(['delivered', 'read']);
});

test('fails the message of the failing number by itself, after a pending answer', async () => {
  const simulator = await start({ automaticStatuses: { deliveredAfter: 1, readAfter: 2 } });
  await sent(simulator, RECIPIENTS.failsLater);
  expect(simulator.requests[0]?.answered.body).toMatchObject({ data: { status: 'pending' } });
  await until(() => received.length === 1);
  expect(simulator.inbox[0]?.status).toBe('failed');
});

test('leaves the messages of one number as they are until somebody presses a button', async () => {
  const simulator = await start({ automaticStatuses: { deliveredAfter: 1, readAfter: 2 } });
  const id = await sent(simulator, RECIPIENTS.staysSent);
  await sent(simulator);
  await until(() => received.length === 2);
  expect(simulator.inbox.map(({ status }) => status)).toEqual(['sent', 'read']);
  await simulator.emitStatus(id, 'delivered');
  expect(received).toHaveLength(3);
});

test('ends the waiting attempts when it closes', async () => {
  const simulator = await start({ webhookRetryDelays: [3_600_000] });
  answers = [500];
  const emitted = simulator.emitStatus(await sent(simulator), 'read');
  await until(() => received.length === 1);
  await simulator.close();
  running.length = 0;
  await emitted;
  expect(received).toHaveLength(1);
});
