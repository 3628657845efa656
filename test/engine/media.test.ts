import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startSimulator, type Simulator } from '../../simulator/simulator';
import { accountsAt } from '../support/accounts';
import { ADDRESSES_INSIDE } from '../support/addressesInside';
import { BinaryStore } from '../support/binaryStore';
import { itemsOf, runNode, type Run } from '../support/engine';

const store = new BinaryStore();
let simulator: Simulator;
let accounts: ReturnType<typeof accountsAt>;

beforeAll(async () => {
  await store.open();
  simulator = await startSimulator({ messagesPerMinute: 0, strict: true });
  accounts = accountsAt(simulator.urls);
});

afterAll(async () => {
  await simulator.close();
  store.close();
});

beforeEach(() => simulator.reset());

const PNG = Buffer.concat([Buffer.from('\x89PNG\r\n\x1A\n', 'latin1'), Buffer.alloc(300_000, 7)]);

const upload = (vendor: string, more = {}): Run['parameters'] => ({
  vendor,
  to: '5511999999991',
  mediaType: 'auto',
  source: 'binary',
  binaryPropertyName: 'data',
  ...more,
});

const errorOf = async (run: Run) =>
  (await runNode({ ...run, onError: 'continueRegularOutput' })).outputs[0]?.[0]?.json['error'];

describe('a file that n8n keeps on disk', () => {
  test.each(['cleverchat', 'logyca', 'interflowCurrent'] as const)(
    'arrives at %s byte for byte',
    async (name) => {
      const file = await store.keep(PNG, 'flower.png', 'image/png');
      const vendor = name === 'interflowCurrent' ? 'interflow' : name;
      const ran = await runNode({
        node: 'sendMedia',
        parameters: upload(vendor),
        items: [{ json: {}, binary: { data: file } }],
        credential: accounts[name],
      });
      expect(ran.error).toBeUndefined();
      const sent = simulator.requests
        .flatMap(({ parts = [] }) => parts)
        .find(({ content }) => content !== undefined);
      expect(sent).toMatchObject({ fileName: 'flower.png', mimeType: 'image/png' });
      expect(sent?.content?.equals(PNG)).toBe(true);
    },
  );

  test('goes to a vendor that takes only links by a signed link that opens it', async () => {
    const file = await store.keep(PNG, 'flower.png', 'image/png');
    const ran = await runNode({
      node: 'sendMedia',
      parameters: upload('interflow'),
      items: [{ json: {}, binary: { data: file } }],
      credential: accounts.interflowV1,
    });
    expect(ran.error).toBeUndefined();
    const { type, content } = simulator.requests[0]?.json as { type: string; content: { url: string } };
    expect(type).toBe('image');
    const link = new URL(content.url);
    expect((await store.openSigned(String(link.searchParams.get('token')))).equals(PNG)).toBe(true);
  });
});

test('a file in memory cannot go by a link, and the sentence says what to set', async () => {
  const file = { data: PNG.toString('base64'), mimeType: 'image/png', fileName: 'flower.png' };
  const items = [{ json: {}, binary: { data: file } }];
  const run: Run = {
    node: 'sendMedia',
    parameters: upload('interflow'),
    items,
    credential: accounts.interflowV1,
  };
  expect(await errorOf(run)).toBe(
    'Interflow takes only links, and this n8n keeps files in memory, where no link can reach them. Set N8N_DEFAULT_BINARY_DATA_MODE to filesystem, or set "Source" to URL.',
  );
  expect(simulator.requests).toHaveLength(0);
});

test.each([
  [
    'a field without a file',
    { binaryPropertyName: 'photo' },
    'The item has no file in "photo", which "Input Data Field Name" asks for. Check that the step before puts a file there.',
  ],
  [
    'a kind that the file is not',
    {},
    'The file in "data" is declared as image/png, but its content is something else. Check the step that made it, or correct its MIME type.',
  ],
])('refuses %s before any request', async (_what, more, sentence) => {
  const file = await store.keep(Buffer.from('MZ this is a program'), 'flower.png', 'image/png');
  const run: Run = {
    node: 'sendMedia',
    parameters: upload('cleverchat', more),
    items: [{ json: {}, binary: { data: file } }],
    credential: accounts.cleverchat,
  };
  expect(await errorOf(run)).toBe(sentence);
  expect(simulator.requests).toHaveLength(0);
});

test('H06 twelve files that are not what they are declared as are refused, and nothing is sent', async () => {
  const spoofs: ReadonlyArray<readonly [mimeType: string, content: string]> = [
    ['image/jpeg', 'MZ this is a program'],
    ['image/jpeg', '<html><script>alert(1)</script>'],
    ['image/jpeg', '<svg onload=alert(1)>'],
    ['IMAGE/PNG', '%PDF-1.7 a document'],
    ['image/png', '\0\0\0\x20ftypisom'],
    ['application/pdf', 'MZ this is a program'],
    ['application/pdf', '<html>a page</html>'],
    ['application/pdf', 'PK\x03\x04 an archive'],
    ['video/mp4', '#!/bin/sh\necho'],
    ['video/mp4', 'ID3\x04 music'],
    ['audio/ogg', '\x7fELF a program'],
    ['audio/mpeg', '\x89PNG\r\n\x1a\n'],
  ];
  const files = spoofs.map(async ([mimeType, content]) => ({
    json: {},
    binary: { data: await store.keep(Buffer.from(content, 'latin1'), 'file', mimeType) },
  }));
  const ran = await runNode({
    node: 'sendMedia',
    parameters: upload('cleverchat'),
    items: await Promise.all(files),
    credential: accounts.cleverchat,
    onError: 'continueRegularOutput',
  });
  expect(ran.outputs[0]?.map(({ json }) => json['error'])).toEqual(
    spoofs.map(
      ([mimeType]) =>
        `The file in "data" is declared as ${mimeType}, but its content is something else. Check the step that made it, or correct its MIME type.`,
    ),
  );
  expect(simulator.requests).toHaveLength(0);
});

test('a name given in the node is made safe like that of the file', async () => {
  const file = await store.keep(PNG, 'flower.png', 'image/png');
  await runNode({
    node: 'sendMedia',
    parameters: upload('cleverchat', { fileName: '../../rose\u202E.png' }),
    items: [{ json: {}, binary: { data: file } }],
    credential: accounts.cleverchat,
  });
  expect(simulator.requests[0]?.parts?.at(-1)?.fileName).toBe('rose.png');
});

describe('a link for a vendor that takes only files', () => {
  const link = (mediaUrl: string, allowedMediaHosts: string): Run => ({
    node: 'sendMedia',
    parameters: { vendor: 'cleverchat', to: '5511999999991', mediaType: 'image', source: 'url', mediaUrl },
    items: itemsOf({}),
    credential: { ...accounts.cleverchat, data: { ...accounts.cleverchat.data, allowedMediaHosts } },
  });

  test.each([
    [
      'while no host is listed',
      'https://files.example.com/a.png',
      '',
      'CleverChat takes files, not links, and fetching files is switched off. List the host files.example.com under "Allowed Media Hosts" in the credential.',
    ],
    [
      'from a host that is not listed',
      'https://files.example.org/a.png',
      'files.example.com',
      'The host files.example.org of "Media URL" is not listed in the CleverChat credential. Add it under "Allowed Media Hosts", or use a listed host.',
    ],
    [
      'without TLS',
      'http://files.example.com/a.png',
      'files.example.com',
      '"Media URL" does not start with https://. Use an address that does.',
    ],
    [
      'from inside a network',
      'https://169.254.169.254/latest',
      '169.254.169.254',
      '"Media URL" is an address inside a network, which no vendor can reach. Use an address that opens from outside.',
    ],
  ])('is not fetched %s', async (_when, url, hosts, sentence) => {
    expect(await errorOf(link(url, hosts))).toBe(sentence);
    expect(simulator.requests).toHaveLength(0);
  });
});

describe('H09 a link that leads into a network', () => {
  test.each([
    ['a vendor that takes links', 'interflow', 'interflowV1', {}],
    ['a vendor whose files the node fetches', 'cleverchat', 'cleverchat', hostsOf(ADDRESSES_INSIDE)],
  ] as const)('is never asked for nor handed to %s', async (_what, vendor, account, more) => {
    expect(ADDRESSES_INSIDE.length).toBeGreaterThanOrEqual(40);
    const ran = await runNode({
      node: 'sendMedia',
      parameters: {
        vendor,
        to: '5511999999991',
        mediaType: 'image',
        source: 'url',
        mediaUrl: '={{ $json.url }}',
      },
      items: itemsOf(...ADDRESSES_INSIDE.map((url) => ({ url }))),
      credential: { ...accounts[account], data: { ...accounts[account].data, ...more } },
      onError: 'continueRegularOutput',
    });
    expect(ran.outputs[0]?.map(({ json }) => json['error'])).toEqual(
      ADDRESSES_INSIDE.map(
        () =>
          '"Media URL" is an address inside a network, which no vendor can reach. Use an address that opens from outside.',
      ),
    );
    expect(simulator.requests).toHaveLength(0);
  });

  /** As if somebody had allowed them: all but those in brackets, which the credential does not take. */
  function hostsOf(addresses: readonly string[]) {
    const names = addresses
      .map((address) => new URL(address).hostname)
      .filter((name) => /^[a-z0-9]/.test(name));
    return { allowedMediaHosts: names.map((name) => name.replace(/\.$/, '')).join(',') };
  }
});

describe('an address that leads elsewhere', () => {
  let server: Server;
  let followed = 0;
  let origin: string;

  beforeAll(async () => {
    server = createServer((request, response) => {
      if (request.url === '/elsewhere') followed += 1;
      response.writeHead(307, { location: '/elsewhere' }).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  afterAll(async () => await new Promise((resolve) => server.close(resolve)));

  test('is not followed, and the item is rejected', async () => {
    const credential = { ...accounts.cleverchat, data: { ...accounts.cleverchat.data, baseUrl: origin } };
    const run: Run = {
      node: 'sendText',
      parameters: { vendor: 'cleverchat', to: '5511999999991', text: 'Hi' },
      items: itemsOf({}),
      credential,
    };
    expect(await errorOf(run)).toBe(
      "CleverChat answered with status 307. Check the address in the credential against the vendor's documents.",
    );
    expect(followed).toBe(0);
  });
});
