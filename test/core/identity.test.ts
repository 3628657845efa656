import type { FileContent } from '../../core/contract/media';
import type { Message } from '../../core/message/build';
import { fingerprint, identityOf } from '../../core/message/identity';

const file = (content: string, changes: Partial<FileContent> = {}): FileContent => ({
  fileName: 'a.pdf',
  mimeType: 'application/pdf',
  size: content.length,
  stream: async function* () {
    for (const each of content) yield Buffer.from(each);
  },
  ...changes,
});

const url = 'https://example.com/';
const asJson = (json: object) => () => ({ method: 'POST', url, body: { kind: 'json', json } });
const asForm = (name: string, content: FileContent) => () => ({
  method: 'POST',
  url,
  body: {
    kind: 'multipart',
    parts: [
      { name: 'to', value: '5511' },
      { name, file: content },
    ],
  },
});

const message = (changes: object = {}) =>
  ({
    vendor: { id: 'acme', name: 'Acme' },
    operation: 'sendText',
    to: '5511',
    request: asJson({ text: 'Hi', list: [1, 2] }),
    ...changes,
  }) as unknown as Message;

const known = async (changes: object = {}): Promise<string> =>
  (await identityOf(message(changes), 'o')).message;

describe('the identity of a message', () => {
  test('keeps its origin', async () => {
    expect(await identityOf(message(), 'o')).toEqual({ message: await known(), origin: 'o' });
    expect((await identityOf(message(), 'another')).message).toBe(await known());
  });

  test.each<[string, object]>([
    ['name of its vendor', { vendor: { id: 'acme', name: 'Acme Corporation' } }],
    ['order of its keys', { request: asJson({ list: [1, 2], text: 'Hi' }) }],
    ['key without a value', { request: asJson({ text: 'Hi', list: [1, 2], more: undefined }) }],
  ])('is the same with another %s', async (_, changes) => {
    expect(await known(changes)).toBe(await known());
  });

  test.each<[string, object]>([
    ['vendor', { vendor: { id: 'globex' } }],
    ['operation', { operation: 'sendTemplate' }],
    ['recipient', { to: '5521' }],
    ['text', { request: asJson({ text: 'Hello', list: [1, 2] }) }],
    ['order of a list', { request: asJson({ text: 'Hi', list: [2, 1] }) }],
    ['request before it', { before: asJson({ name: 'Ana' })() }],
  ])('is another with another %s', async (_, changes) => {
    expect(await known(changes)).not.toBe(await known());
  });

  test('is the same for the same content, however it comes in pieces', async () => {
    const whole = file('content', {
      stream: async function* () {
        yield Buffer.from('content');
      },
    });
    expect(await known({ request: asForm('file', whole) })).toBe(
      await known({ request: asForm('file', file('content')) }),
    );
  });

  test.each<[string, FileContent]>([
    ['content of the same length', file('CONTENT')],
    ['name', file('content', { fileName: 'b.pdf' })],
    ['type', file('content', { mimeType: 'image/png' })],
  ])('is another for a file of another %s, in a form and in JSON, before it or in it', async (_, other) => {
    const one = file('content');
    expect(await known({ request: asForm('file', other) })).not.toBe(
      await known({ request: asForm('file', one) }),
    );
    expect(await known({ request: asJson({ files: [{ base64: other }] }) })).not.toBe(
      await known({ request: asJson({ files: [{ base64: one }] }) }),
    );
    expect(await known({ before: asForm('file', other)() })).not.toBe(
      await known({ before: asForm('file', one)() }),
    );
  });

  test('is not to be had where a file cannot be read', async () => {
    const broken = file('content', {
      stream: async function* () {
        yield Buffer.from('c');
        throw new Error('The disk is gone');
      },
    });
    await expect(known({ request: asForm('file', broken) })).rejects.toThrow('The disk is gone');
  });
});

describe('a fingerprint', () => {
  test('is sixteen letters, the same for the same', () => {
    expect(fingerprint({ b: 1, a: [null, 'x'] })).toMatch(/^[\w-]{16}$/);
    expect(fingerprint({ b: 1, a: [null, 'x'] })).toBe(fingerprint({ a: [null, 'x'], b: 1 }));
  });

  test('takes what JSON cannot write as left out, and as null in a list', () => {
    expect(fingerprint({ a: 1, b: undefined, c: () => 1 })).toBe(fingerprint({ a: 1 }));
    expect(fingerprint([undefined, () => 1])).toBe(fingerprint([null, null]));
  });

  test.each<[unknown, unknown]>([
    [{ a: 1 }, { a: '1' }],
    [{ a: 1 }, { b: 1 }],
    [[1, 2], [12]],
    [['a', 'b'], ['a,b']],
    [{ a: null }, {}],
    [{ a: {} }, { a: [] }],
    [
      { a: 1, b: 2 },
      { a: 2, b: 1 },
    ],
  ])('tells %j from %j', (one, other) => {
    expect(fingerprint(one)).not.toBe(fingerprint(other));
  });
});

describe('field D1: a value has the same fingerprint before and after it is stored', () => {
  /** As luxon's DateTime and MongoDB's ObjectId write themselves. */
  class WritesItself {
    constructor(
      private readonly text: string,
      private readonly inner = { more: 1 },
    ) {}
    toJSON(): string {
      return `${this.text}${this.inner.more}`;
    }
  }
  const stored = (value: unknown): unknown => JSON.parse(JSON.stringify(value)) as unknown;

  test.each<[string, unknown]>([
    ['a date', { at: new Date('2026-11-28T12:00:00Z') }],
    ['a date that is none', { at: new Date('never') }],
    ['a date of its own alone', new Date('2026-11-28T12:00:00Z')],
    ['dates in lists', [[new Date(0)], { list: [new Date(1), null] }]],
    ['an object that writes itself', { id: new WritesItself('65f0'), list: [new WritesItself('a')] }],
    ['bytes', { file: Buffer.from('olá'), more: new Uint8Array([1, 2]) }],
    ['a map, a set and an expression', { map: new Map([[1, 2]]), set: new Set([1]), pattern: /a/g }],
    ['numbers that JSON has no word for', { a: Number.NaN, b: -Infinity, c: -0, list: [Number.NaN] }],
    ['nothing and functions', { a: undefined, b: () => 1, c: Symbol('c'), list: [undefined, () => 1] }],
    ['objects around plain values', { a: Object(1), b: Object('b'), c: Object(false) }],
    ['a list with holes', { list: Object.assign([], { 2: 'c' }) }],
    ['a getter', Object.defineProperty({}, 'a', { enumerable: true, get: () => new Date(5) })],
    ['what does not belong to JSON', Object.defineProperty({ a: 1 }, 'hidden', { value: 2 })],
    ['an object without a prototype', Object.assign(Object.create(null), { a: new Date(0) })],
    ['plain data', { a: [1, 'b', null, true, { c: '\u2028"' }] }],
  ])('%s', (_what, value) => {
    expect(fingerprint(value)).toBe(fingerprint(stored(value)));
  });

  test.each<[string, unknown, unknown]>([
    ['dates', { at: new Date(1) }, { at: new Date(2) }],
    ['objects that write themselves', new WritesItself('a'), new WritesItself('b')],
    ['bytes', Buffer.from('a'), Buffer.from('b')],
    ['large numbers', { a: 12345678901234567890n }, { a: 12345678901234567891n }],
  ])('and different %s have different ones', (_what, one, other) => {
    expect(fingerprint(one)).not.toBe(fingerprint(other));
  });

  test('what was kept before stays known: plain data is written as ever', () => {
    expect(fingerprint({ b: [1, null, 'x'], a: { d: true, c: undefined } })).toBe('nVUeJ3qGl46JJcik');
  });
});

describe('field D2: a fingerprint is made of anything', () => {
  const selfish = (name: string) => {
    const value: Record<string, unknown> = { name };
    value['self'] = value;
    value['list'] = [{ up: value }];
    return value;
  };
  const refusing = (trap: keyof ProxyHandler<object>) =>
    new Proxy(
      { a: 1 },
      {
        [trap]: () => {
          throw new Error(trap);
        },
      },
    );
  const deep = (levels: number): unknown => {
    let value: unknown = 'bottom';
    for (let level = 0; level < levels; level += 1) value = [value];
    return value;
  };

  test('what refers to itself is told apart by its content', () => {
    expect(fingerprint(selfish('a'))).toBe(fingerprint(selfish('a')));
    expect(fingerprint(selfish('a'))).not.toBe(fingerprint(selfish('b')));
  });

  test.each<[string, unknown]>([
    ['properties that cannot be read', refusing('get')],
    ['names that cannot be read', refusing('ownKeys')],
    [
      'a list that cannot be read',
      new Proxy([1], {
        get: () => {
          throw new Error('get');
        },
      }),
    ],
    [
      'a getter that fails',
      Object.defineProperty({ a: 1 }, 'b', {
        enumerable: true,
        get: () => {
          throw new Error('b');
        },
      }),
    ],
    [
      'a toJSON that fails',
      {
        toJSON: () => {
          throw new Error('toJSON');
        },
      },
    ],
    [
      'a revoked proxy',
      (() => {
        const { proxy, revoke } = Proxy.revocable({}, {});
        revoke();
        return proxy;
      })(),
    ],
    ['many levels', deep(50_000)],
  ])('of %s', (_what, value) => {
    expect(fingerprint({ value, name: 'a' })).toMatch(/^[\w-]{16}$/);
    expect(fingerprint({ value, name: 'a' })).not.toBe(fingerprint({ value, name: 'b' }));
  });
});
