import { gzipSync } from 'node:zlib';
import type { IDataObject } from 'n8n-workflow';
import { STANDS, type Stand } from '../faults/rig/stands';
import { Deadlines, passAfterHeaders } from '../support/deadlines';
import { itemsOf, runNode } from '../support/engine';
import { VendorAt, type Arrived } from '../support/vendorAt';

let vendor: VendorAt;
let deadlines: Deadlines;

beforeEach(async () => {
  vendor = await VendorAt.start();
  deadlines = new Deadlines();
});

afterEach(async () => {
  deadlines.restore();
  await vendor.close();
});

const [interflow] = STANDS as readonly [Stand];

let accounts = 0;

/** Sends one text for each phone and gives out what came of it. */
async function send(options: IDataObject = {}, items = 1, stand = interflow): Promise<IDataObject[]> {
  const ran = await runNode({
    node: 'sendText',
    parameters: { ...stand.parameters, options: { parallelRequests: 1, ...options } },
    items: itemsOf(
      ...Array.from({ length: items }, (_none, item) => ({ text: 'Hi', phone: `55119${10_000_000 + item}` })),
    ),
    credential: { ...stand.credential(`http://127.0.0.1:${vendor.port}`), id: `exchange ${accounts++}` },
    onError: 'continueRegularOutput',
  });
  return (ran.outputs[0] ?? []).map(({ json }) => (json['details'] ?? json) as IDataObject);
}

const yes = ({ response }: Arrived): void => {
  const { status = 200, headers, body } = interflow.yes;
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
};

describe('field R1: a 503 is proof only with a readable Retry-After', () => {
  it.each(['', 'soon', '-1', '1e3', 'NaN', '5, 10', '+5', '0x10', 'Infinity', '2026-01-02', '٣'])(
    'so with %p one post leaves the outcome unknown',
    async (value) => {
      vendor.answer = ({ response, socket }) =>
        /^[\x20-\x7e]*$/.test(value)
          ? response.writeHead(503, { 'retry-after': value }).end()
          : socket.end(`HTTP/1.1 503 x\r\nretry-after: ${value}\r\ncontent-length: 0\r\n\r\n`);
      expect(await send()).toMatchObject([{ outcome: 'unknown', httpStatus: 503, attempts: 1 }]);
      expect(vendor.arrived).toHaveLength(1);
    },
  );

  it('so with several that n8n joins one post leaves the outcome unknown', async () => {
    vendor.answer = ({ socket }) =>
      socket.end('HTTP/1.1 503 x\r\nretry-after: soon\r\nretry-after: 5\r\ncontent-length: 0\r\n\r\n');
    expect(await send()).toMatchObject([{ outcome: 'unknown' }]);
    expect(vendor.arrived).toHaveLength(1);
  });

  it.each(['100000', 'Fri, 02 Jan 2099 03:04:05 GMT'])('so with %p nothing was sent', async (value) => {
    vendor.answer = ({ response }) => response.writeHead(503, { 'retry-after': value }).end();
    expect(await send()).toMatchObject([{ outcome: 'notSent', httpStatus: 503 }]);
    expect(vendor.arrived).toHaveLength(1);
  });
});

describe('field R2: any number of seconds', () => {
  it.each([
    [16.1, 16_100],
    ['={{ 100 / 3 }}', 33_333],
    [1e-7, 5_000],
    [59.9999, 60_000],
    [16.10049, 16_100],
    ['16.1', 16_100],
    ['16,5', 16_500],
    [1e300, 300_000],
  ])('as the Timeout %p sends once, within %i ms', async (timeout, milliseconds) => {
    vendor.answer = yes;
    expect(await send({ timeout })).toMatchObject([{ outcome: interflow.taken, attempts: 1 }]);
    expect(vendor.arrived).toHaveLength(1);
    expect(deadlines.armed).toEqual([milliseconds]);
  });
});

describe('field R3: an exchange ends at its deadline', () => {
  const stuck: ReadonlyArray<readonly [string, (arrived: Arrived) => void]> = [
    [
      'is asked for another protocol',
      ({ socket }) =>
        socket.write('HTTP/1.1 101 Switching Protocols\r\nupgrade: h2c\r\nconnection: upgrade\r\n\r\n'),
    ],
    ['gets no headers', () => undefined],
    ['gets half of the headers', ({ socket }) => socket.write('HTTP/1.1 200 OK\r\ncontent-le')],
    [
      'gets one preliminary answer after the other',
      ({ socket }) => socket.write('HTTP/1.1 102 Processing\r\n\r\n'.repeat(3)),
    ],
  ];

  it.each(stuck)('when it %s', async (_what, answer) => {
    vendor.answer = (arrived) => {
      answer(arrived);
      // What was written has to reach the client first, in the one case in which that ends the connection.
      arrived.socket.once('close', () => deadlines.pass());
      if (!_what.includes('protocol')) deadlines.pass();
    };
    expect(await send()).toMatchObject([{ outcome: 'unknown', httpStatus: null, attempts: 1 }]);
    expect(vendor.arrived).toHaveLength(1);
    await vendor.quiet();
  });

  it('when the body never ends, and says what the status says', async () => {
    vendor.answer = ({ response }) => {
      passAfterHeaders(deadlines);
      response.writeHead(200, { 'content-length': '100' }).write('{"su');
    };
    expect(await send()).toMatchObject([{ outcome: 'unknown', httpStatus: 200, attempts: 1 }]);
    await vendor.quiet();
  });

  it('and gives its place in the pace back', async () => {
    vendor.answer = (arrived) => {
      if (vendor.arrived.length > 1) return yes(arrived);
      deadlines.pass();
    };
    const results = await send({}, 2);
    expect(results).toMatchObject([{ outcome: 'unknown' }, { outcome: interflow.taken }]);
  });
});

/** 64 MB of spaces, packed. */
const BOMB = gzipSync(Buffer.alloc(64 * 1024 * 1024, 32));

describe('field R8: a status that decides alone decides without its body', () => {
  const broken: ReadonlyArray<readonly [string, (status: number) => (arrived: Arrived) => void]> = [
    [
      'is cut',
      (status) =>
        ({ response }) =>
          response
            .writeHead(status, { 'content-length': '100', 'retry-after': '100000' })
            .write('{"error":', () => response.destroy()),
    ],
    [
      'never ends',
      (status) =>
        ({ response }) => {
          passAfterHeaders(deadlines);
          response.writeHead(status, { 'content-length': '100', 'retry-after': '100000' }).write('{"error":');
        },
    ],
    [
      'is larger than the limit',
      (status) =>
        ({ response }) =>
          response.writeHead(status, { 'retry-after': '100000' }).end(Buffer.alloc(1024 * 1024 + 1, 32)),
    ],
    [
      'is larger than the limit once it is unpacked',
      (status) =>
        ({ response }) =>
          response.writeHead(status, { 'content-encoding': 'gzip', 'retry-after': '100000' }).end(BOMB),
    ],
    [
      'is badly packed',
      (status) =>
        ({ response }) =>
          response
            .writeHead(status, { 'content-encoding': 'gzip', 'retry-after': '100000' })
            .end('{"error":"x"}'),
    ],
    [
      'is packed in a way that n8n does not know',
      (status) =>
        ({ response }) =>
          response
            .writeHead(status, { 'content-encoding': 'zstd', 'retry-after': '100000' })
            .end(Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0xff])),
    ],
  ];

  describe.each(broken)('that %s', (_how, answer) => {
    it.each([
      [400, 'rejected'],
      [401, 'rejected'],
      [404, 'rejected'],
      [308, 'rejected'],
      [429, 'notSent'],
      [503, 'notSent'],
      [521, 'notSent'],
      [500, 'unknown'],
      [200, 'unknown'],
      [201, 'unknown'],
    ])('%i is %s', async (status, outcome) => {
      vendor.answer = answer(status);
      expect(await send({ attempts: 1 })).toMatchObject([{ outcome, httpStatus: status, attempts: 1 }]);
      expect(vendor.arrived).toHaveLength(1);
      await vendor.quiet();
    });

    it('429 pauses the account: of twenty one is posted', async () => {
      vendor.answer = answer(429);
      const results = await send({}, 20);
      expect(new Set(results.map(({ outcome }) => outcome))).toEqual(new Set(['notSent']));
      expect(vendor.arrived).toHaveLength(1);
    });
  });

  it('takes no yes from a vendor whose any answer is one, where its body is missing', async () => {
    const anyAnswer = STANDS.find(({ name }) => name === 'Logyca') as Stand;
    vendor.answer = ({ response }) =>
      response.writeHead(200, { 'content-length': '10' }).write('ok', () => response.destroy());
    expect(await send({}, 1, anyAnswer)).toMatchObject([{ outcome: 'unknown', httpStatus: 200 }]);
  });
});

describe('the limits of an exchange', () => {
  const { body } = interflow.yes;

  it.each([
    [1024 * 1024, interflow.taken],
    [1024 * 1024 + 1, 'unknown'],
  ])('let an answer of %i bytes be %s', async (size, outcome) => {
    const text = Buffer.alloc(size, ' ');
    text.write(JSON.stringify(body));
    vendor.answer = ({ response }) =>
      response.writeHead(200, { 'content-type': 'application/json' }).end(text);
    expect(await send()).toMatchObject([{ outcome }]);
  });

  it('are three times as long for a file', async () => {
    vendor.answer = yes;
    const cleverChat = STANDS.find(({ name }) => name === 'CleverChat') as Stand;
    const file = {
      data: Buffer.from('%PDF-1.4').toString('base64'),
      mimeType: 'application/pdf',
      fileName: 'a.pdf',
    };
    await runNode({
      node: 'sendMedia',
      parameters: {
        vendor: 'cleverchat',
        to: '5511999999999',
        mediaType: 'document',
        source: 'binary',
        options: { timeout: 7 },
      },
      items: [{ json: {}, binary: { data: file } }],
      credential: cleverChat.credential(`http://127.0.0.1:${vendor.port}`),
      onError: 'continueRegularOutput',
    });
    expect(vendor.arrived).toHaveLength(1);
    expect(deadlines.armed).toEqual([21_000]);
  });
});
