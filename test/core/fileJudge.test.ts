import { judgeFile } from '../../core/files/judge';
import { readMime } from '../../core/files/mime';

const bytes = (text: string): Uint8Array => Buffer.from(text, 'latin1');

const BEGIN = {
  page: '<!DOCTYPE html><html><title>Login</title>',
  pageBehindComment: '\r\n<!-- a --><!-- b -->\n<html lang=pt>',
  bomPage: '\xEF\xBB\xBF<html>',
  fragment: '<div class="erro">Sessao expirada</div>',
  answer: '{"error":"unauthorized"}',
  list: '[{"error":1}]',
  xml: '<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>',
  text: 'Not Found',
  jpeg: '\xFF\xD8\xFF\xE0\0\x10JFIF',
  png: '\x89PNG\r\n\x1A\n',
  webp: 'RIFF\x10\0\0\0WEBPVP8 ',
  gif: 'GIF89a',
  heic: '\0\0\0\x18ftypheic',
  svg: '<?xml version="1.0"?><!-- a --><svg xmlns="x">',
  bmp: 'BM\x10\0\0\0\0\0\0\0',
  pdf: '%PDF-1.7',
  mp4: '\0\0\0\x20ftypisom',
  m4a: '\0\0\0\x20ftypM4A ',
  mov: '\0\0\0\x14ftypqt  ',
  webm: '\x1A\x45\xDF\xA3',
  ogg: 'OggS\0\x02',
  mp3: 'ID3\x04',
  silentMp3: '\0\0\0\0\xFF\xFB\x90\x64',
  wav: 'RIFF\x10\0\0\0WAVEfmt ',
  amr: '#!AMR\n',
  zip: 'PK\x03\x04',
  ole: '\xD0\xCF\x11\xE0\xA1\xB1',
  rubbish: '\x75\xAB\x5A\x6A\x9A\x65',
} as const;

type Begin = keyof typeof BEGIN;

const judge = (declared: unknown, name: string | undefined, begin: Begin, fetched = false) => {
  const judged = judgeFile({ declared, name, head: bytes(BEGIN[begin]), fetched });
  return 'claim' in judged ? judged.claim : judged.written;
};

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

describe('field B1: a page or an answer in the place of a file', () => {
  it.each<[unknown, string | undefined, Begin]>([
    ['text/html', 'boleto.pdf', 'page'],
    ['text/html; charset=utf-8', 'boleto', 'page'],
    ['application/pdf', 'boleto.pdf', 'page'],
    ['application/pdf', 'boleto.pdf', 'pageBehindComment'],
    ['application/pdf', 'boleto.pdf', 'bomPage'],
    ['application/octet-stream', 'boleto.pdf', 'fragment'],
    ['application/json', 'boleto.pdf', 'answer'],
    ['application/json', 'boleto', 'answer'],
    ['text/plain', 'boleto', 'answer'],
    ['application/pdf', 'boleto.pdf', 'list'],
    ['image/jpeg', 'foto.jpg', 'answer'],
    ['text/csv', 'clientes.csv', 'answer'],
    ['text/csv', 'clientes.csv', 'page'],
    [XLSX, 'tabela.xlsx', 'page'],
    ['application/vnd.ms-excel', 'tabela.xls', 'page'],
    ['video/mp4', 'a.mp4', 'page'],
    ['audio/mpeg', 'a.mp3', 'answer'],
    [undefined, 'a.zip', 'page'],
    ['text/html', '', 'text'],
    ['application/xml', 'boleto.pdf', 'xml'],
    ['application/pdf', 'boleto.pdf', 'text'],
    ['text/plain', 'boleto.pdf', 'text'],
  ])('of the type %j, called %j, as a %s, is found out when it is fetched', (declared, name, begin) => {
    expect(['link', 'type', 'name']).toContain(judge(declared, name, begin, true));
  });

  it.each<[unknown, string | undefined, Begin]>([
    ['text/html', 'boleto.pdf', 'page'],
    ['application/pdf', undefined, 'page'],
    ['application/json', 'boleto.pdf', 'answer'],
    ['image/png', 'a.png', 'answer'],
    ['text/plain', 'foto.jpg', 'text'],
    ['text/csv', 'clientes.csv', 'answer'],
    [XLSX, 'tabela.xlsx', 'answer'],
  ])('of the type %j, called %j, as a %s, is found out in an item', (declared, name, begin) => {
    expect(['type', 'name']).toContain(judge(declared, name, begin));
  });

  it.each<[unknown, string | undefined, Begin, boolean, string]>([
    ['text/html', 'convite.html', 'page', true, 'text/html'],
    ['text/html', undefined, 'page', false, 'text/html'],
    ['application/json', 'dados.json', 'answer', true, 'application/json'],
    ['application/json', undefined, 'answer', false, 'application/json'],
    ['application/geo+json', 'mapa', 'answer', true, 'application/geo+json'],
    ['text/plain', 'notas.txt', 'answer', true, 'text/plain'],
    ['text/plain', 'notas.txt', 'page', false, 'text/plain'],
    ['application/xml', 'nota.xml', 'xml', true, 'application/xml'],
    ['application/xml', '35260', 'xml', true, 'application/xml'],
    ['text/csv', 'clientes.csv', 'text', true, 'text/csv'],
    ['application/vnd.ms-excel', 'tabela.xls', 'ole', true, 'application/vnd.ms-excel'],
    ['application/vnd.ms-excel', 'tabela.xls', 'text', true, 'application/vnd.ms-excel'],
    [XLSX, 'tabela.xlsx', 'ole', true, XLSX],
    ['text/html', 'boleto.php', 'pdf', true, 'application/pdf'],
    ['application/x-ofx', 'extrato.ofx', 'text', true, 'application/x-ofx'],
    ['text/vcard', 'ana.vcf', 'text', true, 'text/vcard'],
  ])('and what is meant passes: %j, called %j, as a %s', (declared, name, begin, fetched, expected) => {
    expect(judge(declared, name, begin, fetched)).toBe(expected);
  });

  it('and what office programs export as a page is a sheet', () => {
    for (const start of ['<table><tr>', '<html xmlns:x="urn:schemas-microsoft-com:office:excel">'])
      expect(
        judgeFile({ declared: 'application/vnd.ms-excel', name: 'a.xls', head: bytes(start), fetched: true }),
      ).toEqual({ type: 'application/vnd.ms-excel', written: 'application/vnd.ms-excel' });
  });

  it('in UTF-16, too', () => {
    const head = Buffer.concat([bytes('\xFF\xFE'), Buffer.from('<html><body>', 'utf16le')]);
    expect(judgeFile({ declared: 'application/pdf', name: 'a.pdf', head })).toEqual({
      claim: 'type',
      content: 'other',
    });
    const text = Buffer.concat([bytes('\xFF\xFE'), Buffer.from('nome;fone', 'utf16le')]);
    expect(judgeFile({ declared: 'text/csv', name: 'a.csv', head: text })).toMatchObject({
      type: 'text/csv',
    });
  });
});

describe('field B2: a type with parameters, in capitals or by another name', () => {
  it.each([
    ['audio/ogg; codecs=opus', 'audio/ogg', 'audio/ogg; codecs=opus'],
    ['audio/ogg;codecs="opus"', 'audio/ogg', 'audio/ogg; codecs=opus'],
    ['Audio/OGG ; CODECS=opus', 'audio/ogg', 'audio/ogg; codecs=opus'],
    ['video/mp4; codecs="avc1.42E01E, mp4a.40.2"', 'video/mp4', 'video/mp4; codecs="avc1.42E01E, mp4a.40.2"'],
    ['image/jpeg;charset=binary', 'image/jpeg', 'image/jpeg'],
    [' image/png ', 'image/png', 'image/png'],
    ['image/jpg', 'image/jpeg', 'image/jpeg'],
    ['audio/mp3', 'audio/mpeg', 'audio/mpeg'],
    ['audio/x-m4a', 'audio/mp4', 'audio/mp4'],
    ['text/csv; charset=utf-8', 'text/csv', 'text/csv'],
    ['application/pdf; name="a; b.pdf"', 'application/pdf', 'application/pdf'],
    ['image/jpeg; codecs=x', 'image/jpeg', 'image/jpeg'],
  ])('%j', (given, type, written) => {
    expect(readMime(given)).toEqual({ type, written });
    expect(readMime(written)).toEqual({ type, written });
  });

  it.each([
    '',
    'image',
    'image/',
    '/png',
    'a b/c',
    'image/p ng',
    'image/png\r\nX: 1',
    'audio/ogg; codecs=a\r\nX: 1',
    'image/*',
    '*/*',
    'binary/octet-stream',
    'application/force-download',
    undefined,
    null,
    5,
    {},
    'constructor/x y',
  ])('%j says nothing that could go into a header', (given) => {
    const { written } = readMime(given);
    expect(['application/octet-stream', 'audio/ogg']).toContain(written);
  });

  it('and the voice note keeps its kind', () => {
    expect(judge('audio/ogg; codecs=opus', 'file', 'ogg')).toBe('audio/ogg; codecs=opus');
    expect(judge('image/jpeg;charset=binary', 'foto', 'jpeg')).toBe('image/jpeg');
  });
});

describe('field B3: name and first bytes decide where the type says nothing', () => {
  it.each<[unknown, string | undefined, Begin, string]>([
    ['application/octet-stream', 'foto.jpg', 'jpeg', 'image/jpeg'],
    ['binary/octet-stream', 'foto.JPG', 'jpeg', 'image/jpeg'],
    [undefined, 'foto', 'png', 'image/png'],
    [undefined, undefined, 'pdf', 'application/pdf'],
    ['', 'a.docx', 'zip', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
    ['', 'a', 'zip', 'application/zip'],
    ['', 'a.xls', 'ole', 'application/vnd.ms-excel'],
    ['', 'a', 'ole', 'application/octet-stream'],
    ['text/plain', 'foto.jpg', 'jpeg', 'image/jpeg'],
    ['text/plain', undefined, 'mp3', 'audio/mpeg'],
    ['text/plain', 'a.csv', 'text', 'text/csv'],
    ['application/octet-stream', 'voz.opus', 'ogg', 'audio/ogg'],
    ['application/octet-stream', 'video', 'mp4', 'video/mp4'],
    ['application/octet-stream', 'video.mp4', 'mov', 'video/mp4'],
    ['application/octet-stream', undefined, 'm4a', 'audio/mp4'],
    ['application/octet-stream', 'a.xyz', 'text', 'application/octet-stream'],
    ['image/jpeg', 'a.jpg', 'webp', 'image/webp'],
    ['image/png', 'a.png', 'heic', 'image/heic'],
    ['audio/mpeg', 'a.mp3', 'm4a', 'audio/mp4'],
    ['audio/mpeg', 'a.mp3', 'silentMp3', 'audio/mpeg'],
    ['audio/amr', 'a.amr', 'amr', 'audio/amr'],
    ['image/svg+xml', 'a.svg', 'svg', 'image/svg+xml'],
  ])('%j, called %j, as %s, is %s', (declared, name, begin, expected) => {
    expect(judge(declared, name, begin)).toBe(expected);
  });

  it.each<[unknown, string, Begin]>([
    ['application/octet-stream', 'foto.jpg', 'pdf'],
    ['application/octet-stream', 'boleto.pdf', 'zip'],
    ['image/jpeg', 'foto.jpg', 'svg'],
    ['video/mp4', 'a.mp4', 'mp3'],
    ['audio/mpeg', 'a.mp3', 'png'],
    [XLSX, 'a.xlsx', 'text'],
  ])('%j, called %j, as %s, is found out', (declared, name, begin) => {
    expect(['type', 'name']).toContain(judge(declared, name, begin));
  });

  it.each([
    '100 free tickets',
    '    mdat',
    'BMW e Audi',
    'ID3;nome',
    'MZ Imoveis',
    'PKO Bank',
    'fatura 1.PDF',
    '#!amr',
  ])('a text that begins with %j stays a text', (text) => {
    expect(judgeFile({ declared: 'text/csv', name: 'a.csv', head: bytes(text) })).toMatchObject({
      type: 'text/csv',
    });
  });
});

describe('field B5: a PDF that does not begin at once', () => {
  it.each([
    ['a mark of UTF-8', '\xEF\xBB\xBF'],
    ['CR LF', '\r\n'],
    ['spaces', '   '],
    ['a header of a printer', '\x1B%-12345X@PJL JOB\r\n'],
    ['1,020 bytes', ' '.repeat(1020)],
    ['zeros', '\0'.repeat(100)],
  ])('behind %s is one', (_what, before) => {
    const head = bytes(`${before}%PDF-1.4`);
    expect(judgeFile({ declared: 'application/pdf', name: 'a.pdf', head })).toMatchObject({
      type: 'application/pdf',
    });
    expect(judgeFile({ declared: '', name: undefined, head })).toMatchObject({ type: 'application/pdf' });
  });

  it.each([' '.repeat(1025), '<html>'])('behind %.8j is none', (before) => {
    const head = bytes(`${before}%PDF-1.4`);
    expect(judgeFile({ declared: 'application/pdf', name: 'a.pdf', head })).toEqual({
      claim: 'type',
      content: 'other',
    });
  });
});

describe('field B10: the text of a file in base64 is no file', () => {
  it.each([
    ['data:application/pdf;base64,JVBERi0xLjQK', 'application/pdf', 'a.pdf'],
    ['data:application/pdf;base64,JVBERi0xLjQK', 'application/octet-stream', undefined],
    ['JVBERi0xLjQKJcOkw7zDtsOfCjIgMCBvYmoK', 'application/pdf', 'a.pdf'],
    ['UEsDBBQABgAIAAAAIQDfpNJsWgEAACAF', XLSX, 'a.xlsx'],
    [BEGIN.rubbish, XLSX, 'a.xlsx'],
    [BEGIN.rubbish, undefined, undefined],
  ])('%.20j as %j', (text, declared, name) => {
    expect(judgeFile({ declared, name, head: bytes(text) })).toMatchObject({ content: 'encoded' });
  });

  it('but a text file may hold it', () => {
    expect(
      judgeFile({ declared: 'text/plain', name: 'a.txt', head: bytes('data:a/b;base64,AA') }),
    ).toMatchObject({
      type: 'text/plain',
    });
  });
});
