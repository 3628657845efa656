import fc from 'fast-check';
import hostile from './hostileAnswers.json';
import { MessagingError } from '../../core/contract/outcome';
import type { HttpResponse } from '../../core/contract/http';
import type { AnyOperation, Vendor } from '../../core/contract/vendor';
import { readResponse, type Receipt } from '../../core/outcomes/answer';
import { readable, withoutEntities } from '../../core/outcomes/entities';
import { readAnswer } from '../../nodes/shared/http/answer';
import type { AnswerStream } from '../../nodes/shared/http/exchange';
import { vendors } from '../../vendors';

interface Hostile {
  title: string;
  /** JSON, or the text as it comes. */
  body?: unknown;
  /** The same in Latin-1. */
  latin1?: string;
  contentType?: string;
  outcome: string;
  says?: string;
  code?: string;
}

const operationsOf = (vendor: Vendor): AnyOperation[] =>
  Object.values(vendor.generations).flatMap(({ operations }) =>
    Object.values(operations).filter((each) => each !== undefined),
  );

const vendorOf = (id: string): Vendor => {
  const found = vendors.find((each) => each.id === id);
  if (found === undefined) throw new Error(`${id} is gone.`);
  return found;
};

/** Vendors of which no document shows a success. */
const WITHOUT_SUCCESS = ['cleverchat', 'logyca', 'talkme'].map(vendorOf);

const bytesOf = ({ body, latin1 }: Hostile): Buffer => {
  if (latin1 !== undefined) return Buffer.from(latin1, 'latin1');
  return Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
};

/** An answer as it comes in: bytes and headers, read as the transport reads them. */
async function answered(bytes: Buffer, contentType = ''): Promise<unknown> {
  const stream = (async function* () {
    yield bytes;
  })();
  return await readAnswer(stream as unknown as AnswerStream, {
    status: 200,
    headers: { 'content-type': contentType },
  });
}

const same = (text: string): string => text;

const readBy = (vendor: Vendor, response: HttpResponse): Array<Receipt | MessagingError> =>
  operationsOf(vendor).map((operation) => readResponse(vendor, operation, response, same));

describe.each(WITHOUT_SUCCESS.map((vendor) => [vendor.name, vendor] as const))(
  'field A12: %s answers with success, and',
  (_name, vendor) => {
    it.each(hostile as Hostile[])('$title is $outcome', async (answer) => {
      const body = await answered(bytesOf(answer), answer.contentType);
      const results = readBy(vendor, { status: 200, headers: {}, body });
      expect(results.length).toBeGreaterThan(0);
      for (const result of results) {
        expect(result.outcome).toBe(answer.outcome);
        if (!(result instanceof MessagingError)) continue;
        if (answer.says !== undefined) expect(result.message).toContain(answer.says);
        if (answer.code !== undefined) expect(result.vendorCode).toBe(answer.code);
        expect(result.message.length).toBeLessThanOrEqual(300);
        expect(result.message).not.toMatch(/defect of the node|undefined|\[object/);
      }
    });
  },
);

/** The documented yes of an operation, with another id. */
const YES: ReadonlyArray<
  readonly [vendor: string, generation: string, operation: string, body: (id: unknown) => unknown]
> = [
  ['aidesk', 'only', 'sendText', (id) => ({ status: 'success', whatsapp_message_id: id })],
  ['aidesk', 'only', 'sendTemplate', (id) => ({ success: true, message_id: id })],
  ['aidesk', 'only', 'addToCampaign', (id) => ({ success: true, message_id: id })],
  ['interflow', 'v1', 'sendText', (id) => ({ success: true, data: { id, status: 'sent' } })],
  ['interflow', 'v1', 'sendTemplate', (id) => ({ success: true, data: { id } })],
  [
    'interflow',
    'current',
    'sendTemplate',
    (id) => ({ success: true, chatId: 7, templateSent: true, templateMessageId: id }),
  ],
  ['interflow', 'current', 'sendMediaByUpload', (id) => ({ success: true, messages: [{ id }] })],
  ['logyca', 'only', 'sendText', (id) => ({ id })],
  ['logyca', 'only', 'sendText', (id) => ({ data: { key: { id } } })],
];

describe.each(YES)('field A11: the id in the answer of %s %s to %s', (id, generation, operation, body) => {
  const vendor = vendorOf(id);
  const specification = vendor.generations[generation]?.operations[operation as 'sendText'];
  if (specification === undefined) throw new Error(`${id} has no ${operation}.`);
  const read = (messageId: unknown) =>
    readResponse(vendor, specification, { status: 200, headers: {}, body: body(messageId) }, same);

  it.each([
    [12345, '12345'],
    ['12345', '12345'],
    [9007199254740991, '9007199254740991'],
    ['12345678901234567890', '12345678901234567890'],
    [' wamid.X= \n', 'wamid.X='],
  ])('is taken as %j', (given, messageId) => {
    expect(read(given)).toMatchObject({ outcome: 'sent', messageId });
  });

  it.each([[0], [-5], [1.5], [''], ['  '], [null], [true], [{}], [[1]]])('is none as %j', (given) => {
    expect(['unknown', 'accepted']).toContain(read(given).outcome);
  });
});

describe('field D9: the entities of an answer', () => {
  it.each([
    ['Inv&aacute;lido', 'Inválido'],
    ['N&Atilde;O &amp; SIM', 'NÃO & SIM'],
    ['&#225;&#xe1;&#XE1;&#0225;', 'áááá'],
    ['&lt;b&gt; &quot;&apos;&nbsp;&hellip;&yuml;', '<b> "\'\u00a0…ÿ'],
    ['&#150;&#128;', '–€'],
    ['&#0;&#xD800;&#1114112;', '\uFFFD\uFFFD\uFFFD'],
    ['&#x1F600;', '😀'],
    ['&amp;aacute;', '&aacute;'],
    ['&amp;amp;lt;', '&amp;lt;'],
    ['a=1&copy=2&x;&constructor;&__proto__;', 'a=1&copy=2&x;&constructor;&__proto__;'],
    ['Tom & Ana; &; &#; &#x;', 'Tom & Ana; &; &#; &#x;'],
  ])('%j are read once: %j', (written, text) => {
    expect(withoutEntities(written)).toBe(text);
  });

  it('are read in every text of it, at any depth that words have, and nowhere in its names', () => {
    expect(readable({ 'a&amp;': ['&aacute;', { b: '&eacute;' }, 5, null, true] })).toEqual({
      'a&amp;': ['á', { b: 'é' }, 5, null, true],
    });
  });

  it('leave an answer whole that nests without end, and every object as it was', () => {
    const deep: unknown = JSON.parse('['.repeat(50_000) + ']'.repeat(50_000));
    expect(() => readable(deep)).not.toThrow();
    readable(JSON.parse('{"__proto__":{"polluted":"&aacute;"}}'));
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });
});

describe('field W1: ERR_SENDING_WAPP_MSG', () => {
  it.each(['cleverchat', 'logyca'])('leaves unknown what %s did with the message', (id) => {
    const vendor = vendorOf(id);
    for (const status of [200, 400, 500])
      for (const body of [
        { error: 'ERR_SENDING_WAPP_MSG' },
        { error: 'Error: ERR_SENDING_WAPP_MSG' },
        { error: true, code: 'ERR_SENDING_WAPP_MSG' },
      ])
        for (const result of readBy(vendor, { status, headers: {}, body })) {
          expect(result).toMatchObject({
            outcome: 'unknown',
            retrySafe: false,
            vendorCode: 'ERR_SENDING_WAPP_MSG',
          });
          expect((result as MessagingError).message).toContain('{{');
          expect((result as MessagingError).message).toContain("Look in the vendor's panel");
        }
  });

  it.each(['ERR_NO_DEF_WAPP_FOUND', 'ERR_WAPP_NOT_INITIALIZED', 'ERR_CHECK_NUMBER'])(
    'is no other code: %s',
    (code) => {
      for (const result of readBy(vendorOf('cleverchat'), {
        status: 400,
        headers: {},
        body: { error: code },
      }))
        expect(result).toMatchObject({ outcome: 'rejected', vendorCode: code });
    },
  );
});

describe('10,000 hostile answers', () => {
  const word = fc.oneof(
    fc.constantFrom(
      ...[
        'error',
        'erro',
        'success',
        'status',
        'message',
        'mensagem',
        'data',
        'id',
        'key',
        'code',
        'errors',
        'ok',
      ],
      ...['__proto__', 'constructor', 'toString', 'ERROR', 'statusCode', 'whatsappId', 'messages', 'result'],
    ),
    fc.string({ maxLength: 8, unit: 'binary' }),
  );
  const leaf = fc.oneof(
    fc.constantFrom<unknown>(true, false, null, 0, 1, 200, 404, 1e21, -1, '', 'true', 'false', 'error', 'OK'),
    fc.constantFrom<unknown>(
      'Inv&aacute;lido',
      '<html>',
      '{"error":',
      '\u0000',
      '\u202eabc',
      '&#xD800;',
      'x'.repeat(2_000),
    ),
    fc.string({ unit: 'binary' }),
    fc.double(),
  );
  const { body } = fc.letrec<{ body: unknown }>((tie) => ({
    body: fc.oneof(
      { depthSize: 'small' },
      leaf,
      fc.array(tie('body'), { maxLength: 4 }),
      fc
        .array(fc.tuple(word, tie('body')), { maxLength: 5 })
        .map((fields) => Object.fromEntries(fields) as unknown),
    ),
  }));
  const status = fc.constantFrom(200, 201, 204, 299, 302, 400, 401, 404, 429, 500, 503);
  const bytes = fc.oneof(
    body.map((each) => Buffer.from(JSON.stringify(each) ?? '')),
    fc.uint8Array({ maxLength: 60 }).map((each) => Buffer.from(each)),
  );
  const contentType = fc.constantFrom(
    ...[
      '',
      'application/json',
      'text/html; charset=iso-8859-1',
      'text/plain; charset=utf-16',
      'x; charset=;;',
    ],
  );
  const operations = vendors.flatMap((vendor) =>
    operationsOf(vendor).map((operation) => ({ vendor, operation })),
  );

  it('end in one outcome each, in words that fit, and never in a defect of the node', async () => {
    await fc.assert(
      fc.asyncProperty(
        status,
        bytes,
        contentType,
        fc.nat(operations.length - 1),
        async (code, raw, type, index) => {
          const { vendor, operation } = operations[index]!;
          const read = await answered(raw, type);
          const result = readResponse(vendor, operation, { status: code, headers: {}, body: read }, same);
          if (!(result instanceof MessagingError)) {
            expect(code).toBeLessThan(300);
            expect(result.outcome).toBe(result.messageId === null ? 'accepted' : 'sent');
            return;
          }
          expect(['rejected', 'notSent', 'unknown']).toContain(result.outcome);
          expect(result.message.length).toBeLessThanOrEqual(300);
          expect(result.message).not.toContain('defect of the node');
        },
      ),
      { numRuns: 10_000 },
    );
  });

  /** Fields that say no, whatever stands beside them. */
  const no = fc.constantFrom<Record<string, unknown>>(
    { success: false },
    { success: 'false' },
    { error: true },
    { erro: true },
    { erro: 'Sem saldo' },
    { error: { message: 'Sem saldo' } },
    { status: false },
    { status: 'ERROR' },
    { status: 401 },
    { statusCode: 500 },
  );
  const NAMES_OF_A_NO = /^(success|error|erro|status|statuscode)$/i;
  const beside = fc
    .dictionary(word, body, { maxKeys: 4 })
    .map((fields) =>
      Object.fromEntries(Object.entries(fields).filter(([name]) => !NAMES_OF_A_NO.test(name))),
    );

  it('that say no are never taken for a yes, whatever else they say', () => {
    fc.assert(
      fc.property(no, beside, fc.nat(WITHOUT_SUCCESS.length - 1), (refusing, more, index) => {
        for (const result of readBy(WITHOUT_SUCCESS[index]!, {
          status: 200,
          headers: {},
          body: { ...more, ...refusing },
        })) {
          expect(result).toBeInstanceOf(MessagingError);
          expect(['rejected', 'unknown']).toContain(result.outcome);
        }
      }),
      { numRuns: 2_000 },
    );
  });
});
