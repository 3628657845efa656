import { createServer, type ServerResponse } from 'node:http';
import { Socket, type AddressInfo } from 'node:net';
import { itemsOf, runNode, type Run } from '../support/engine';
import { KeyDatabase } from '../support/keyDatabase';
import { simulated } from '../support/simulated';

/** With n8n's own clock: what waited leaves no timer and no connection behind. */

const world = simulated();
const waiting: ServerResponse[] = [];
let arrived: () => void = () => undefined;
/** Answers when it is told to. */
const vendor = createServer((request, response) => {
  request.resume().on('end', () => {
    waiting.push(response);
    arrived();
  });
});

const answer = (): void =>
  waiting
    .splice(0)
    .forEach((response) =>
      response
        .writeHead(201, { 'content-type': 'application/json', connection: 'close' })
        .end(JSON.stringify({ success: true, data: { id: 'msg_1', status: 'sent' } })),
    );

beforeAll(async () => {
  await new KeyDatabase().install();
  await new Promise<void>((listening) => vendor.listen(0, '127.0.0.1', listening));
});

// What is kept once for the process is there before anything is counted.
beforeAll(async () => {
  const first = runNode(sending(['5511987654329']));
  await requestArrives();
  answer();
  await first;
});

afterAll(async () => await new Promise((closed) => vendor.close(closed)));

const sending = (phones: string[], more: Partial<Run> = {}, options = {}): Run => ({
  node: 'sendText',
  parameters: { vendor: 'interflow', to: '={{ $json.phone }}', text: 'Hi', options },
  items: itemsOf(...phones.map((phone) => ({ phone }))),
  credential: {
    ...world.accounts.interflowV1,
    data: {
      ...world.accounts.interflowV1.data,
      baseUrl: `http://127.0.0.1:${(vendor.address() as AddressInfo).port}/v1`,
    },
  },
  onError: 'continueRegularOutput',
  ...more,
});

/** The connections of this process to a vendor: the vendor above holds the other ends, which are its own business. */
const connections = (): number =>
  (process as unknown as { _getActiveHandles(): unknown[] })
    ._getActiveHandles()
    .filter((each) => each instanceof Socket && !isStandard(each) && !('server' in each && each.server))
    .length;

const isStandard = (socket: Socket): boolean =>
  [process.stdin, process.stdout, process.stderr].some((each) => (each as unknown) === socket);

const timers = (): number => process.getActiveResourcesInfo().filter((each) => each === 'Timeout').length;

interface Alive {
  timers: number;
  connections: number;
}

/** What keeps this process alive. */
const alive = (): Alive => ({ timers: timers(), connections: connections() });

/** What there is more of than before. What has ended closes its connections soon after; what has not never does. */
async function leftSince(before: Alive): Promise<Partial<Alive>> {
  const more = (): Partial<Alive> =>
    Object.fromEntries(
      Object.entries(alive()).filter(([kind, count]) => count > before[kind as keyof Alive]),
    );
  for (let look = 0; look < 1_000 && Object.keys(more()).length > 0; look += 1)
    await new Promise((later) => setTimeout(later, 10));
  return more();
}

const requestArrives = async (): Promise<void> => await new Promise((resolve) => (arrived = resolve));

test('field A13: nothing is left of messages that waited for their recipient', async () => {
  const before = alive();
  const running = runNode(sending(['5511987654321', '5511987654321', '5511987654321', '5511987654322']));
  for (let left = 4; left > 0; ) {
    if (waiting.length === 0) await requestArrives();
    left -= waiting.length;
    answer();
  }
  expect((await running).outputs[0]?.map(({ json }) => json['outcome'])).toEqual(Array(4).fill('sent'));
  expect(await leftSince(before)).toEqual({});
});

test('field R14: nothing is left of an execution that was stopped while it waited for a key', async () => {
  const before = alive();
  const reached = requestArrives();
  const first = runNode(sending(['5511987654321'], {}, { deduplicationKey: 'one' }));
  await reached;
  let stop = (): void => undefined;
  const second = runNode(
    sending(
      ['5511987654322', '5511987654321'],
      { started: (cancel) => (stop = cancel) },
      { deduplicationKey: 'one' },
    ),
  );
  await new Promise((later) => setImmediate(later));
  stop();
  await second;
  answer();
  expect((await first).outputs[0]?.[0]?.json['outcome']).toBe('sent');
  expect(await leftSince(before)).toEqual({});
});
