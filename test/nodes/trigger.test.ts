import { EventEmitter } from 'node:events';
import type { IWebhookFunctions } from 'n8n-workflow';
import type { Proof } from '../../core/webhook/proof';
import { answer, ignored, onAnswered } from '../../nodes/StatusTrigger/answer';
import { LARGEST_BODY, bodyOf, readProof } from '../../nodes/StatusTrigger/incoming';
import { memoryFor } from '../../nodes/StatusTrigger/memories';
import type { Shown } from '../../nodes/StatusTrigger/authentication';
import { readSelection } from '../../nodes/StatusTrigger/selection';
import { readSource, type Source } from '../../nodes/StatusTrigger/source';
import { vendors, webhookSources } from '../../vendors';
import { metaStatuses } from '../../vendors/meta/webhook';

/** A context of n8n of which only this is asked. */
const n8n = (parts: Partial<Record<keyof IWebhookFunctions, unknown>>): IWebhookFunctions =>
  parts as unknown as IWebhookFunctions;

describe('what a delivery brings', () => {
  const proofOf = async (request: object): Promise<Proof> =>
    await readProof(n8n({ getRequestObject: () => request }), false);

  test('is its headers, its bytes and the time in whole seconds', async () => {
    jest.spyOn(Date, 'now').mockReturnValue(1_999);
    const headers = { 'content-type': 'application/json' };
    const rawBody = Buffer.from('{}');
    const readRawBody = jest.fn();
    expect(await proofOf({ headers, rawBody, readRawBody })).toEqual({ headers, body: rawBody, now: 1 });
    expect(readRawBody).not.toHaveBeenCalled();
    jest.restoreAllMocks();
  });

  test.each([
    ['application/x-unusual', true],
    ['', true],
    [undefined, true],
    ['text/plain; a=multipart/', true],
    ['multipart/form-data; boundary=x', false],
    [' multipart/mixed', false],
  ])('of the type %j is read where n8n has not: %s', async (type, isRead) => {
    const request: { rawBody?: Buffer | null; [other: string]: unknown } = {
      headers: { 'content-type': type },
      rawBody: null,
      readRawBody: async () => {
        request.rawBody = Buffer.from('late');
      },
    };
    expect((await proofOf(request)).body).toEqual(isRead ? Buffer.from('late') : null);
  });

  test('is no body where n8n can read none', async () => {
    expect((await proofOf({ headers: {} })).body).toBeNull();
  });

  test.each([
    ['/webhook/a?b=1&c=%20', 'https://n8n.example/webhook/a', 'https://n8n.example/webhook/a?b=1&c=%20'],
    ['/webhook/a', 'https://n8n.example/webhook/a', 'https://n8n.example/webhook/a'],
    [undefined, 'https://n8n.example/webhook/a', 'https://n8n.example/webhook/a'],
    ['?b=1', 'https://n8n.example/', 'https://n8n.example/?b=1'],
    ['/webhook/a?b=1', undefined, undefined],
  ])(
    'called at %j, told as %j, has the address %j where that is signed',
    async (originalUrl, told, address) => {
      const asked: unknown[] = [];
      const context = n8n({
        getRequestObject: () => ({ headers: {}, rawBody: Buffer.from(''), originalUrl }),
        getNodeWebhookUrl: (name: string) => {
          asked.push(name);
          return told;
        },
      });
      const proof = await readProof(context, true);
      expect(proof.address).toBe(address);
      expect('address' in proof).toBe(address !== undefined);
      expect(asked).toEqual(['default']);
      expect(await readProof(context, false)).not.toHaveProperty('address');
      expect(asked).toHaveLength(1);
    },
  );

  test.each([
    ['application/x-www-form-urlencoded', true],
    ['Application/X-WWW-Form-Urlencoded ; charset=utf-8', true],
    ['application/x-www-form-urlencodedx', false],
    ['x application/x-www-form-urlencoded', false],
    ['application/json', false],
  ])('of the type %j is a form: %s, with its fields in their order', async (type, isForm) => {
    const headers = { 'content-type': type };
    const proof = await proofOf({ headers, rawBody: Buffer.from('b=n%C3%A3o+1&a=2&b=3') });
    expect(proof.fields).toEqual(
      isForm
        ? [
            ['b', 'não 1'],
            ['a', '2'],
            ['b', '3'],
          ]
        : undefined,
    );
    if (isForm) {
      expect(bodyOf(proof, ['json', 'form'])).toEqual({ body: { b: '3', a: '2' } });
      expect(bodyOf(proof, ['json'])).toEqual({ refused: 415 });
    }
    expect(await proofOf({ headers, rawBody: null })).not.toHaveProperty('fields');
  });

  test.each([
    [undefined, true],
    ['', true],
    ['text/plain; charset=utf-8', true],
    ['application/octet-stream', true],
    ['application/xml', false],
  ])('of the vague type %j that looks like a form is one: %s', async (type, isForm) => {
    const { fields } = await proofOf({ headers: { 'content-type': type }, rawBody: Buffer.from('a=1&b=2') });
    expect(fields !== undefined).toBe(isForm);
  });

  test('is no body where n8n cannot read it, so that who sent it is still asked first', async () => {
    const readRawBody = async () => {
      throw new Error('request entity too large');
    };
    expect((await proofOf({ headers: {}, rawBody: null, readRawBody })).body).toBeNull();
  });

  const proof = (type: unknown, body: string | Buffer | null): Proof =>
    ({ headers: { 'content-type': type }, body: body === null ? null : Buffer.from(body), now: 0 }) as Proof;

  const TYPES = [
    'application/json',
    'application/json ; charset=utf-8',
    'application/json; charset=iso-8859-1',
    'application/vnd.a-b.c+json;v=1',
    'text/plain',
    'text/json',
    'application/x-www-form-urlencoded',
    'application/octet-stream',
    '',
    undefined,
    ['application/json'],
  ];

  test.each(TYPES)('of JSON is JSON by whatever label: %j', (type) => {
    for (const text of ['{"a":"não"}', '\uFEFF {"a":"não"}', '\r\n{"a":"não"}\n'])
      expect(bodyOf(proof(type, text), ['json'])).toEqual({ body: { a: 'não' } });
  });

  test.each([
    ['application/json', '', 400],
    [undefined, '', 400],
    ['application/json', '{', 400],
    ['text/plain', '{"a":', 400],
    ['application/a+json', 'x', 400],
    ['application/json,text/plain', 'x', 415],
    ['application/xml', '<a/>', 415],
    ['multipart/form-data; boundary=x', null, 415],
    ['application/x-unusual', null, 413],
    ['application/json', Buffer.alloc(LARGEST_BODY + 1, 0x20), 413],
  ] as const)('of the type %j that is not what it says is answered', (type, body, refused) => {
    expect(bodyOf(proof(type, body), ['json'])).toEqual({ refused });
  });

  test('of JSON is nothing to a source of forms alone', () => {
    expect(bodyOf(proof('application/json', '{"a":1}'), ['form'])).toEqual({ refused: 415 });
  });

  test('of a value alone is that value', () => {
    expect(bodyOf(proof('application/json', '17'), ['json'])).toEqual({ body: 17 });
  });
});

describe('an answer', () => {
  /** n8n's response as far as it is used. */
  class Response extends EventEmitter {
    headersSent = false;
    destroyed = false;
    writableEnded = false;
    writableFinished = true;
    statusCode = 200;
    sent: unknown[] = [];
    status(code: number) {
      this.sent.push(code);
      return this;
    }
    json(body: unknown) {
      this.sent.push(body);
    }
  }
  let response: Response;
  let socket: EventEmitter & { destroyed?: boolean };
  let context: IWebhookFunctions;
  beforeEach(() => {
    response = new Response();
    socket = new EventEmitter();
    context = n8n({ getResponseObject: () => response, getRequestObject: () => ({ socket }) });
  });

  test.each([
    [400, 'This delivery is not in the shape that the trigger is set up for.'],
    [401, 'This delivery is not authenticated.'],
    [403, 'The verify token is not the one in the webhook credential.'],
    [404, 'There is nothing to read at this address.'],
    [413, 'This delivery is too large.'],
    [415, 'A delivery must be written as the trigger is set up for, in most cases JSON.'],
    [500, 'This delivery could not be handled. Send it again later.'],
  ] as const)('of %d says why, in place of n8n', (status, message) => {
    expect(answer(context, status)).toStrictEqual({ noWebhookResponse: true });
    expect(response.sent).toEqual([status, { message }]);
  });

  test('is given once', () => {
    response.headersSent = true;
    expect(answer(context, 400)).toStrictEqual({ noWebhookResponse: true });
    expect(response.sent).toEqual([]);
  });

  test('to nobody is no reason to throw', () => {
    response.status = () => {
      throw new Error('The connection is gone');
    };
    expect(answer(context, 400)).toStrictEqual({ noWebhookResponse: true });
    const none = n8n({
      getResponseObject: () => {
        throw new Error('There is none');
      },
      getRequestObject: () => ({}),
    });
    expect(answer(none, 400)).toStrictEqual({ noWebhookResponse: true });
    const settled: boolean[] = [];
    expect(onAnswered(none, (isSafe) => settled.push(isSafe))).toBe(false);
    expect(settled).toEqual([false]);
  });

  test('that starts nothing says what was ignored', () => {
    expect(ignored('duplicate')).toStrictEqual({
      webhookResponse: { ignored: 'duplicate', message: 'It was delivered before.' },
    });
  });

  test.each<[Partial<Response>, boolean]>([
    [{}, true],
    [{ statusCode: 499 }, true],
    [{ statusCode: 500 }, false],
    [{ statusCode: 503 }, false],
    [{ writableFinished: false }, false],
  ])('that ended with %j is safe: %s, told once', (end, isSafe) => {
    const settled: boolean[] = [];
    expect(onAnswered(context, (each) => settled.push(each))).toBe(true);
    expect(settled).toEqual([]);
    Object.assign(response, end);
    response.emit('close');
    response.emit('close');
    expect(settled).toEqual([isSafe]);
  });

  test('field S9: that hears nothing because it stands behind another one ends with its connection', () => {
    const settled: boolean[] = [];
    response.writableFinished = false;
    expect(onAnswered(context, (each) => settled.push(each))).toBe(true);
    socket.emit('close');
    response.emit('close');
    expect(settled).toEqual([false]);
    expect([socket.listenerCount('close'), response.listenerCount('close')]).toEqual([0, 0]);
  });

  test('field S9: leaves nothing at a connection that goes on', () => {
    onAnswered(context, () => undefined);
    expect(socket.listenerCount('close')).toBe(1);
    response.emit('close');
    expect(socket.listenerCount('close')).toBe(0);
  });

  test('field S9: on a connection that is gone is none', () => {
    socket.destroyed = true;
    const settled: boolean[] = [];
    expect(onAnswered(context, (each) => settled.push(each))).toBe(false);
    expect(settled).toEqual([false]);
  });

  test.each<Partial<Response>>([{ destroyed: true }, { writableEnded: true }])(
    'to a sender that is gone (%j) is none',
    (gone) => {
      Object.assign(response, gone);
      const settled: boolean[] = [];
      expect(onAnswered(context, (each) => settled.push(each))).toBe(false);
      response.emit('close');
      expect(settled).toEqual([false]);
    },
  );
});

describe('what the user wants', () => {
  const selection = (options: unknown, shown: Shown = 'secret', source = 'interflow') =>
    readSelection(
      n8n({
        getNodeParameter: (name: string, fallback: unknown) =>
          ({ statuses: ['read'], source, options: options ?? fallback })[name],
      }),
      shown,
    );
  const DAY = 24 * 60 * 60 * 1000;

  test('is nothing beside the statuses where nothing is chosen', () => {
    const none = {
      statuses: ['read'],
      emitUnknown: false,
      emitUnknownWords: false,
      onlyForward: false,
      includeRaw: false,
      events: ['statuses'],
      includeGroups: false,
      includeOwn: false,
      showUnreadable: false,
    };
    expect(selection(undefined)).toStrictEqual(none);
    expect(
      selection({
        emitUnknown: 'yes',
        onlyForward: 1,
        includeRaw: {},
        showUnreadable: 'x',
        oldestEvent: 'x',
      }),
    ).toStrictEqual(none);
    expect(selection(undefined, 'secret', 'custom')).toStrictEqual({ ...none, emitUnknownWords: true });
  });

  test.each(['emitUnknown', 'onlyForward', 'includeRaw', 'showUnreadable', 'includeOwn', 'includeGroups'])(
    'is %s where that is chosen',
    (name) => {
      expect(selection({ [name]: true })).toMatchObject({ [name]: true });
      expect(Object.values(selection({ [name]: true })).filter((each) => each === true)).toHaveLength(1);
    },
  );

  test.each<[unknown, Shown, number | undefined]>([
    [undefined, 'untimed', DAY],
    [undefined, 'timed', undefined],
    [undefined, 'secret', undefined],
    [1, 'secret', DAY / 24],
    [1, 'untimed', DAY / 24],
    [0, 'untimed', undefined],
  ])('is no event older than allowed: the option %j, shown %s', (oldestEvent, shown, oldest) => {
    expect(selection(oldestEvent === undefined ? {} : { oldestEvent }, shown).oldest).toBe(oldest);
  });
});

describe('who sends', () => {
  const sourceOf = (parameters: Record<string, unknown>): Source =>
    readSource(
      n8n({
        getNodeParameter: (name: string, fallback?: unknown) =>
          name in parameters ? parameters[name] : fallback,
      }),
    );

  test("is Meta in Meta's shape", () => {
    const { read, ...source } = sourceOf({ source: 'meta' });
    const { encodings, signature, handshake } = metaStatuses;
    expect(source).toEqual({
      vendor: 'meta',
      encodings,
      signature,
      handshake,
      looksFor: ['A status as Meta writes it'],
    });
    const delivery = { statuses: [{ id: 'wamid.1', status: 'read', timestamp: '1705314605' }] };
    expect(read(delivery)).toMatchObject({
      entries: [{ reading: { report: { messageId: 'wamid.1', status: 'read' } } }],
    });
  });

  test.each(webhookSources.map((source) => [source.id, source] as const))(
    'is %s in its own shape',
    (id, { label, encodings, signature, handshake, hidden }) => {
      const { read, ...source } = sourceOf({ source: id });
      expect(source).toEqual({
        vendor: id,
        encodings,
        signature,
        handshake,
        ...(hidden !== undefined && { hidden }),
        looksFor: [`A status as ${label} writes it`],
      });
      expect(read('no delivery of anybody')).toBe('unreadable');
    },
  );

  test.each(['', 'nobody', ...vendors.filter(({ webhook }) => webhook === undefined).map(({ id }) => id)])(
    'is never "%s"',
    (source) => {
      expect(() => sourceOf({ source })).toThrow('This source is not known');
    },
  );

  test('is whoever is described', () => {
    const { vendor, encodings, read, ...unsigned } = sourceOf({
      source: 'custom',
      itemsPath: 'list',
      idPath: 'id',
      statusPath: 'state',
      timePath: 'at',
      recipientPath: 'to',
      reasonPath: 'why',
      statusMap: { values: [{ from: 'lida', to: 'read' }] },
    });
    expect({ vendor, encodings, ...unsigned }).toEqual({
      vendor: 'custom',
      encodings: ['json', 'form'],
      looksFor: ['Items Path: list', 'ID Path: id', 'Status Path: state'],
    });
    const list = [{ id: 'm1', state: 'lida', at: 1_705_314_605, to: '5511', why: 'E1' }];
    expect(read({ list })).toMatchObject({
      entries: [
        {
          reading: {
            report: {
              messageId: 'm1',
              status: 'read',
              vendorStatus: 'lida',
              occurredAt: '2024-01-15T10:30:05.000Z',
              to: '5511',
              reason: { code: 'E1' },
            },
          },
        },
      ],
    });
  });

  test.each([undefined, null, 7, {}])(
    'is described by paths that are text, and by none where it is %j',
    (path) => {
      const { read } = sourceOf({ source: 'custom', idPath: 'id', statusPath: path, statusMap: undefined });
      expect(read({ id: 'm1', status: 'read' })).toMatchObject({
        entries: [{ reading: { otherEvent: expect.anything() } }],
      });
    },
  );
});

describe('the memory of a trigger', () => {
  const memoryOf = (workflow: string, node: string, mode = 'trigger') =>
    memoryFor(
      n8n({ getMode: () => mode, getWorkflow: () => ({ id: workflow }), getNode: () => ({ id: node }) }),
    );

  test('is its own, and the same for each of its deliveries', () => {
    const memory = memoryOf('w', 'n');
    memory.remember({ keys: ['seen'], ranks: [['m1', 2]] });
    expect(memoryOf('w', 'n')).toBe(memory);
    for (const other of [memoryOf('w', 'n2'), memoryOf('w2', 'n')]) {
      expect(other.wasDone('seen')).toBe(false);
      expect(other.rankOf('m1')).toBe(-1);
    }
  });

  test('is none for a test from the editor', () => {
    memoryOf('w', 'tested', 'manual').remember({ keys: ['seen'], ranks: [] });
    expect(memoryOf('w', 'tested', 'manual').wasDone('seen')).toBe(false);
    expect(memoryOf('w', 'tested').wasDone('seen')).toBe(false);
  });

  test('is kept until a thousand others were asked for after it, and what was seen for longer', () => {
    const memory = memoryOf('kept', 'n');
    memory.remember({ keys: ['seen'], ranks: [] });
    for (let other = 1; other < 1_000; other += 1) memoryOf(`kept, other ${other}`, 'n');
    // Asked for again it is the youngest again.
    expect(memoryOf('kept', 'n')).toBe(memory);
    for (let other = 1_000; other < 1_999; other += 1) memoryOf(`kept, other ${other}`, 'n');
    expect(memoryOf('kept', 'n')).toBe(memory);
    for (let other = 2_000; other < 3_000; other += 1) memoryOf(`kept, other ${other}`, 'n');
    expect(memoryOf('kept', 'n')).not.toBe(memory);
    expect(memoryOf('kept', 'n').wasDone('seen')).toBe(true);
  });
});
