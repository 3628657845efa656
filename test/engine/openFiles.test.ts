import { readdirSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import type { IDataObject } from 'n8n-workflow';
import { makeCertificates } from '../faults/rig/certificates';
import { BinaryStore } from '../support/binaryStore';
import { STANDS, type Stand } from '../faults/rig/stands';
import { Deadlines, passAfterHeaders } from '../support/deadlines';
import { runNode, type Run } from '../support/engine';
import { HERE, resolving } from '../support/resolving';
import { VendorAt, type Arrived } from '../support/vendorAt';

const store = new BinaryStore();

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
  vendor.early = false;
});

afterEach(() => deadlines.restore());

const cleverChat = STANDS.find(({ name }) => name === 'CleverChat') as Stand;

const yes = ({ response }: Arrived): void => {
  const { status = 200, body } = cleverChat.yes;
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
};

let accounts = 0;

async function send(more: Pick<Run, 'parameters' | 'items'>): Promise<IDataObject[]> {
  const { type, data } = cleverChat.credential(`http://127.0.0.1:${vendor.port}`);
  const ran = await runNode({
    node: 'sendMedia',
    ...more,
    credential: { type, data: { ...data, allowedMediaHosts: 'other.example' }, id: `files ${accounts++}` },
    onError: 'continueRegularOutput',
  });
  return (ran.outputs[0] ?? []).map(({ json }) => ({
    words: json['error'],
    ...((json['details'] ?? json) as IDataObject),
  }));
}

const base = { vendor: 'cleverchat', to: '5511999999999', mediaType: 'document' };

const fetching = async (path = '/a.pdf', items = 1): Promise<IDataObject[]> =>
  await send({
    parameters: {
      ...base,
      source: 'url',
      mediaUrl: `https://other.example:${files.port}${path}`,
      options: { attempts: 1, parallelRequests: 1 },
    },
    items: Array.from({ length: items }, () => ({ json: {} })),
  });

/** The open files of this process that lie in the store. */
const openFiles = (): number =>
  readdirSync('/proc/self/fd').filter((each) => {
    try {
      return store.holds(`/proc/self/fd/${each}`);
    } catch {
      return false;
    }
  }).length;

/** Waits until the store's files are closed: closing is asynchronous, and nothing tells when it has happened. */
async function closed(): Promise<void> {
  while (openFiles() > 0) await new Promise((later) => setImmediate(later));
}

describe('field R9: a fetched link leaves no connection behind', () => {
  const PAGE = Buffer.alloc(400_000, 'x');

  it('and a good one is fetched and sent on', async () => {
    const content = Buffer.concat([Buffer.from('%PDF-1.4'), PAGE]);
    files.answer = ({ response }) =>
      response
        .writeHead(200, { 'content-length': content.length, 'content-type': 'application/pdf' })
        .end(content);
    vendor.answer = yes;
    expect(await fetching()).toMatchObject([{ outcome: cleverChat.taken }]);
    expect(vendor.arrived[0]?.body.includes(content)).toBe(true);
    expect(deadlines.armed[0]).toBe(120_000);
    await files.quiet();
    await closed();
  });

  const refusals: ReadonlyArray<readonly [string, (arrived: Arrived) => void, RegExp]> = [
    [
      '404 with a page that never ends',
      ({ response }) => void response.writeHead(404).write(PAGE),
      /could not be fetched \(status 404\)/,
    ],
    [
      'a redirect with a page',
      ({ response }) =>
        void response.writeHead(302, { location: '/b', 'content-length': 9 ** 9 }).write(PAGE),
      /could not be fetched \(status 302\)/,
    ],
    [
      'a byte more than 100 MB',
      ({ response }) => void response.writeHead(200, { 'content-length': 100 * 1024 * 1024 + 1 }).write(PAGE),
      /is larger than the 100 MB/,
    ],
    ['no length', ({ response }) => void response.writeHead(200).write(PAGE), /does not say how large/],
    [
      'a length of nothing',
      ({ response }) => void response.writeHead(200, { 'content-length': 0 }).end(),
      /does not say how large/,
    ],
    [
      '100 MB that break off',
      ({ response }) =>
        response
          .writeHead(200, { 'content-length': 100 * 1024 * 1024 })
          .write(PAGE, () => response.destroy()),
      /broke off or took longer than two minutes/,
    ],
    [
      'more than it says, because it comes packed',
      ({ response }) => {
        const packed = gzipSync(Buffer.alloc(4_000_000));
        response.writeHead(200, { 'content-encoding': 'gzip', 'content-length': packed.length }).end(packed);
      },
      /sends the file compressed/,
    ],
    ['nothing until the deadline', () => deadlines.pass(), /could not be fetched\./],
    ['a reset', ({ socket }) => void socket.destroy(), /could not be fetched\./],
    [
      'half a file until the deadline',
      ({ response }) => {
        passAfterHeaders(deadlines);
        response.writeHead(200, { 'content-length': 1_000_000 }).write(PAGE);
      },
      /broke off or took longer than two minutes/,
    ],
  ];

  it.each(refusals)('where it gives %s', async (_what, answer, words) => {
    files.answer = answer;
    const results = await fetching('/a.pdf', 3);
    expect(results).toHaveLength(3);
    for (const result of results) {
      expect(result).toMatchObject({ outcome: 'notSent', httpStatus: null });
      expect(result['words']).toMatch(words);
    }
    expect(vendor.arrived).toHaveLength(0);
    await files.quiet();
    await closed();
  });
});

describe('field R10: an upload leaves no file open', () => {
  const SIZE = 8_000_000;

  async function upload(items: number): Promise<IDataObject[]> {
    const content = Buffer.alloc(SIZE, 'y');
    content.write('%PDF-1.4');
    const file = await store.keep(content, 'a.pdf', 'application/pdf');
    return await send({
      parameters: { ...base, source: 'binary', binaryPropertyName: 'data', options: { attempts: 1 } },
      items: Array.from({ length: items }, (_none, item) => ({ json: { item }, binary: { data: file } })),
    });
  }

  it('that arrives', async () => {
    vendor.answer = yes;
    expect(await upload(2)).toMatchObject([{ outcome: cleverChat.taken }, { outcome: cleverChat.taken }]);
    expect(vendor.arrived.map(({ body }) => body.length > SIZE)).toEqual([true, true]);
    await closed();
  });

  it.each<readonly [string, (arrived: Arrived) => void, string]>([
    [
      'is refused early, and the connection kept',
      ({ response }) => void response.writeHead(413).end('no'),
      'rejected',
    ],
    [
      'is refused early, and nothing more is read',
      ({ response, socket }) => {
        socket.pause();
        response.writeHead(413, { 'content-length': 2 }).end('no');
      },
      'rejected',
    ],
    ['is reset', ({ socket }) => void socket.resetAndDestroy(), 'unknown'],
    ['is not read until the deadline', () => deadlines.pass(), 'unknown'],
  ])('that %s', async (_what, answer, outcome) => {
    vendor.early = true;
    vendor.answer = answer;
    const results = await upload(4);
    for (const result of results) expect([outcome, 'unknown']).toContain(result['outcome']);
    expect(results).toHaveLength(4);
    await closed();
  });
});
