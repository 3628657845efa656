import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { IDataObject } from 'n8n-workflow';
import { itemsOf, runNode, type Run } from '../support/engine';
import { listenOnFreshPort } from '../support/freshPort';
import { KeyDatabase } from '../support/keyDatabase';

/** A request as the vendor sees it. */
interface Seen {
  token: string;
  host: string;
  body: string;
}

const seen: Seen[] = [];
let answer: (seen: Seen) => number = () => 200;
/** How long the vendor takes, in milliseconds, and how many it was asked for at once. */
let answersAfter = 0;
let underWay = 0;
let mostAtOnce = 0;

const server = createServer((request: IncomingMessage, response: ServerResponse) => {
  let body = '';
  request.on('data', (chunk: Buffer) => (body += String(chunk)));
  request.on('end', () => {
    const one = {
      token: String(request.headers.authorization).replace('Bearer ', ''),
      host: String(request.headers.host).split(':')[0] ?? '',
      body: String((JSON.parse(body) as { body?: string }).body),
    };
    seen.push(one);
    mostAtOnce = Math.max(mostAtOnce, (underWay += 1));
    setTimeout(() => {
      underWay -= 1;
      response.writeHead(answer(one), { 'Content-Type': 'application/json' }).end('{"message":"ok"}');
    }, answersAfter);
  });
});

beforeAll(async () => {
  await new KeyDatabase().install();
  await listenOnFreshPort(server);
});
afterAll(async () => await new Promise((resolve) => server.close(resolve)));
beforeEach(() => {
  seen.length = 0;
  answer = () => 200;
  answersAfter = 0;
  mostAtOnce = 0;
});

const port = (): number => (server.address() as AddressInfo).port;

const shop = (token: string, index: number, more: IDataObject = {}): IDataObject => ({
  chave: token,
  phone: `551199000000${index}`,
  text: `from ${token}`,
  ...more,
});

const sending = (
  token: string,
  items: Run['items'],
  more: Partial<Run> = {},
  options: IDataObject = {},
): Run => ({
  node: 'sendText',
  parameters: {
    vendor: 'cleverchat',
    to: '={{ $json.phone }}',
    text: '={{ $json.text }}',
    options: options as never,
  },
  items,
  credential: {
    type: 'cleverChatApi',
    data: { token, baseUrl: `http://localhost:${port()}`, messagesPerMinute: 0, workersSharing: 1 },
  },
  onError: 'continueRegularOutput',
  ...more,
});

const SHOPS = ['first-shop-token', 'second-shop-token', 'third-shop-token'];

const tokens = (): string[] => seen.map(({ token, body }) => `${token}: ${body}`).sort();

const outcomesOf = (items: Run['items'] = []): unknown[] =>
  items.map(({ json }) => json['outcome'] ?? (json['details'] as IDataObject)['outcome']);

describe('field D3: a field of the credential is an expression', () => {
  test.each([
    ['the item', '={{ $json.chave }}'],
    ['the item, with something else ready', "={{ $json.chave || 'another-token' }}"],
    ['the item by optional steps', "={{ $input.item?.json?.chave ?? 'another-token' }}"],
    ['another node', "={{ $('start').item.json.chave }}"],
    ['the list of items', '={{ $input.all()[$itemIndex].json.chave }}'],
    ['the item, among text', '={{ $json.chave.slice(0, -6) }}-token'],
    ['the number of the item', `={{ ${JSON.stringify(SHOPS)}[$itemIndex] }}`],
    ['the number of the item, round in a circle', `={{ ${JSON.stringify(SHOPS)}[$itemIndex % 3] }}`],
  ])('that reads %s: each item goes under its own token', async (_what, token) => {
    const items = itemsOf(...SHOPS.map((name, index) => shop(name, index)));
    const { outputs } = await runNode(sending(token, items));
    expect(outcomesOf(outputs[0])).toEqual(['accepted', 'accepted', 'accepted']);
    expect(tokens()).toEqual([...SHOPS].sort().map((name) => `${name}: from ${name}`));
  });

  test('each item goes to its own server, and its word there pauses no other', async () => {
    const hosts = ['localhost', '127.0.0.1'];
    const items = itemsOf(
      ...['a', 'b', 'c', 'd'].map((name, index) =>
        shop(`${name}-token-of-a-shop`, index, { host: hosts[index % 2] }),
      ),
    );
    const run = sending('one-token-for-all', items);
    run.credential!.data['baseUrl'] = `=http://{{ $json.host }}:${port()}`;
    await runNode(run);
    expect(seen.map(({ host, body }) => `${host} ${body}`).sort()).toEqual([
      '127.0.0.1 from b-token-of-a-shop',
      '127.0.0.1 from d-token-of-a-shop',
      'localhost from a-token-of-a-shop',
      'localhost from c-token-of-a-shop',
    ]);
  });

  test('an item whose field is empty is refused alone', async () => {
    const items = itemsOf(
      shop('first-shop-token', 0),
      { phone: '5511990000001', text: 'no token' },
      shop('third-shop-token', 2),
    );
    const { outputs } = await runNode(sending('={{ $json.chave }}', items));
    expect(outcomesOf(outputs[0])).toEqual(['accepted', 'notSent', 'accepted']);
    expect(String(outputs[0]?.[1]?.json['error'])).toContain('has no value in "token"');
    expect(tokens()).toEqual([
      'first-shop-token: from first-shop-token',
      'third-shop-token: from third-shop-token',
    ]);
  });

  test.each([
    "={{ $json.chave || 'a-token-for-the-others' }}",
    "={{ $input.item?.json?.chave ?? 'a-token-for-the-others' }}",
    "={{ $('start').item?.json?.chave ?? 'a-token-for-the-others' }}",
    "={{ $input.all()[$itemIndex]?.json?.chave ?? 'a-token-for-the-others' }}",
  ])('one item among many that has a token of its own goes under it: %s', async (token) => {
    const items = itemsOf(
      ...Array.from({ length: 9 }, (_none, index) => ({
        phone: `551199000000${index}`,
        text: index === 2 ? 'own' : 'other',
        ...(index === 2 && { chave: 'a-token-of-its-own' }),
      })),
    );
    await runNode(sending(token, items));
    expect(seen.filter(({ body }) => body === 'own').map((each) => each.token)).toEqual([
      'a-token-of-its-own',
    ]);
    expect(seen.filter((each) => each.token === 'a-token-for-the-others')).toHaveLength(8);
  });

  test('messages for one recipient keep their order under one account', async () => {
    const items = itemsOf(
      ...Array.from({ length: 12 }, (_none, index) =>
        shop(SHOPS[index % 2] ?? '', 0, { text: `part ${index}` }),
      ),
    );
    await runNode(sending('={{ $json.chave }}', items));
    for (const token of SHOPS.slice(0, 2)) {
      const parts = seen.filter((each) => each.token === token).map(({ body }) => Number(body.split(' ')[1]));
      expect(parts).toHaveLength(6);
      expect(parts).toEqual([...parts].sort((a, b) => a - b));
    }
  });

  test('the same deduplication key of two shops is two keys, and each is kept', async () => {
    const items = itemsOf(...SHOPS.map((name, index) => shop(name, index)));
    const run = sending('={{ $json.chave }}', items, {}, { deduplicationKey: 'order-1' });
    expect(outcomesOf((await runNode(run)).outputs[0])).toEqual(['accepted', 'accepted', 'accepted']);
    expect(outcomesOf((await runNode(run)).outputs[0])).toEqual(['skipped', 'skipped', 'skipped']);
    // One item alone goes under the same key.
    const alone = sending('={{ $json.chave }}', items.slice(0, 1), {}, { deduplicationKey: 'order-1' });
    expect(outcomesOf((await runNode(alone)).outputs[0])).toEqual(['skipped']);
    expect(seen).toHaveLength(3);
  });

  test('a dry run reads each item by its own account and sends nothing', async () => {
    const run = sending(
      'one-token-for-all',
      itemsOf(shop('a', 0, { host: 'localhost' }), shop('b', 1, { host: '127.0.0.1' })),
      {},
      { dryRun: true },
    );
    run.credential!.data['baseUrl'] = `=http://{{ $json.host }}:${port()}`;
    const { outputs } = await runNode(run);
    expect(outputs[0]?.map(({ json }) => (json['request'] as IDataObject)['url'])).toEqual([
      `http://localhost:${port()}/api/messages/send`,
      `http://127.0.0.1:${port()}/api/messages/send`,
    ]);
    expect(seen).toEqual([]);
  });

  test('one refused token does not stop the items of another shop', async () => {
    answer = ({ token }) => (token === SHOPS[0] ? 401 : 200);
    const items = itemsOf(
      ...Array.from({ length: 40 }, (_none, index) =>
        shop(SHOPS[index % 2] ?? '', 0, { phone: `55119900000${10 + index}` }),
      ),
    );
    const { outputs } = await runNode(sending('={{ $json.chave }}', items, {}, { parallelRequests: 5 }));
    const outcomes = outcomesOf(outputs[0]);
    expect(outcomes.filter((_each, index) => index % 2 === 1)).toEqual(Array(20).fill('accepted'));
    expect(seen.filter(({ token }) => token === SHOPS[0]).length).toBeLessThan(12);
  });

  test('one account by many credentials gets no more at once than by one', async () => {
    answersAfter = 30;
    const items = itemsOf(
      ...Array.from({ length: 200 }, (_none, index) =>
        shop('', 0, { phone: `5511990000${100 + index}`, path: `way${index}` }),
      ),
    );
    const run = sending('one-token-by-many-ways', items);
    run.credential!.data['baseUrl'] = `=http://localhost:${port()}/{{ $json.path }}`;
    const { outputs } = await runNode(run);
    expect(outcomesOf(outputs[0])).toEqual(Array(200).fill('accepted'));
    expect(mostAtOnce).toBeLessThanOrEqual(50);
  });

  test('the same field for all is read a few times, however many items there are', async () => {
    const reads: Array<number | undefined> = [];
    const items = itemsOf(
      ...Array.from({ length: 60 }, (_none, index) => shop('x', 0, { phone: `55119900000${10 + index}` })),
    );
    await runNode(
      sending("={{ 'the-token-' + 'of-all' }}", items, { credentialRead: (item) => reads.push(item) }),
    );
    expect(seen.map(({ token }) => token)).toEqual(Array(60).fill('the-token-of-all'));
    expect(reads).toEqual([0, 1, 29, 59, 60, 61]);
  });
});

describe('a token that the vendor does not accept', () => {
  const list = (count: number) =>
    itemsOf(
      ...Array.from({ length: count }, (_none, index) =>
        shop(`${index}`, 0, { phone: `5511990${100_000 + index}` }),
      ),
    );

  test('is tried a few times, and the rest of a long list ends with a sentence', async () => {
    answer = () => 401;
    const { outputs } = await runNode(sending('a-wrong-token', list(100)));
    expect(seen.length).toBeGreaterThanOrEqual(5);
    expect(seen.length).toBeLessThan(10);
    const last = outputs[0]?.[99]?.json;
    expect(last).toMatchObject({
      error:
        'CleverChat did not accept the credential several times in a row, so this was not tried. Nothing was sent; open the CleverChat credential, check its key, then send this item again.',
      details: { outcome: 'notSent', retrySafe: true },
    });
    expect(outcomesOf(outputs[0])).toHaveLength(100);
    // The next execution asks again: it may have been put right at the vendor.
    answer = () => 200;
    expect(outcomesOf((await runNode(sending('a-wrong-token', list(2)))).outputs[0])).toEqual([
      'accepted',
      'accepted',
    ]);
  });

  test('counts only refusals in a row: one item that succeeds starts the count again', async () => {
    let asked = 0;
    answer = () => (++asked % 5 === 0 ? 200 : 401);
    const options = { parallelRequests: 1 };
    await runNode(sending('a-token-now-and-then', list(23), {}, options));
    expect(seen).toHaveLength(23);
  });

  test.each([403, 400, 404])('is not what status %d says: every item is asked for', async (status) => {
    answer = () => status;
    await runNode(sending('a-token-that-is-fine', list(20)));
    expect(seen).toHaveLength(20);
  });
});
