import fc from 'fast-check';
import type { FileContent } from '../../core/contract/media';
import { buildMessage } from '../../core/message/build';
import { identityOf } from '../../core/message/identity';
import { acme } from './acme';

const config = acme.config.parse({});

const fileOf = (content: string, changes: Partial<FileContent> = {}): FileContent => {
  const bytes = Buffer.from(content);
  return {
    fileName: 'boleto.pdf',
    mimeType: 'image/png',
    size: bytes.length,
    // In pieces, as a store gives them.
    async *stream() {
      for (let start = 0; start < bytes.length; start += 3) yield bytes.subarray(start, start + 3);
    },
    ...changes,
  };
};

const upload = async (file: FileContent, more: object = {}): Promise<string> => {
  const input = { to: '5511987654321', mediaType: 'image', file, ...more };
  return (await identityOf(buildMessage(acme, 'sendMediaByUpload', input, config), 'origin')).message;
};

describe('the identity of a message with a file, behind a request that comes before it', () => {
  it('is the same for the same file, however often it is read', async () => {
    const file = fileOf('the same');
    expect(await upload(file)).toBe(await upload(file));
    expect(await upload(fileOf('the same'))).toBe(await upload(file));
  });

  it.each([
    ['content of the same size', fileOf('b content')],
    ['longer content', fileOf('a content that goes on')],
    ['name', fileOf('a content', { fileName: 'other.pdf' })],
    ['type', fileOf('a content', { mimeType: 'image/jpeg' })],
  ])('is another for another %s', async (_what, other) => {
    expect(await upload(other)).not.toBe(await upload(fileOf('a content')));
  });

  it('is another for any two different contents', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string(), fc.string(), async (one, two) => {
        fc.pre(one !== two);
        expect(await upload(fileOf(one))).not.toBe(await upload(fileOf(two)));
      }),
    );
  });

  it('is another where only the request before differs', async () => {
    const message = buildMessage(
      acme,
      'sendMediaByUpload',
      { to: '5511987654321', mediaType: 'image', file: fileOf('a content') },
      config,
    );
    const elsewhere = { ...message, before: { ...message.before!, url: 'https://other.example/open' } };
    expect((await identityOf(elsewhere, 'origin')).message).not.toBe(
      (await identityOf(message, 'origin')).message,
    );
  });

  it('passes on that a file cannot be read', async () => {
    const gone = fileOf('x', {
      stream: () => ({
        [Symbol.asyncIterator]: () => ({ next: async () => Promise.reject(new Error('gone')) }),
      }),
    });
    await expect(upload(gone)).rejects.toThrow('gone');
  });
});
