import { EventEmitter } from 'node:events';
import type { IWebhookFunctions } from 'n8n-workflow';
import type { Proof } from '../../core/webhook/proof';
import { answer, ignored, onAnswered } from '../../nodes/StatusTrigger/answer';
import { bodyOf, isJson, readProof } from '../../nodes/StatusTrigger/incoming';
import { readSource, type Source } from '../../nodes/StatusTrigger/source';
import { readWishes } from '../../nodes/StatusTrigger/wishes';
import { metaSource } from '../../core/webhook/meta';
import { vendors } from '../../vendors';

/** A context of n8n of which only this is asked. */
const n8n = (parts: Partial<Record<keyof IWebhookFunctions, unknown>>): IWebhookFunctions =>
  parts as unknown as IWebhookFunctions;

describe('what a delivery brings', () => {
  const proofOf = async (request: object): Promise<Proof> =>
    await readProof(n8n({ getRequestObject: () => request }));

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

  const proof = (type: unknown, body: string | null = null): Proof =>
    ({ headers: { 'content-type': type }, body: body === null ? null : Buffer.from(body), now: 0 }) as Proof;

  test.each([
    ['application/json', true, true],
    ['application/json; charset=utf-8', true, true],
    ['application/json ;x', true, true],
    [' application/json ', true, true],
    ['Application/JSON', true, true],
    ['application/cloudevents+json', true, false],
    ['application/vnd.a-b.c+json;v=1', true, false],
    ['APPLICATION/X+JSON', true, false],
    ['application/jsonp', false, false],
    ['application/json,text/plain', false, false],
    ['application/+json', false, false],
    ['application/x y+json', false, false],
    ['text/json', false, false],
    ['x application/json', false, false],
    ['x application/a+json', false, false],
    ['', false, false],
    [undefined, false, false],
    [['application/json'], false, false],
  ])('of the type %j is JSON: %s, and is parsed by n8n: %s', (type, json, byN8n) => {
    const context = n8n({ getBodyData: () => 'parsed by n8n' });
    expect(isJson(proof(type))).toBe(json);
    expect(bodyOf(context, proof(type, '"parsed here"'))).toBe(byN8n ? 'parsed by n8n' : 'parsed here');
  });

  test.each(['', '{', null])('that is not what it says (%j) is nothing', (body) => {
    expect(bodyOf(n8n({}), proof('application/a+json', body))).toBeUndefined();
  });

  test('is read as UTF-8', () => {
    expect(bodyOf(n8n({}), proof('application/a+json', '"não"'))).toBe('não');
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
  let context: IWebhookFunctions;
  beforeEach(() => {
    response = new Response();
    context = n8n({ getResponseObject: () => response });
  });

  test.each([
    [400, 'This delivery is not in the shape that the trigger is set up for.'],
    [401, 'This delivery is not authenticated.'],
    [403, 'The verify token is not the one in the webhook credential.'],
    [404, 'There is nothing to read at this address.'],
    [413, 'This delivery is too large.'],
    [415, 'A delivery must be JSON.'],
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
    });
    expect(answer(none, 400)).toStrictEqual({ noWebhookResponse: true });
    const settled: boolean[] = [];
    expect(onAnswered(none, (isSafe) => settled.push(isSafe))).toBe(false);
    expect(settled).toEqual([false]);
  });

  test('that starts nothing says what was ignored', () => {
    expect(ignored('duplicate' as never)).toStrictEqual({ webhookResponse: { ignored: 'duplicate' } });
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
  const wishes = (options: unknown) =>
    readWishes(
      n8n({
        getNodeParameter: (name: string, fallback: unknown) =>
          name === 'statuses' ? ['read'] : name === 'options' ? (options ?? fallback) : undefined,
      }),
    );

  test('is nothing beside the statuses where nothing is chosen', () => {
    const none = { statuses: ['read'], emitUnknown: false, onlyForward: false, includeRaw: false };
    expect(wishes(undefined)).toStrictEqual(none);
    expect(wishes({ emitUnknown: 'yes', onlyForward: 1, includeRaw: {} })).toStrictEqual(none);
  });

  test.each(['emitUnknown', 'onlyForward', 'includeRaw'])('is %s where that is chosen', (name) => {
    expect(wishes({ [name]: true })).toMatchObject({ [name]: true });
    expect(Object.values(wishes({ [name]: true })).filter((each) => each === true)).toHaveLength(1);
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
    expect(sourceOf({ source: 'meta' })).toEqual({ vendor: 'meta', read: metaSource });
  });

  test.each(vendors.filter(({ webhook }) => webhook !== undefined).map(({ id }) => id))(
    'is %s in its own shape',
    (id) => {
      const { vendor, read } = sourceOf({ source: id });
      expect(vendor).toBe(id);
      expect(typeof read).toBe('function');
    },
  );

  test.each(['', 'nobody', ...vendors.filter(({ webhook }) => webhook === undefined).map(({ id }) => id)])(
    'is never "%s"',
    (source) => {
      expect(() => sourceOf({ source })).toThrow('This source is not known');
    },
  );

  test('is whoever is described', () => {
    const { vendor, read } = sourceOf({
      source: 'custom',
      itemsPath: 'list',
      idPath: 'id',
      statusPath: 'state',
      timePath: 'at',
      recipientPath: 'to',
      reasonPath: 'why',
      statusMap: { values: [{ from: 'lida', to: 'read' }] },
    });
    expect(vendor).toBe('custom');
    const list = [{ id: 'm1', state: 'lida', at: 1_705_314_605, to: '5511', why: 'E1' }];
    expect(read({ list })).toMatchObject({
      entries: [
        {
          told: {
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
        entries: [{ told: { otherEvent: expect.anything() } }],
      });
    },
  );
});
