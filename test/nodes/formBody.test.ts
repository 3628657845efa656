import type { FileContent } from '../../core/contract/media';
import { FormBody } from '../../nodes/shared/http/formBody';
import { Uploads } from '../../nodes/shared/http/uploads';
import { requestOf } from '../../nodes/shared/running/dryRun';
import type { Message } from '../../core/message/build';
import { json, type HttpRequest, type Part } from '../../core/contract/http';

const file: FileContent = {
  fileName: 'offer.pdf',
  mimeType: 'application/pdf',
  size: 3,
  async *stream() {
    yield Buffer.from('PDF');
  },
};

const parts: Part[] = [
  { name: 'number', value: '5511987654321' },
  { name: 'medias', file },
  { name: 'number', value: 'twice' },
];

describe('a form', () => {
  test('is taken for one by its tag, and gives its parts in order, as often as asked', async () => {
    const form = new FormBody(parts, new Uploads());
    expect(Object.prototype.toString.call(form)).toBe('[object FormData]');
    for (const entries of [[...form.entries()], [...form], [...form]]) {
      expect(entries.map(([name]) => name)).toEqual(['number', 'medias', 'number']);
      expect(entries[0]?.[1]).toBe('5511987654321');
      expect(entries[2]?.[1]).toBe('twice');
      const body = entries[1]?.[1];
      if (body === undefined || typeof body === 'string') throw new Error('There is no file');
      expect(Object.prototype.toString.call(body)).toBe('[object File]');
      expect(body).toMatchObject({ name: 'offer.pdf', type: 'application/pdf', size: 3 });
      const chunks: string[] = [];
      for await (const chunk of body.stream()) chunks.push(Buffer.from(chunk).toString());
      expect(chunks).toEqual(['PDF']);
    }
  });

  test.each(['a\nb', 'a\r\nb', '\r', 'ação\n\n😀\n', '\n--boundary--\n'])(
    'field W2: keeps the line breaks of %j as bytes that are no file',
    async (value) => {
      const form = new FormBody([{ name: 'body', value }], new Uploads());
      const [[name, field] = []] = [...form];
      if (field === undefined || typeof field === 'string') throw new Error('A text would be changed.');
      expect(name).toBe('body');
      expect('name' in field).toBe(false);
      expect(field.type).toBe('text/plain; charset=utf-8');
      const chunks: Uint8Array[] = [];
      for await (const chunk of field.stream()) chunks.push(chunk);
      expect(Buffer.concat(chunks).toString()).toBe(value);
      expect(field.size).toBe(Buffer.concat(chunks).length);
    },
  );

  test('field W2: leaves a text on one line a text', () => {
    expect([...new FormBody([{ name: 'body', value: 'Oi, tudo bem?' }], new Uploads())]).toEqual([
      ['body', 'Oi, tudo bem?'],
    ]);
  });

  test('takes no part later', () => {
    expect(() => new FormBody(parts, new Uploads()).append()).toThrow(
      'The parts of a form are given to its constructor.',
    );
  });
});

describe('the preview of a dry run', () => {
  const message = (request: HttpRequest, before?: HttpRequest): Message =>
    ({ request: () => request, before }) as unknown as Message;

  test('is the request', () => {
    const request: HttpRequest = { method: 'POST', url: 'https://example.com/', body: json({ text: 'Hi' }) };
    expect(requestOf(message(request))).toEqual({
      method: 'POST',
      url: 'https://example.com/',
      json: { text: 'Hi' },
    });
  });

  test('has what a file is called, its type and its size, and not its content', () => {
    const request: HttpRequest = {
      method: 'POST',
      url: 'https://example.com/',
      body: { kind: 'multipart', parts },
    };
    expect(requestOf(message(request))).toEqual({
      method: 'POST',
      url: 'https://example.com/',
      multipart: [
        { name: 'number', value: '5511987654321' },
        { name: 'medias', file: { fileName: 'offer.pdf', mimeType: 'application/pdf', size: 3 } },
        { name: 'number', value: 'twice' },
      ],
    });
  });

  test('has a word about a file inside JSON in the place of its text, at any depth, and all else as it is', () => {
    const body = json({
      to: 1,
      none: null,
      yes: true,
      list: ['a', { base64: file }],
      deep: { file: { base64: file } },
    });
    const about = { file: { fileName: 'offer.pdf', mimeType: 'application/pdf', size: 3 } };
    expect(requestOf(message({ method: 'POST', url: 'https://example.com/', body }))).toStrictEqual({
      method: 'POST',
      url: 'https://example.com/',
      json: { to: 1, none: null, yes: true, list: ['a', about], deep: { file: about } },
    });
  });

  test('has the fields of a form, and nothing where a request carries nothing', () => {
    const fields = { To: '5511987654321', Body: 'Oi' };
    const url = 'https://example.com/';
    expect(requestOf(message({ method: 'POST', url, body: { kind: 'form', fields } }))).toStrictEqual({
      method: 'POST',
      url,
      form: fields,
    });
    expect(requestOf(message({ method: 'GET', url, query: { a: 'b' } }))).toStrictEqual({
      method: 'GET',
      url,
      query: { a: 'b' },
    });
  });

  test('has the request that opens the way before it', () => {
    const request: HttpRequest = { method: 'POST', url: 'https://example.com/', body: json({}) };
    const opening: HttpRequest = {
      method: 'POST',
      url: 'https://example.com/open',
      body: { kind: 'multipart', parts },
    };
    expect(requestOf(message(request, opening))).toEqual({
      method: 'POST',
      url: 'https://example.com/',
      json: {},
      before: expect.objectContaining({ url: 'https://example.com/open' }),
    });
  });
});
