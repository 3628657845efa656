import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';
import { binaryOfItem, fileOfItem, storedFile } from '../../nodes/shared/files/file';
import { safeFileName } from '../../core/files/names';

const PDF = Buffer.from('%PDF-1.7 and what follows');

/** Items with this file under "data"; files with an id are in a store that gives them in pieces. */
function contextWith(binary: Partial<IBinaryData> | undefined, pieces: Buffer[] = []) {
  const asked: string[] = [];
  const context = {
    getInputData: () => [{ json: {}, ...(binary && { binary: { data: binary } }) }],
    helpers: {
      getBinaryMetadata: async (id: string) => {
        asked.push(`metadata ${id}`);
        return { fileSize: pieces.reduce((sum, { length }) => sum + length, 0) };
      },
      getBinaryStream: async (id: string) => {
        asked.push(`stream ${id}`);
        return (async function* () {
          yield* pieces;
        })();
      },
    },
  } as unknown as IExecuteFunctions;
  return { context, asked };
}

const inMemory = (content: Buffer, more: Partial<IBinaryData> = {}): Partial<IBinaryData> => ({
  data: content.toString('base64'),
  mimeType: 'application/pdf',
  fileName: 'offer.pdf',
  ...more,
});

async function contentOf(stream: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

describe('the file of an item', () => {
  test('that n8n holds in memory is given with its size, and can be read again and again', async () => {
    const { context } = contextWith(inMemory(PDF));
    const file = await fileOfItem(context, 0, 'data');
    expect(file).toMatchObject({ fileName: 'offer.pdf', mimeType: 'application/pdf', size: PDF.length });
    for (const time of [1, 2]) expect([time, await contentOf(file.stream())]).toEqual([time, String(PDF)]);
  });

  test('that n8n holds in its store is read from there, anew for every attempt', async () => {
    const { context, asked } = contextWith({ ...inMemory(PDF), id: 'stored' }, [
      PDF.subarray(0, 3),
      PDF.subarray(3, 9),
      PDF.subarray(9),
    ]);
    const file = await fileOfItem(context, 0, 'data');
    expect(file.size).toBe(PDF.length);
    expect(asked).toEqual(['metadata stored', 'stream stored']);
    expect(await contentOf(file.stream())).toBe(String(PDF));
    expect(asked).toEqual(['metadata stored', 'stream stored', 'stream stored']);
  });

  test('is only begun to be read for the check of its content', async () => {
    let given = 0;
    const { context } = contextWith({ ...inMemory(PDF), id: 'large' });
    context.helpers.getBinaryMetadata = async () => ({ fileSize: 1_000_000 });
    context.helpers.getBinaryStream = (async () =>
      (async function* () {
        for (const part of ['%PDF-1.', '7 and then'.padEnd(4096), ' some more', ' and more']) {
          given += 1;
          yield Buffer.from(part);
        }
      })()) as never;
    await fileOfItem(context, 0, 'data');
    expect(given).toBe(2);
  });

  test('whose beginning comes byte by byte is checked all the same', async () => {
    const bytes = (text: string) => [...Buffer.from(text)].map((byte) => Buffer.from([byte]));
    const good = contextWith({ ...inMemory(PDF), id: 'slow' }, bytes('%PDF-1.7 and what follows'));
    expect((await fileOfItem(good.context, 0, 'data')).size).toBe(25);
    const bad = contextWith({ ...inMemory(PDF), id: 'slow' }, bytes('<html>and what follows'));
    await expect(fileOfItem(bad.context, 0, 'data')).rejects.toThrow('its content is something else');
  });

  test('that is shorter than any beginning is checked by what there is', async () => {
    const short = contextWith(inMemory(Buffer.from('%PDF')));
    expect((await fileOfItem(short.context, 0, 'data')).size).toBe(4);
    const wrong = contextWith(inMemory(Buffer.from('%P')));
    await expect(fileOfItem(wrong.context, 0, 'data')).rejects.toThrow('its content is something else');
  });

  test.each<[string, Partial<IBinaryData> | undefined, string]>([
    [
      'is not there',
      undefined,
      'The item has no file in "data", which "Input Data Field Name" asks for. Check that the step before puts a file there.',
    ],
    ['is empty', inMemory(Buffer.alloc(0)), 'The file in "data" is empty. Check the step that made it.'],
    [
      'is something else than it says',
      inMemory(Buffer.from('<html>')),
      'The file in "data" is declared as application/pdf, but its content is something else. Check the step that made it, or correct its MIME type.',
    ],
  ])('that %s is refused with a sentence', async (_, binary, message) => {
    const { context } = contextWith(binary);
    await expect(fileOfItem(context, 0, 'data')).rejects.toMatchObject({ outcome: 'notSent', message });
  });

  test('of another field, or of another item, is not taken for it', () => {
    const { context } = contextWith(inMemory(PDF));
    expect(binaryOfItem(context, 0, 'data')).toMatchObject({ fileName: 'offer.pdf' });
    expect(() => binaryOfItem(context, 0, 'other')).toThrow('no file in "other"');
    expect(() => binaryOfItem(context, 1, 'data')).toThrow('no file in "data"');
    expect(() => binaryOfItem(contextWith(undefined).context, 0, 'data')).toThrow('no file in "data"');
  });

  test.each([
    ['image/png', 'image/png'],
    ['application/vnd.openxmlformats-officedocument.wordprocessingml.document', undefined],
    ['image/svg+xml', 'image/svg+xml'],
    ['audio/x_y.z-1', 'audio/x_y.z-1'],
    ['', 'application/octet-stream'],
    ['image', 'application/octet-stream'],
    ['image/', 'application/octet-stream'],
    ['/png', 'application/octet-stream'],
    ['image/png\r\nX-Evil: 1', 'application/octet-stream'],
    ['x y/png', 'application/octet-stream'],
    ['image/p ng', 'application/octet-stream'],
    ['; image/png', 'application/octet-stream'],
  ])('of the type %j stands in the form as %j', async (mimeType, expected = mimeType) => {
    const { context } = contextWith({});
    const file = await storedFile(context, inMemory(PDF, { mimeType }) as IBinaryData);
    expect(file.mimeType).toBe(expected);
  });

  test('without a name is called by its extension', async () => {
    const { context } = contextWith({});
    const named = async (more: Partial<IBinaryData>) =>
      (await storedFile(context, inMemory(PDF, more) as IBinaryData)).fileName;
    expect(await named({ fileName: undefined, fileExtension: 'pdf' })).toBe('file.pdf');
    expect(await named({ fileName: '', fileExtension: undefined })).toBe('file.bin');
    expect(await named({ fileName: '../offer.pdf', fileExtension: 'x' })).toBe('offer.pdf');
  });
});

describe('a safe file name', () => {
  test.each<[string | undefined, string | undefined, string]>([
    ['offer.pdf', undefined, 'offer.pdf'],
    ['a/b\\c.png', undefined, 'c.png'],
    ['cafe\u0301.png', undefined, 'caf\u00e9.png'],
    [' "a"\u0000\u007F\u009F\u200B\u200F\u202A\u202E\u2060\u2069\uFEFF.png ', undefined, 'a.png'],
    ['...hidden..png', undefined, 'hidden..png'],
    ['a.b', undefined, 'a.b'],
    ['', '1234567890', 'file.1234567890'],
    ['', '12345678901', 'file.bin'],
    ['', '', 'file.bin'],
    ['', 'p.f', 'file.bin'],
    ['', 'pdf ', 'file.bin'],
    ['', ' pdf', 'file.bin'],
    [undefined, 'pdf', 'file.pdf'],
  ])('of %j with the extension %j is %j', (given, extension, expected) => {
    expect(safeFileName(given, extension)).toBe(expected);
  });

  test.each([
    [`${'x'.repeat(116)}.pdf`, `${'x'.repeat(116)}.pdf`],
    [`${'x'.repeat(117)}.pdf`, `${'x'.repeat(116)}.pdf`],
    [`${'x'.repeat(200)}.1234567890`, `${'x'.repeat(109)}.1234567890`],
    [`${'x'.repeat(200)}.12345678901`, 'x'.repeat(120)],
    [`${'x'.repeat(200)}.`, 'x'.repeat(120)],
    [`a.pdf${'x'.repeat(200)}`, `a.pdf${'x'.repeat(115)}`],
    ['x'.repeat(121), 'x'.repeat(120)],
  ])('keeps its ending where %j is cut', (given, expected) => {
    expect(safeFileName(given)).toBe(expected);
  });
});
