import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { IDataObject } from 'n8n-workflow';
import { makeCertificates } from '../faults/rig/certificates';
import { STANDS, type Stand } from '../faults/rig/stands';
import { BinaryStore } from '../support/binaryStore';
import { Deadlines } from '../support/deadlines';
import { runNode } from '../support/engine';
import { HERE, resolving } from '../support/resolving';
import { VendorAt, type Arrived } from '../support/vendorAt';

/** What servers give at a media link, for a vendor that takes only uploads. */

const store = new BinaryStore();
const cleverChat = STANDS.find(({ name }) => name === 'CleverChat') as Stand;

let vendor: VendorAt;
let files: VendorAt;
let lookUpAnew: () => void;
let deadlines: Deadlines;

beforeAll(async () => {
  await store.open();
  const certificates = await makeCertificates();
  files = await VendorAt.start(certificates.otherHost);
  vendor = await VendorAt.start();
  lookUpAnew = resolving('other.example', () => HERE);
});

afterAll(async () => {
  lookUpAnew();
  await Promise.all([vendor.close(), files.close()]);
  store.close();
});

beforeEach(() => {
  deadlines = new Deadlines();
  vendor.arrived.length = 0;
  files.arrived.length = 0;
  vendor.answer = ({ response }) => {
    const { status = 200, body } = cleverChat.yes;
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  };
});

afterEach(() => deadlines.restore());

let accounts = 0;

async function fetching(path: string, more: IDataObject = {}): Promise<IDataObject> {
  const { type, data } = cleverChat.credential(`http://127.0.0.1:${vendor.port}`);
  const ran = await runNode({
    node: 'sendMedia',
    parameters: {
      vendor: 'cleverchat',
      to: '5511999999999',
      mediaType: 'auto',
      source: 'url',
      mediaUrl: `https://other.example:${files.port}${path}`,
      options: { attempts: 1 },
      ...more,
    } as never,
    items: [{ json: {} }],
    credential: { type, data: { ...data, allowedMediaHosts: 'other.example' }, id: `fetched ${accounts++}` },
    onError: 'continueRegularOutput',
  });
  const json = ran.outputs[0]?.[0]?.json ?? {};
  return { words: json['error'], ...((json['details'] ?? json) as IDataObject) };
}

const giving =
  (content: string | Buffer, headers: Record<string, string> = {}) =>
  ({ response }: Arrived): void => {
    const bytes = typeof content === 'string' ? Buffer.from(content, 'latin1') : content;
    response.writeHead(200, { 'content-length': bytes.length, ...headers }).end(bytes);
  };

/** Name and type of the part that carried the file. */
const part = (): [string | undefined, string | undefined] => {
  const body = vendor.arrived[0]?.body.toString() ?? '';
  return [/filename="([^"]*)"/.exec(body)?.[1], /filename=.*\r\ncontent-type: (.*)\r\n/i.exec(body)?.[1]];
};

const PDF = '%PDF-1.7 a contract';
const JPEG = '\xFF\xD8\xFF\xE0\0\x10JFIF';

describe('field B1: what is no file is not sent', () => {
  it.each([
    [
      'a login page',
      '<!doctype html><title>Login</title>',
      'text/html',
      '"Media URL" gives a web page, not a file.',
    ],
    [
      'one declared as a PDF',
      '<html>Login</html>',
      'application/pdf',
      '"Media URL" gives a web page, not a file.',
    ],
    ['a page that only its type shows', 'Login', 'text/html', '"Media URL" gives a web page, not a file.'],
    [
      'an answer',
      '{"error":"expired"}',
      'application/json',
      '"Media URL" gives an answer of a server (JSON)',
    ],
    [
      'one declared as a PDF',
      '{"error":"expired"}',
      'application/pdf',
      '"Media URL" gives an answer of a server',
    ],
    ['words', 'Not Found', 'application/pdf', 'The file at "Media URL" is declared as application/pdf, but'],
    ['words of no type', 'Not Found', '', 'The file at "Media URL" is called "boleto.pdf", but'],
    [
      'an XML refusal',
      '<?xml version="1.0"?><Error/>',
      'application/xml',
      'The file at "Media URL" is called "boleto.pdf", but',
    ],
  ])('%s', async (_what, content, type, words) => {
    files.answer = giving(content, type === '' ? {} : { 'content-type': type });
    const result = await fetching('/boleto.pdf');
    expect(result).toMatchObject({ outcome: 'notSent' });
    expect(result['words']).toContain(words);
    expect(result['words']).toMatch(/Check that the link opens in a browser without a login\.$/);
    expect(vendor.arrived).toHaveLength(0);
  });
});

describe('field B3: a fetched file is known by its type, its name and its bytes', () => {
  it.each([
    [
      'field B2',
      '/voz',
      'OggS\0\x02',
      { 'content-type': 'video/ogg; codecs=opus' },
      'voz.ogv',
      'video/ogg; codecs=opus',
    ],
    ['no type', '/foto.jpg', JPEG, {}, 'foto.jpg', 'image/jpeg'],
    [
      'a type that says nothing',
      '/foto',
      JPEG,
      { 'content-type': 'binary/octet-stream' },
      'foto.jpg',
      'image/jpeg',
    ],
    [
      'parameters',
      '/foto.jpg',
      JPEG,
      { 'content-type': 'image/jpeg;charset=binary' },
      'foto.jpg',
      'image/jpeg',
    ],
    [
      'a program for its name',
      '/boleto.php',
      PDF,
      { 'content-type': 'text/html' },
      'boleto.pdf',
      'application/pdf',
    ],
    ['no name', '/', PDF, { 'content-type': 'application/pdf' }, 'file.pdf', 'application/pdf'],
    [
      'field B4: a name in its header',
      '/d/1',
      PDF,
      {
        'content-type': 'application/pdf',
        'content-disposition': "attachment; filename*=UTF-8''Or%C3%A7amento",
      },
      'Orçamento.pdf',
      'application/pdf',
    ],
    [
      'field B5: a mark before it',
      '/a.pdf',
      `\r\n\r\n${PDF}`,
      { 'content-type': 'application/pdf' },
      'a.pdf',
      'application/pdf',
    ],
  ])('%s', async (_what, path, content, headers, name, type) => {
    files.answer = giving(content, headers as Record<string, string>);
    expect(await fetching(path)).toMatchObject({ outcome: cleverChat.taken });
    expect(part()).toEqual([name, type]);
  });

  it('field B4: and a name that the user gives gets its ending', async () => {
    files.answer = giving(PDF, { 'content-type': 'application/pdf' });
    await fetching('/d/1', { fileName: 'Boleto 05/2026' });
    expect(part()).toEqual(['Boleto 05-2026.pdf', 'application/pdf']);
  });

  it('field B6: and a photo goes as the document that was asked for', async () => {
    files.answer = giving(JPEG, { 'content-type': 'image/jpeg' });
    await fetching('/foto.jpg', { mediaType: 'document' });
    expect(part()).toEqual(['foto.jpg', 'application/octet-stream']);
  });
});

describe('field B12: a file is taken only as it is, and only for so long', () => {
  it('asks for it as it is', async () => {
    files.answer = giving(PDF, { 'content-type': 'application/pdf' });
    await fetching('/a.pdf');
    expect(files.arrived[0]?.headers['accept-encoding']).toBe('identity');
  });

  it.each(['gzip', 'deflate', 'br', 'zstd', 'aws-chunked', 'x-own'])(
    'refuses one that comes as %s',
    async (encoding) => {
      files.answer = giving(encoding === 'gzip' ? gzipSync(Buffer.alloc(1_000_000)) : PDF, {
        'content-encoding': encoding,
        'content-type': 'application/pdf',
      });
      const result = await fetching('/a.pdf');
      expect(result).toMatchObject({ outcome: 'notSent' });
      expect(result['words']).toMatch(/"Media URL"/);
      expect(vendor.arrived).toHaveLength(0);
      await files.quiet();
    },
  );

  it('ends a file that comes byte by byte at the deadline, which began before the request', async () => {
    let given = 0;
    files.answer = ({ response }) => {
      response.writeHead(200, { 'content-length': 1_000_000, 'content-type': 'application/pdf' });
      response.on('error', () => undefined);
      // The next byte goes when this one is away, until somebody has had enough.
      const next = (): void => {
        given += 1;
        if (given === 20) deadlines.pass();
        if (!response.destroyed) response.write('%', () => setImmediate(next));
      };
      next();
    };
    const result = await fetching('/a.pdf');
    expect(result['words']).toBe(
      'The file at "Media URL" broke off or took longer than two minutes. Send this item again later, or use a link to a faster server.',
    );
    expect(deadlines.armed[0]).toBe(120_000);
    expect(given).toBeGreaterThanOrEqual(20);
    await files.quiet();
    expect(vendor.arrived).toHaveLength(0);
  });

  it('does not hold what 306 kB unpack to: less than 30 MB in a process of its own', async () => {
    const process_ = spawn(
      process.execPath,
      ['--import', 'tsx', join(__dirname, '..', 'support', 'fetchPacked.ts')],
      { stdio: ['ignore', 'pipe', 'pipe'] },
    );
    let told = '';
    process_.stdout.on('data', (chunk: Buffer) => (told += chunk.toString()));
    process_.stderr.on('data', (chunk: Buffer) => (told += chunk.toString()));
    await new Promise((ended) => process_.on('close', ended));
    expect(told).toMatch(/^\{.*\}\s*$/);
    const { words, packed, grew } = JSON.parse(told) as { words: string; packed: number; grew: number };
    expect(packed).toBeLessThan(330_000);
    expect(words).toContain('sends the file compressed');
    expect(grew).toBeLessThan(30 * 1024 * 1024);
  });
});
