import { setImmediate as turn } from 'node:timers/promises';
import fc from 'fast-check';
import type { FileContent } from '../../core/contract/media';
import { askFromNode } from '../support/askingNode';
import { VendorAt } from '../support/vendorAt';

let vendor: VendorAt;

beforeAll(async () => {
  vendor = await VendorAt.start();
});

afterAll(async () => await vendor.close());

beforeEach(() => {
  vendor.arrived.length = 0;
  vendor.early = false;
  vendor.answer = ({ response }) => void response.end('{"ok":true}');
});

/** A file that comes in these pieces; where it says another size than it has, that one. */
function fileOf(pieces: readonly Uint8Array[], size?: number): FileContent {
  return {
    fileName: 'a.bin',
    mimeType: 'application/octet-stream',
    size: size ?? pieces.reduce((sum, piece) => sum + piece.length, 0),
    async *stream() {
      yield* pieces;
    },
  };
}

const post = async (json: Record<string, unknown>) =>
  await askFromNode({
    method: 'POST',
    url: `http://127.0.0.1:${vendor.port}/x`,
    body: { kind: 'json', json },
  });

const pieces = fc.array(fc.uint8Array({ maxLength: 20 }), { maxLength: 6 });

describe('a file inside JSON', () => {
  it('arrives as its exact base64, however its content is cut, among any other values', async () => {
    await fc.assert(
      fc.asyncProperty(
        pieces,
        pieces,
        fc.jsonValue(),
        fc.string({ unit: 'binary' }),
        async (one, two, value, text) => {
          vendor.arrived.length = 0;
          const given = { a: value, marks: ['#', '##"#', text], left: undefined, when: new Date(0) };
          await post({
            ...given,
            file: { base64: fileOf(one) },
            deep: [{ file: { base64: fileOf(two) } }, { base64: 'no file' }],
          });
          const [{ body, headers }] = vendor.arrived as [(typeof vendor.arrived)[0]];
          const expected = JSON.stringify({
            ...given,
            file: Buffer.concat(one).toString('base64'),
            deep: [{ file: Buffer.concat(two).toString('base64') }, { base64: 'no file' }],
          });
          expect(body.equals(Buffer.from(expected))).toBe(true);
          expect(headers['content-length']).toBe(String(body.length));
          expect(headers['content-type']).toBe('application/json');
          expect(headers['authorization']).toBe('Bearer if_live_Kq7Canary');
        },
      ),
      { numRuns: 100 },
    );
  });

  it.each([0, 1, 2, 3, 4, 5, 49_151, 49_152, 49_153, 98_305])(
    'of %i bytes in one piece is whole',
    async (size) => {
      const content = Buffer.alloc(size, 'áb');
      await post({ file: { base64: fileOf([content]) } });
      expect(JSON.parse(String(vendor.arrived[0]?.body))).toEqual({ file: content.toString('base64') });
    },
  );

  it.each([
    ['shorter', 7],
    ['longer', 5],
  ])('that is %s than n8n says never arrives as a whole', async (_what, size) => {
    const sent = post({ file: { base64: fileOf([Buffer.from('abcdef')], size) } });
    await expect(sent).rejects.toBeDefined();
    expect(vendor.arrived).toHaveLength(0);
  });

  it('of 50 MB is never held: it is read only as fast as the vendor takes it', async () => {
    const CHUNK = Buffer.alloc(64 * 1024, 'z');
    const COUNT = 800;
    let read = 0;
    const file: FileContent = {
      ...fileOf([]),
      size: CHUNK.length * COUNT,
      async *stream() {
        for (let each = 0; each < COUNT; each += 1) {
          read += CHUNK.length;
          yield CHUNK;
        }
      },
    };
    let ahead = 0;
    vendor.early = true;
    vendor.answer = ({ request, response }) => {
      let taken = 0;
      // Takes some, then nothing until the sender has stopped too, and so on.
      request.on('data', (chunk: Buffer) => {
        taken += chunk.length;
        request.pause();
        void (async () => {
          for (let before = -1; before !== read; ) {
            before = read;
            for (let idle = 0; idle < 3; idle += 1) await turn();
          }
          ahead = Math.max(ahead, read - (taken / 4) * 3);
          request.resume();
        })();
      });
      request.on('end', () => response.end(JSON.stringify({ taken })));
    };
    const { body } = await post({ file: { base64: file } });
    expect(body).toEqual({ taken: '{"file":""}'.length + Math.ceil(file.size / 3) * 4 });
    expect(read).toBe(file.size);
    expect(ahead).toBeGreaterThan(0);
    // Most of it stands in the two sockets' own buffers.
    expect(ahead).toBeLessThan(10 * 1024 * 1024);
  });
});

describe('a form of name and value', () => {
  it.each([
    [{ text: 'Olá, João & Maria = 100% ção 😀\r\n+1?#/', empty: '', 'na me&=é': 'x' }],
    [{ text: '   ', plus: 'a+b c%20d' }],
    [{ '': 'no name' }],
  ])('arrives as %j', async (fields: Record<string, string>) => {
    for (let run = 0; run < 2; run += 1)
      await askFromNode({
        method: 'POST',
        url: `http://127.0.0.1:${vendor.port}/x`,
        body: { kind: 'form', fields },
      });
    expect(vendor.arrived).toHaveLength(2);
    for (const { body, headers } of vendor.arrived) {
      expect(headers['content-type']).toMatch(/^application\/x-www-form-urlencoded(;|$)/);
      expect(headers['content-length']).toBe(String(body.length));
      expect(String(body)).toBe(new URLSearchParams(fields).toString());
      expect([...new URLSearchParams(String(body))]).toEqual(Object.entries(fields));
    }
  });

  it('arrives so for any fields', async () => {
    const fields = fc.dictionary(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), {
      minKeys: 1,
    });
    await fc.assert(
      fc.asyncProperty(fields, async (given) => {
        vendor.arrived.length = 0;
        await askFromNode({
          method: 'POST',
          url: `http://127.0.0.1:${vendor.port}/x`,
          body: { kind: 'form', fields: given },
        });
        expect([...new URLSearchParams(String(vendor.arrived[0]?.body))]).toEqual(Object.entries(given));
      }),
      { numRuns: 100 },
    );
  });
});
