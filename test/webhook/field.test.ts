import { createHmac } from 'node:crypto';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import type { INodeParameters } from 'n8n-workflow';
import { readAuthenticity } from '../../core/webhook/authenticity';
import { customSource, type CustomDetails } from '../../core/webhook/custom';
import { readJsonText } from '../../core/webhook/json';
import { Memory, Seen, WaitedTooLong } from '../../core/webhook/memory';
import { stepsOf } from '../../core/webhook/path';
import { readerOf } from '../../core/webhook/source';
import { toIsoTime } from '../../core/webhook/time';
import { metaStatuses } from '../../vendors/meta/webhook';
import { senders } from '../../vendors/senders';
import { MODES, call, deliveryOf, interflowEvent, type Answered } from './support/delivering';
import { listen, type Listening } from './support/listening';
import { parametersOf } from './support/parameters';

const custom = (changes: INodeParameters = {}): INodeParameters => ({
  source: 'custom',
  idPath: 'data.id',
  statusPath: 'data.status',
  ...changes,
});

/** A trigger that is given bodies, one after another. */
async function deliverAll(
  parameters: INodeParameters,
  bodies: readonly unknown[],
  type?: string,
): Promise<{ answers: Answered[]; items: Listening['executions'] }> {
  const listening = await listen({ parameters: parametersOf(parameters) });
  const answers: Answered[] = [];
  try {
    for (const body of bodies) {
      const bytes = typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body);
      const headers = { 'content-type': type ?? 'application/json' };
      answers.push(await call(listening.url, { headers, body: bytes }));
    }
    expect(listening.thrown).toEqual([]);
    return { answers, items: listening.executions };
  } finally {
    await listening.close();
  }
}

const wamid = (changes: object = {}) => ({
  id: 'wamid.1',
  status: 'read',
  timestamp: '1764072000',
  recipient_id: '5511987654321',
  ...changes,
});
const meta = (...statuses: object[]) => ({
  object: 'whatsapp_business_account',
  entry: [{ id: '1', changes: [{ field: 'messages', value: { statuses } }] }],
});

test('field S1: the status of a payment is another event, and drops no status of the message', async () => {
  const payment = wamid({ type: 'payment', status: 'captured' });
  const { answers, items } = await deliverAll({ source: 'meta', options: { onlyForward: true } }, [
    meta(payment),
    meta(wamid({ type: 'payment', status: 'failed' })),
    meta(wamid()),
    meta(wamid({ id: 'wamid.2', type: 'message' })),
  ]);
  expect(answers.map(({ text }) => text.includes('"event"'))).toEqual([true, true, false, false]);
  expect(items.flat().map(({ messageId }) => messageId)).toEqual(['wamid.1', 'wamid.2']);
});

describe('field S2: a body of up to 3 MB', () => {
  const statuses = Array.from({ length: 7_000 }, (_, place) =>
    wamid({
      id: `wamid.${place}`,
      pricing: { billable: true, category: 'utility' },
      conversation: { id: 'x'.repeat(260) },
    }),
  );

  it.each<[string, INodeParameters, unknown]>([
    ['meta', { source: 'meta' }, meta(...statuses)],
    ['custom', custom({ itemsPath: 'list', idPath: 'id', statusPath: 'status' }), { list: statuses }],
    ['360dialog', { source: 'custom', sender: '360dialog' }, { statuses }],
  ])('of %s is accepted', async (_source, parameters, body) => {
    const text = JSON.stringify(body);
    expect(text.length).toBeGreaterThan(2_800_000);
    expect(text.length).toBeLessThan(3 * 1024 * 1024);
    const { answers, items } = await deliverAll(parameters, [text]);
    expect([answers[0]?.status, items[0]?.length]).toEqual([200, 7_000]);
  });
});

describe('field S3: an event that is no status is answered 200 and why, and starts nothing', () => {
  it.each<[string, INodeParameters, unknown]>([
    ['a check without an id', custom(), { app: 'x', type: 'user-event', payload: { type: 'sandbox-start' } }],
    ['a status without an id', custom(), { data: { status: 'read' } }],
    ['messages.upsert', custom(), { event: 'messages.upsert', data: { key: { id: '3A' } } }],
    ['a conversation', custom(), { event: 'conversation_created', id: 3 }],
    ['{"test":true} for Custom', custom(), { test: true }],
    ['{"test":true} for Meta', { source: 'meta' }, { test: true }],
    ['{"test":true} for Interflow', {}, { test: true }],
    [
      'the inner part of a message',
      { source: 'meta' },
      { contacts: [{}], messages: [{ id: 'wamid.x', from: '5511987654321' }] },
    ],
    ['the inner part of errors', { source: 'meta' }, { errors: [{ code: 131051 }] }],
    ['messages of a page', { source: 'meta' }, { object: 'page', entry: [{ id: '1', messaging: [{}] }] }],
  ])('%s', async (_what, parameters, body) => {
    const { answers, items } = await deliverAll(parameters, [body]);
    expect(answers[0]?.status).toBe(200);
    expect(JSON.parse(answers[0]?.text ?? '')).toEqual({
      ignored: 'event',
      message: expect.stringContaining('no delivery status') as unknown,
    });
    expect(items).toEqual([]);
  });
});

describe('field S4: what could not be read', () => {
  it.each<[string, INodeParameters, unknown, string[]]>([
    ['data that is null', custom(), { data: null }, ['ID Path: data.id', 'Status Path: data.status']],
    [
      'a mistyped Status Path',
      custom({ statusPath: 'data.satus' }),
      { data: { id: 'm', status: 'read' } },
      ['ID Path: data.id', 'Status Path: data.satus'],
    ],
    [
      'another shape at Meta',
      { source: 'meta' },
      { data: { status: 'read' } },
      ['A status as Meta writes it'],
    ],
  ])('is shown where that is wanted: %s', async (_what, parameters, body, lookedFor) => {
    const silent = await deliverAll(parameters, [body]);
    expect([silent.answers[0]?.status, silent.items]).toEqual([200, []]);
    const { answers, items } = await deliverAll({ ...parameters, options: { showUnreadable: true } }, [body]);
    expect(answers[0]?.text).toBe('received');
    expect(items).toEqual([
      [
        {
          vendor: parameters['source'],
          status: 'unreadable',
          messageId: null,
          lookedFor,
          body,
          receivedAt: expect.any(String) as unknown,
        },
      ],
    ]);
  });

  test('field S4: is shown beside what could be read', async () => {
    const parameters = {
      itemsPath: 'list',
      idPath: 'id',
      statusPath: 's',
      options: { showUnreadable: true },
    };
    const { items } = await deliverAll(custom(parameters), [
      { list: [{ id: 'm', s: 'read' }, { s: 'read' }] },
    ]);
    expect(items.flat().map(({ status }) => status)).toEqual(['read', 'unreadable']);
  });
});

test.each<[INodeParameters, string[]]>([
  [{}, ['other', 'read']],
  [{ statuses: ['read'] }, ['read']],
  [{ statuses: ['other'] }, ['other']],
])('field S5: a word of Custom that nobody knows, with %j', async (changes, statuses) => {
  const { items } = await deliverAll(custom(changes), [
    { data: { id: 'm', status: 'Teleportada' } },
    { data: { id: 'm', status: 'read' } },
  ]);
  expect(items.flat().map(({ status }) => status)).toEqual(statuses);
});

describe('field S6: JSON is read from the bytes, as UTF-8', () => {
  const text = JSON.stringify({ data: { id: 'não', status: 'read' } });

  it.each([
    ['application/json ; charset=utf-8', text],
    ['application/json; charset=iso-8859-1', text],
    ['application/vnd.x+json', `\uFEFF${text}`],
    ['text/plain', text],
    ['application/x-www-form-urlencoded', text],
    ['application/octet-stream', text],
    ['application/x-www-form-urlencoded', 'data=%7B%22id%22%3A%22n%C3%A3o%22%2C%22status%22%3A%22read%22%7D'],
  ])('labelled %s: %s', async (type, body) => {
    const { items } = await deliverAll(custom(), [body], type);
    expect(items.flat()).toMatchObject([{ messageId: 'não', status: 'read' }]);
  });

  it('and a form by its fields', async () => {
    const { items } = await deliverAll(
      custom({ idPath: 'MessageSid', statusPath: 'MessageStatus' }),
      ['MessageSid=SM1&MessageStatus=read&To=x'],
      'application/x-www-form-urlencoded',
    );
    expect(items.flat()).toMatchObject([{ messageId: 'SM1', status: 'read' }]);
  });
});

describe('field S7: the digits of an id', () => {
  it.each([
    ['9007199254740993', '9007199254740993'],
    ['12345678901234567890123', '12345678901234567890123'],
    ['-9007199254740993', '-9007199254740993'],
    ['17', '17'],
    ['123456789.12345678901', '123456789.12345678901'],
    ['true', undefined],
    ['1e400', undefined],
    ['{}', undefined],
    ['null', undefined],
  ])('%s', async (written, messageId) => {
    const { items } = await deliverAll(custom(), [`{"data":{"id": ${written} ,"status":"read"}}`]);
    expect(items.flat().map((item) => item['messageId'])).toEqual(messageId === undefined ? [] : [messageId]);
  });

  it('are exact, so that two are not one', async () => {
    const { items } = await deliverAll(custom(), [
      '{"data":{"id":9007199254740992,"status":"read"}}',
      '{"data":{"id":9007199254740993,"status":"read"}}',
    ]);
    expect(items).toHaveLength(2);
  });

  test('field S7: texts that look like numbers stay what they are', () => {
    const value = { a: '9007199254740993', b: '\\"12345678901234567', 'x"12345678901234567': 1.5 };
    expect(readJsonText(JSON.stringify(value))).toEqual(value);
  });
});

test.each([
  ['2026-02-30T10:00:00Z', null],
  ['2026-02-29 10:00', null],
  ['2026-04-31T10:00:00-03:00', null],
  ['29/02/2026 10:00', null],
  ['2028-02-29T10:00:00Z', '2028-02-29T10:00:00.000Z'],
  ['2026-12-31T23:59:59+0000', '2026-12-31T23:59:59.000Z'],
  ['2026-01-02 03:04:05 UTC', '2026-01-02T03:04:05.000Z'],
])('field S8: the time %s', (text, expected) => expect(toIsoTime(text)).toBe(expected));

describe('field S9: no claim is for ever', () => {
  const line = (body: string): string =>
    `POST /status HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`;

  test('field S9: an event behind another one on a connection that is hung up', async () => {
    const listening = await listen({ parameters: parametersOf(custom()) });
    try {
      let arrived: () => void = () => undefined;
      let open: () => void = () => undefined;
      const stored = new Promise<void>((resolve) => (open = resolve));
      let stores = 0;
      const both = new Promise<void>((resolve) => (arrived = resolve));
      listening.store = async () => {
        if (++stores === 2) arrived();
        await stored;
      };
      const { port } = new URL(listening.url);
      const socket = connect(Number(port), '127.0.0.1');
      socket.on('error', () => undefined);
      for (const id of ['a', 'b']) socket.write(line(JSON.stringify({ data: { id, status: 'read' } })));
      await both;
      const closed = new Promise((resolve) => socket.once('close', resolve));
      socket.destroy();
      await closed;
      listening.store = async () => undefined;
      for (const id of ['a', 'b']) {
        const answered = await call(
          listening.url,
          deliveryOf(MODES[0] as never, { data: { id, status: 'read' } }),
        );
        expect(answered.text).toBe('received');
      }
      open();
    } finally {
      await listening.close();
    }
  });

  test('field S9: a packed body and then the same one as it is', async () => {
    const listening = await listen({ parameters: parametersOf(custom()) });
    try {
      const body = Buffer.from('{"data":{"id":"m","status":"read"}}');
      const type = { 'content-type': 'application/json' };
      const packed = await call(listening.url, {
        headers: { ...type, 'content-encoding': 'gzip' },
        body: gzipSync(body),
      });
      const plain = await call(listening.url, { headers: type, body });
      expect([packed.text, plain.text.includes('duplicate')]).toEqual(['received', true]);
    } finally {
      await listening.close();
    }
  });

  function stuckMemory() {
    let now = 0;
    const alarms: Array<() => void> = [];
    const memory = new Memory(
      new Seen(),
      '',
      () => now,
      (_milliseconds, ring) => alarms.push(ring),
    );
    const wait = (): void => {
      now += 20_000;
      for (const ring of alarms.splice(0)) ring();
    };
    return { memory, wait };
  }

  test('field S9: who is at work for too long is waited for no more', async () => {
    const { memory, wait } = stuckMemory();
    await memory.claim(['m']);
    const second = memory.claim(['m']);
    const third = memory.claim(['m', 'n']).then(
      () => 'granted',
      (thrown: unknown) => thrown,
    );
    wait();
    const free = await second;
    // The third stood behind the second, which has only begun.
    expect(await third).toBeInstanceOf(WaitedTooLong);
    const fourth = memory.claim(['n']);
    free();
    (await fourth)();
    (await memory.claim(['m']))();
  });
});

test('field S10: 4,000 deliveries in line for one message wake one another, and each once', async () => {
  const memory = new Memory();
  const order: number[] = [];
  let woken = 0;
  const race = jest.spyOn(Promise, 'race').mockImplementation(async (values) => {
    woken += 1;
    const [first] = values as Array<Promise<unknown>>;
    return await first;
  });
  try {
    await Promise.all(
      Array.from({ length: 4_000 }, async (_, index) => {
        const free = await memory.claim(['message m']);
        order.push(index);
        free();
      }),
    );
  } finally {
    race.mockRestore();
  }
  expect(order).toEqual(Array.from({ length: 4_000 }, (_, index) => index));
  expect(woken).toBeLessThan(4_000);
});

describe('field S11: a path is read in one go', () => {
  it.each([
    ['"[" and tabs', (length: number) => `[${'\t'.repeat(length)}`],
    ['open brackets', (length: number) => '['.repeat(length)],
    ['open quotes', (length: number) => '["'.repeat(length / 2)],
    ['both quotes', (length: number) => `["['`.repeat(length / 4)],
    ['names in open brackets', (length: number) => '[a '.repeat(length / 3)],
    ['dots', (length: number) => '.'.repeat(length)],
    ['blanks after a quote', (length: number) => `["a"${' '.repeat(length)}`],
  ])('%s', (_what, make) => {
    let signs = 0;
    const counted = (length: number): number => {
      signs = 0;
      const charAt = jest.spyOn(String.prototype, 'charAt').mockImplementation(function (
        this: string,
        at: number,
      ) {
        signs += 1;
        return this[at] ?? '';
      });
      stepsOf(make(length));
      charAt.mockRestore();
      return signs;
    };
    expect(counted(24_000)).toBeLessThan(24_000 * 6);
    expect(stepsOf(make(100_000)).length).toBeLessThan(100_001);
  });
});

test.each<[string, string | Buffer, Record<string, string>]>([
  [
    'a huge body of an unusual type',
    Buffer.alloc(17 * 1024 * 1024, 0x20),
    { 'content-type': 'application/x' },
  ],
  ['a huge body without a type', Buffer.alloc(17 * 1024 * 1024, 0x20), {}],
  ['a broken body of an unusual type', '{"data":', { 'content-type': 'application/x+json' }],
  ['a body that is not packed as it says', 'x', { 'content-encoding': 'gzip', 'content-type': 'a/b' }],
])('field S12: a wrong token is 401 before the body matters: %s', async (_what, body, headers) => {
  const [, token] = MODES;
  const listening = await listen({
    parameters: parametersOf({ authentication: 'headerToken' }),
    credential: token?.credential ?? {},
  });
  try {
    const answered = await call(listening.url, { headers: { ...headers, 'x-webhook-token': 'wrong' }, body });
    expect(answered.status).toBe(401);
  } finally {
    await listening.close();
  }
});

describe('field S13: a signed body that comes again', () => {
  const SECRET = 'app secret';
  const at = Math.floor(Date.now() / 1000);
  const signed = (body: unknown) => {
    const text = JSON.stringify(body);
    const signature = createHmac('sha256', SECRET).update(text).digest('hex');
    return {
      headers: { 'content-type': 'application/json', 'x-hub-signature-256': `sha256=${signature}` },
      body: text,
    };
  };
  const trigger = (options: INodeParameters = {}) => ({
    parameters: parametersOf({ source: 'meta', authentication: 'hmac', options }),
    credential: { secret: SECRET },
  });

  it('starts nothing after a batch that is larger than the memory of events', async () => {
    const listening = await listen(trigger());
    try {
      const first = signed(meta(wamid({ timestamp: String(at) })));
      expect((await call(listening.url, first)).text).toBe('received');
      const many = Array.from({ length: 25_000 }, (_, place) => ({
        id: `w${place}`,
        status: 'read',
        timestamp: String(at),
      }));
      expect((await call(listening.url, signed(meta(...many)))).text).toBe('received');
      expect((await call(listening.url, first)).text).toContain('duplicate');
      expect((await call(listening.url, signed(meta(...many)))).text).toContain('duplicate');
    } finally {
      await listening.close();
    }
  });

  it('starts nothing in another process that knows what the workflow has stored', async () => {
    const first = await listen(trigger());
    const second = await listen(trigger());
    try {
      const delivery = signed(meta(wamid({ timestamp: String(at) })));
      expect((await call(first.url, delivery)).text).toBe('received');
      const stored = first.staticData.get(first.workflowId) ?? {};
      expect(JSON.stringify(stored).length).toBeLessThan(20_000);
      second.staticData.set(second.workflowId, stored);
      expect((await call(second.url, delivery)).text).toContain('duplicate');
      // Also within another batch, by the event's own key.
      const again = signed(
        meta(wamid({ timestamp: String(at) }), wamid({ id: 'new', timestamp: String(at) })),
      );
      expect((await call(second.url, again)).text).toBe('received');
      expect(second.executions.flat().map(({ messageId }) => messageId)).toEqual(['new']);
    } finally {
      await first.close();
      await second.close();
    }
  });

  it('starts nothing there of any of many deliveries, each stored beside those before', async () => {
    const first = await listen(trigger());
    const second = await listen(trigger());
    try {
      const deliveries = Array.from({ length: 30 }, (_, place) =>
        signed(meta(wamid({ id: `w${place}`, timestamp: String(at) }))),
      );
      for (const delivery of deliveries) expect((await call(first.url, delivery)).text).toBe('received');
      second.staticData.set(second.workflowId, first.staticData.get(first.workflowId) ?? {});
      for (const delivery of deliveries)
        expect((await call(second.url, delivery)).text).toContain('duplicate');
      expect(second.executions).toEqual([]);
    } finally {
      await first.close();
      await second.close();
    }
  });

  it('is stored in bounds', async () => {
    const listening = await listen(trigger());
    try {
      const many = Array.from({ length: 3_000 }, (_, place) =>
        wamid({ id: `w${place}`, timestamp: String(at) }),
      );
      await call(listening.url, signed(meta(...many)));
      const stored = JSON.stringify(listening.staticData.get(listening.workflowId));
      expect(stored.length).toBeLessThan(10_000);
    } finally {
      await listening.close();
    }
  });

  it.each<[string, INodeParameters, number, string]>([
    ['23 hours old', {}, 23, 'received'],
    ['25 hours old', {}, 25, 'old'],
    ['25 hours old, any age allowed', { oldestEvent: 0 }, 25, 'received'],
    ['2 hours old, one hour allowed', { oldestEvent: 1 }, 2, 'old'],
  ])('of an event %s', async (_what, options, hours, expected) => {
    const listening = await listen(trigger(options));
    try {
      const answered = await call(
        listening.url,
        signed(meta(wamid({ timestamp: String(at - hours * 3600) }))),
      );
      expect([answered.status, answered.text.includes(expected)]).toEqual([200, true]);
      expect(listening.executions).toHaveLength(expected === 'received' ? 1 : 0);
    } finally {
      await listening.close();
    }
  });
});

describe.each(MODES.map((mode) => [mode.authentication, mode] as const))(
  'field S13: what another process has stored, by %s',
  (authentication, mode) => {
    const trigger = () =>
      listen({ parameters: parametersOf({ authentication }), credential: mode.credential });
    const deliveries = ['sent', 'delivered', 'read', 'failed'].map((status) =>
      deliveryOf(mode, interflowEvent(`of ${status}`, status)),
    );

    it('starts nothing again, each status by itself', async () => {
      const first = await trigger();
      const second = await trigger();
      try {
        for (const delivery of deliveries) expect((await call(first.url, delivery)).text).toBe('received');
        second.staticData.set(second.workflowId, first.staticData.get(first.workflowId) ?? {});
        for (const delivery of deliveries)
          expect((await call(second.url, delivery)).text).toContain('duplicate');
        expect([first.executions.length, second.executions.length]).toEqual([4, 0]);
      } finally {
        await first.close();
        await second.close();
      }
    });

    it('is missing where it cannot be written, and the sender is told the truth all the same', async () => {
      const listening = await trigger();
      listening.wrap = (context) =>
        new Proxy(context, {
          get: (target, name, receiver) =>
            name === 'getWorkflowStaticData' ? () => Object.freeze({}) : Reflect.get(target, name, receiver),
        });
      try {
        for (const delivery of deliveries)
          expect((await call(listening.url, delivery)).text).toBe('received');
        expect(listening.executions).toHaveLength(4);
        expect(listening.thrown).toEqual([]);
      } finally {
        await listening.close();
      }
    });
  },
);

describe('field S14: a status of Meta', () => {
  const read = (...statuses: object[]) => {
    const delivery = readerOf(metaStatuses)(meta(...statuses));
    if (typeof delivery === 'string') return delivery;
    return delivery.entries.map(({ reading }) => ('report' in reading ? reading.report : reading));
  };

  it.each<[string, object, object]>([
    [
      'errors that are an object',
      { status: 'failed', errors: { code: 131026, title: 'Undeliverable' } },
      { reason: expect.objectContaining({ code: '131026' }) as unknown },
    ],
    [
      'details that are a text',
      { status: 'failed', errors: [{ code: 999999, error_data: 'because of this' }] },
      { reason: expect.objectContaining({ code: '999999', message: 'because of this' }) as unknown },
    ],
    ['a number for the recipient', { recipient_id: 5511987654321 }, { to: '5511987654321' }],
    [
      'a user id alone',
      { recipient_id: undefined, recipient_user_id: 'BR.abc' },
      { to: null, toUserId: 'BR.abc' },
    ],
    [
      'a member of a group',
      { recipient_id: 'group', recipient_participant_id: '5511' },
      { participant: '5511' },
    ],
  ])('with %s', (_what, changes, expected) => expect(read(wamid(changes))).toMatchObject([expected]));

  it.each([{}, { onlyForward: true }])(
    'that was played comes after it was read, with %j, but once',
    async (options) => {
      const played = meta(wamid({ status: 'played' }));
      const { items } = await deliverAll({ source: 'meta', options }, [meta(wamid()), played, played]);
      expect(
        items
          .flat()
          .map(({ status, vendorStatus, statusRank, late }) => [status, vendorStatus, statusRank, late]),
      ).toEqual([
        ['read', 'read', 3, false],
        ['read', 'played', 3, false],
      ]);
      expect(new Set(items.flat().map(({ eventKey }) => eventKey)).size).toBe(2);
    },
  );

  it('of two members of a group in one second is two items', async () => {
    const of = (participant: string) => wamid({ recipient_id: 'g', recipient_participant_id: participant });
    const { items } = await deliverAll({ source: 'meta', options: { onlyForward: true } }, [
      meta(of('a'), of('b'), of('a')),
    ]);
    expect(items.flat().map(({ participant }) => participant)).toEqual(['a', 'b']);
  });
});

describe('field S15: Custom says', () => {
  const paths = {
    itemsPath: '',
    idPath: 'id',
    statusPath: 'status',
    timePath: 'at',
    recipientPath: '',
    reasonPath: '',
  };
  const read = (body: unknown, changes: Partial<typeof paths> = {}, details: CustomDetails = {}) => {
    const delivery = customSource({ ...paths, ...changes }, [], details)(body);
    if (typeof delivery === 'string') return delivery;
    return delivery.entries.map(({ reading }) => ('report' in reading ? reading.report : reading));
  };

  const conditions = [
    { path: 'event', equals: 'message.ack || message.ack.group' },
    { path: 'fromMe', equals: 'true' },
  ];

  it.each([
    [{ event: 'message.ack', fromMe: true, id: 'm', status: 'read' }, { messageId: 'm' }],
    [{ event: 'Message.Ack.Group', fromMe: 'TRUE', id: 'm', status: 'read' }, { messageId: 'm' }],
    [{ event: 'message.ack', fromMe: false, id: 'm', status: 'read' }, { otherEvent: 'unknown' }],
    [{ event: 'message', fromMe: true, id: 'm', status: 'read' }, { otherEvent: 'unknown' }],
    [{ fromMe: true, id: 'm', status: 'read' }, { otherEvent: 'unknown' }],
  ])('when it is a status: %j', (body, expected) =>
    expect(read(body, {}, { conditions })).toMatchObject([expected]),
  );

  it.each([
    [{ gsId: 'g', id: 'i' }, 'g'],
    [{ gsId: '', id: 'i' }, 'i'],
    [{ id: 'i' }, 'i'],
  ])('which ids are tried in turn: %j', (body, messageId) =>
    expect(read({ ...body, status: 'read' }, { idPath: 'gsId || id' })).toMatchObject([{ messageId }]),
  );

  it('that a list of ids is as many messages', () =>
    expect(read({ ids: ['a', 2, null, 'c'], status: 'read' }, { idPath: 'ids' })).toMatchObject([
      { messageId: 'a' },
      { messageId: '2' },
      { messageId: 'c' },
    ]));

  it('what stands in JSON within a text', () =>
    expect(
      read(
        { data: '{"id":9007199254740993,"status":"read"}' },
        { idPath: 'data.id', statusPath: 'data.status' },
      ),
    ).toMatchObject([{ messageId: '9007199254740993', status: 'read' }]));

  it.each([
    ['25/11/2026 09:30', 'America/Sao_Paulo', '2026-11-25T12:30:00.000Z'],
    ['2026-11-25 09:30:05', '-03:00', '2026-11-25T12:30:05.000Z'],
    ['2018-11-25 09:30', 'America/Sao_Paulo', '2018-11-25T11:30:00.000Z'],
    ['2026-11-25 09:30Z', 'America/Sao_Paulo', '2026-11-25T09:30:00.000Z'],
    ['2026-11-25 09:30', '', '2026-11-25T09:30:00.000Z'],
    ['2026-11-25 09:30', 'Nowhere/Land', null],
  ])('what zone a time has: %s in %j', (at, timeZone, occurredAt) =>
    expect(read({ id: 'm', status: 'read', at }, {}, { timeZone })).toMatchObject([{ occurredAt }]),
  );

  const NOW = 1_764_072_000;
  const body = Buffer.from('{"a":1}');
  const mac = (text: string, encoding: 'hex' | 'base64url') =>
    createHmac('sha256', 'key').update(text).digest(encoding);
  const timed = (time: number | string) => mac(`${time}.{"a":1}`, 'hex');
  const listed = { signatureFormat: 'timeAndSignatures', signedContent: 'timestampBody' };

  it.each<[string, Record<string, string>, Record<string, string>, boolean]>([
    ['t and v1', listed, { x: `t=${NOW},v1=${timed(NOW)}` }, true],
    ['two of v1', listed, { x: `t=${NOW}, v1=${'0'.repeat(64)}, v1=${timed(NOW)}` }, true],
    ['milliseconds', listed, { x: `t=${NOW}123,v1=${timed(`${NOW}123`)}` }, true],
    ['another time', listed, { x: `t=${NOW + 1},v1=${timed(NOW)}` }, false],
    ['an old time', listed, { x: `t=${NOW - 301},v1=${timed(NOW - 301)}` }, false],
    ['two times', listed, { x: `t=${NOW},t=${NOW},v1=${timed(NOW)}` }, false],
    ['no time', listed, { x: `v1=${timed('null')}` }, false],
    ['no signature', listed, { x: `t=${NOW}` }, false],
    ['base64url', { encoding: 'base64url' }, { x: mac('{"a":1}', 'base64url') }, true],
    ['base64url, filled up', { encoding: 'base64url' }, { x: `${mac('{"a":1}', 'base64url')}=` }, true],
    ['base64url of another', { encoding: 'base64url' }, { x: mac('{"a":2}', 'base64url') }, false],
    [
      'milliseconds in a header',
      { signedContent: 'timestampBody', timestampHeader: 'time' },
      { x: timed(`${NOW}000`), time: `${NOW}000` },
      true,
    ],
  ])('how it signs: %s', (_what, fields, headers, isRight) => {
    const found = readAuthenticity('hmac', { secret: 'key', headerName: 'x', ...fields });
    expect('check' in found && found.check({ headers, body, now: NOW })).toBe(isRight);
  });
});

describe('field D14: what Meta posts is read in whatever it is wrapped', () => {
  const batch = meta(wamid());
  it.each<[string, unknown]>([
    ['a list', [batch]],
    ['headers, query and body of n8n', { headers: { host: 'x' }, query: {}, body: batch }],
    [
      'an item of n8n',
      [
        {
          headers: {},
          params: {},
          query: {},
          body: batch,
          webhookUrl: 'https://x',
          executionMode: 'production',
        },
      ],
    ],
    ['json of n8n', [{ json: { headers: {}, query: {}, body: batch } }]],
    ['one change alone', { field: 'messages', value: { statuses: [wamid()] } }],
  ])('%s', async (_what, body) => {
    const { items } = await deliverAll({ source: 'meta' }, [body]);
    expect(items.flat()).toMatchObject([{ messageId: 'wamid.1', status: 'read' }]);
  });

  it('and two in a list are two', async () => {
    const { items } = await deliverAll({ source: 'meta' }, [[batch, meta(wamid({ id: 'wamid.2' }))]]);
    expect(items.flat().map(({ messageId }) => messageId)).toEqual(['wamid.1', 'wamid.2']);
  });
});

describe('field S3: whatever is posted, reading it throws nothing', () => {
  const names = fc.constantFrom(
    'entry',
    'changes',
    'value',
    'statuses',
    'errors',
    'type',
    'status',
    'id',
    'ids',
    'event',
    'data',
    'payload',
    'results',
    'message',
    'messageStatus',
    'body',
    'headers',
    'json',
    '__proto__',
    'constructor',
    'timestamp',
  );
  const values = fc.oneof(
    fc.jsonValue(),
    fc.constantFrom(
      'message.ack',
      'message-event',
      'MessageStatusCallback',
      'read',
      '[',
      '{"id":',
      true,
      1e308,
    ),
  );
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof(
      { maxDepth: 6 },
      values,
      fc.array(tie('tree'), { maxLength: 4 }),
      fc.dictionary(names, tie('tree'), { maxKeys: 6 }),
    ),
  }));

  it('in 10,000 bodies, for every sender', () => {
    const readers = [
      readerOf(metaStatuses),
      ...senders.map(({ read }) => read),
      customSource(
        {
          itemsPath: 'entry.changes || results',
          idPath: 'ids || id',
          statusPath: 'status',
          timePath: 'timestamp',
          recipientPath: 'data',
          reasonPath: 'errors',
        },
        [],
        { conditions: [{ path: 'event', equals: '' }], timeZone: 'America/Sao_Paulo' },
      ),
    ];
    let read = 0;
    fc.assert(
      fc.property(tree, (body) => {
        const parsed = readJsonText(JSON.stringify(body));
        for (const reader of readers) {
          const delivery = reader(parsed);
          if (typeof delivery !== 'string') read += delivery.entries.length;
        }
      }),
      { numRuns: 10_000 },
    );
    expect(read).toBeGreaterThan(1_000);
  });
});
