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
  ])('that is no UTF-8, with %j, is read as the old Western set: %s', async (headers, isRead) => {
    const bytes = Buffer.from([0x61, 0xff, 0x62]);
    if (isRead) expect(await read([bytes], headers)).toBe('aÿb');
    else await expect(read([bytes], headers)).rejects.toThrow('not valid for encoding utf-8');
  });

  test('that says how it is encoded is read where it is UTF-8', async () => {
    expect(await read([Buffer.from('{"a":"ã"}')], { 'content-encoding': 'utf-8' })).toEqual({ a: 'ã' });
  });

  const latin = (text: string): Buffer => Buffer.from(text, 'latin1');

  test.each<[string, Buffer, string | undefined, unknown]>([
    ['Latin-1 that says so', latin('Inválido'), 'text/html; charset=iso-8859-1', 'Inválido'],
    ['Latin-1 in capitals and quotes', latin('Não'), 'text/plain;Charset="ISO-8859-1"', 'Não'],
    ['Latin-1 that says nothing', latin('Inválido: Ação'), undefined, 'Inválido: Ação'],
    ['Latin-1 that says UTF-8', latin('Inválido'), 'text/plain; charset=utf-8', 'Inválido'],
    ['Latin-1 of an unknown set', latin('Inválido'), 'text/plain; charset=x-nobody', 'Inválido'],
    ['windows-1252', Buffer.from([0x93, 0xe1, 0x94, 0x80]), undefined, '“á”€'],
    ['UTF-8 that says Latin-1', Buffer.from('Inválido'), 'text/html; charset=iso-8859-1', 'Inválido'],
    ['UTF-8 after its mark', Buffer.from('\ufeff{"a":"é"}'), 'application/json', { a: 'é' }],
    ['UTF-16 after its mark', Buffer.from('\ufeff{"a":"é"}', 'utf16le'), 'application/json', { a: 'é' }],
    [
      'UTF-16 that says so',
      Buffer.from('{"a":"é"}', 'utf16le'),
      'application/json; charset=utf-16le',
      { a: 'é' },
    ],
    ['JSON in Latin-1', latin('{"erro":"Número inválido"}'), 'application/json', { erro: 'Número inválido' }],
    ['an Eastern set that says so', Buffer.from([0xd5, 0xe3]), 'text/plain; charset=windows-1251', 'Хг'],
    ['nothing', Buffer.alloc(0), 'text/plain; charset=iso-8859-1', ''],
  ])('field D9: of %s is read', async (_what, bytes, contentType, answer) => {
    const headers: Record<string, string> = contentType === undefined ? {} : { 'content-type': contentType };
    expect(await read([bytes], headers)).toEqual(answer);
  });

  test.each<[string, unknown]>([
    ['{"id":12345678901234567890}', { id: '12345678901234567890' }],
    [
      '{"id":-12345678901234567890,"b":[98765432109876543210]}',
      { id: '-12345678901234567890', b: ['98765432109876543210'] },
    ],
    ['{"id":9007199254740991}', { id: 9_007_199_254_740_991 }],
    ['{"id":9007199254740993}', { id: '9007199254740993' }],
    [
      '{"a":"12345678901234567890","b":"\\"12345678901234567890"}',
      { a: '12345678901234567890', b: '"12345678901234567890' },
    ],
    [
      '{"a":1.2345678901234567890,"b":12345678901234567890e2}',
      { a: 1.234567890123456789, b: 1.234567890123456789e21 },
    ],
  ])('field A11: %s keeps every digit of a long number', async (text, answer) => {
    expect(await read([Buffer.from(text)])).toEqual(answer);
  });
});
