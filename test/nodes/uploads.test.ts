import type { FileContent } from '../../core/contract/media';
import { Uploads } from '../../nodes/shared/http/uploads';

/** A file of two pieces that notes how often it was opened and closed. */
class Source {
  opened = 0;
  closed = 0;

  readonly content: FileContent = {
    fileName: 'a.pdf',
    mimeType: 'application/pdf',
    size: 2,
    stream: () => this.stream(),
  };

  private async *stream(): AsyncGenerator<Uint8Array> {
    this.opened += 1;
    try {
      yield Buffer.from('a');
      yield Buffer.from('b');
    } finally {
      this.closed += 1;
    }
  }
}

const settled = async (): Promise<void> => await new Promise((resolve) => setImmediate(resolve));

describe('a file on its way', () => {
  let uploads: Uploads;
  let file: Source;
  beforeEach(() => {
    uploads = new Uploads();
    file = new Source();
  });

  test('is opened when it is read, anew each time, and closed at its end', async () => {
    const body = uploads.read(file.content);
    expect(file.opened).toBe(0);
    for (const times of [1, 2]) {
      const chunks: string[] = [];
      for await (const chunk of body) chunks.push(String(chunk));
      expect(chunks).toEqual(['a', 'b']);
      expect([file.opened, file.closed]).toEqual([times, times]);
    }
  });

  test('that was read halfway is closed with its request, and so is every other', async () => {
    const other = new Source();
    for (const each of [file, other]) await uploads.read(each.content)[Symbol.asyncIterator]().next();
    expect([file.closed, other.closed]).toEqual([0, 0]);
    uploads.close();
    await settled();
    expect([file.closed, other.closed]).toEqual([1, 1]);
  });

  test('is closed once', async () => {
    let returned = 0;
    const iterator = {
      next: async () => ({ done: false, value: Buffer.from('a') }),
      return: async () => ({ done: true, value: (returned += 1) }),
    };
    const content = { ...file.content, stream: () => ({ [Symbol.asyncIterator]: () => iterator }) };
    await uploads
      .read(content as unknown as FileContent)
      [Symbol.asyncIterator]()
      .next();
    uploads.close();
    uploads.close();
    expect(returned).toBe(1);
  });

  test.each<[string, object]>([
    ['cannot be closed', {}],
    ['fails to close', { return: async () => await Promise.reject(new Error('It is gone')) }],
  ])('that %s does not keep the others open', async (_, closing) => {
    const iterator = { next: async () => ({ done: false, value: Buffer.from('a') }), ...closing };
    const content = { ...file.content, stream: () => ({ [Symbol.asyncIterator]: () => iterator }) };
    uploads.read(content as unknown as FileContent)[Symbol.asyncIterator]();
    await uploads.read(file.content)[Symbol.asyncIterator]().next();
    uploads.close();
    await settled();
    expect(file.closed).toBe(1);
  });
});
