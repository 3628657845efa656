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
