import { readAnswer } from '../../nodes/shared/http/answer';
import type { AnswerStream } from '../../nodes/shared/http/exchange';

const LARGEST = 1024 * 1024;

const read = async (chunks: Iterable<Uint8Array>, headers: Record<string, string> = {}): Promise<unknown> =>
  await readAnswer(
    (async function* () {
      yield* chunks;
    })() as unknown as AnswerStream,
    { status: 200, headers },
  );

describe("a vendor's answer", () => {
  test.each<[string, unknown]>([
    ['{"id":"m1"}', { id: 'm1' }],
    ['[1]', [1]],
    ['null', null],
    ['', ''],
    ['{"id":', '{"id":'],
    ['não', 'não'],
  ])('of %j is %j, in whatever pieces it comes', async (text, answer) => {
    const bytes = Buffer.from(text);
    expect(await read([bytes])).toEqual(answer);
    expect(await read([...bytes].map((byte) => Buffer.from([byte])))).toEqual(answer);
  });

  test('of a mebibyte is read, and is not read to its end where it is larger', async () => {
    expect(await read([Buffer.alloc(LARGEST - 1, 'x'), Buffer.from('x')])).toHaveLength(LARGEST);
    let asked = 0;
    const endless = function* () {
      for (; asked < 9; asked += 1) yield Buffer.alloc(LARGEST / 2 + 1, 'x');
    };
    await expect(read(endless())).rejects.toThrow(
      new RangeError('The answer is longer than any that the vendor documents.'),
    );
    expect(asked).toBe(1);
  });

  test.each<[Record<string, string>, boolean]>([
    [{}, true],
    [{ 'content-encoding': '' }, true],
    [{ 'content-type': 'application/json; charset=latin1' }, true],
    [{ 'content-encoding': 'zstd' }, false],
    [{ 'content-encoding': 'utf-8' }, false],
  ])('that is no UTF-8, with %j, is read as far as it goes: %s', async (headers, isRead) => {
    const bytes = Buffer.from([0x61, 0xff, 0x62]);
    if (isRead) expect(await read([bytes], headers)).toBe('a\ufffdb');
    else await expect(read([bytes], headers)).rejects.toThrow('not valid for encoding utf-8');
  });

  test('that says how it is encoded is read where it is UTF-8', async () => {
    expect(await read([Buffer.from('{"a":"ã"}')], { 'content-encoding': 'utf-8' })).toEqual({ a: 'ã' });
  });
});
