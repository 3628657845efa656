import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { exchangeSchema } from '../../recordings/exchange';
import { startSimulator, type Simulator } from '../../simulator/simulator';
import { recordedExchange, recordedExchanges } from '../support/recordedExchanges';
import { standOfExchange, vendorStands, type ServerName, type VendorStand } from '../support/vendorStands';
import { tryAll } from './command';
import { addressNames, prefixOf } from './given';

/** `npm run test:real`, with the simulator in the place of a real server. */

const TO = '5521998765432';

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator({ messagesPerMinute: 0 });
});
afterAll(() => simulator.close());
beforeEach(() => simulator.reset());

async function tried(environment: NodeJS.ProcessEnv, ...only: string[]) {
  const lines: string[] = [];
  const isGood = await tryAll(
    environment,
    only,
    (line) => lines.push(line),
    0,
    (stand, exchange) => stand.answerPath?.(exchange) ?? '',
  );
  return { isGood, lines };
}

/** The variables for a stand of the simulator; one address serves where the vendor has one host. */
function variables(stand: VendorStand, more: Record<string, string> = {}): NodeJS.ProcessEnv {
  const prefix = prefixOf(stand);
  const [server] = Object.keys(stand.servers) as ServerName[];
  return {
    MENSAGEIRO_REAL_TO: TO,
    [`${prefix}_URL`]: `${server === undefined ? '' : simulator.urls[server]}/`,
    [`${prefix}_KEY`]: stand.secret,
    [`${prefix}_CONFIG`]: JSON.stringify(
      Object.keys(stand.servers).length === 1 ? {} : stand.addresses(simulator.urls),
    ),
    [`${prefix}_INPUTS`]: JSON.stringify(known(stand)),
    ...more,
  };
}

/** Whom the simulator knows, for the operations that do not go by number. */
const known = (stand: VendorStand) =>
  Object.fromEntries(
    Object.entries(stand.vendor.generations[stand.generation]?.operations ?? {}).flatMap(
      ([operation, { recipient }]) => {
        const sample = ofStand(stand).find(({ exchange }) => exchange.operation === operation);
        return recipient === 'phone' ? [] : [[operation, { [recipient]: sample?.exchange.input[recipient] }]];
      },
    ),
  );

const ofStand = (stand: VendorStand) =>
  recordedExchanges().filter(
    ({ vendor, exchange }) => vendor === stand.vendor.id && standOfExchange(stand.vendor, exchange) === stand,
  );

test('says in one line that no address was given, and where it would be looked for', async () => {
  const { isGood, lines } = await tried({ MENSAGEIRO_REAL_EVOLUTION_URL: ' ' });
  expect(isGood).toBe(true);
  expect(lines).toEqual([
    expect.stringMatching(/^skipped: no address was given in MENSAGEIRO_REAL_\w+_URL, /),
  ]);
  expect(lines[0]).toContain('MENSAGEIRO_REAL_EVOLUTION_CLOUD_URL');
  expect(new Set(addressNames).size).toBe(vendorStands.length);
});

test.each(vendorStands.map((stand): [string, VendorStand] => [stand.label, stand]))(
  'every recorded success of %s comes out, to the number that was given and no other',
  async (_label, stand) => {
    const { isGood, lines } = await tried(variables(stand));
    expect(lines.filter((line) => line.includes(' NO '))).toEqual([]);
    expect(isGood).toBe(true);
    const successes = ofStand(stand).filter(({ exchange }) => exchange.receipt !== undefined);
    expect(simulator.inbox).toHaveLength(successes.length);
    const numbered = successes.filter(({ exchange }) => 'to' in exchange.input);
    expect(simulator.inbox.filter(({ to }) => to.endsWith(TO.slice(2)))).toHaveLength(numbered.length);
    const untried = lines.filter((line) => line.includes("not tried    depends on the server's state"));
    expect(lines).toHaveLength(ofStand(stand).length + 2);
    expect(lines.at(-1)).toContain(`, 0 not, ${untried.length} not tried`);
  },
);

const evolution = vendorStands.find(({ key }) => key === 'evolution') as VendorStand;

test('a contact who is only recorded is not written to', async () => {
  const aidesk = vendorStands.find(({ key }) => key === 'aidesk') as VendorStand;
  const { lines } = await tried(
    variables(aidesk, { MENSAGEIRO_REAL_AIDESK_INPUTS: '' }),
    'text',
    'refused-unauthorized',
    'template',
  );
  const why = 'not tried    give "contactId" of sendText in MENSAGEIRO_REAL_AIDESK_INPUTS';
  expect(lines.filter((line) => line.endsWith(why))).toHaveLength(2);
  expect(simulator.inbox.map(({ kind }) => kind)).toEqual(['template']);
});

test('only the exchanges that are named are tried, with the inputs and the fields that are given', async () => {
  const { lines } = await tried(
    variables(evolution, {
      MENSAGEIRO_REAL_EVOLUTION_INPUTS: '{"sendText":{"text":"all"},"text":{"text":"nearer"}}',
    }),
    'text',
  );
  expect(lines).toEqual([evolution.label, '  text  as recorded', '  1 as recorded, 0 not, 0 not tried']);
  expect(simulator.inbox).toMatchObject([{ to: TO, text: 'nearer' }]);
  const other = variables(evolution, { MENSAGEIRO_REAL_EVOLUTION_CONFIG: '{"instance":"nobodys"}' });
  expect(await tried(other, 'text')).toMatchObject({ isGood: false });
  expect(await tried(variables(evolution), 'misspelt')).toMatchObject({ isGood: false });
});

describe("a file of one's own", () => {
  const whaticket = vendorStands.find(({ key }) => key === 'whaticket') as VendorStand;
  /** One black point, as any program shows it. */
  const PNG = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==',
    'base64',
  );
  const folder = mkdtempSync(join(tmpdir(), 'mensageiro-real-'));
  const photo = join(folder, 'photo.png');
  writeFileSync(photo, PNG);
  writeFileSync(join(folder, 'empty.png'), '');
  afterAll(() => rmSync(folder, { recursive: true }));

  const giving = (stand: VendorStand, inputs: object): NodeJS.ProcessEnv =>
    variables(stand, { [`${prefixOf(stand)}_INPUTS`]: JSON.stringify(inputs) });

  /** What the phone got of each file. */
  const arrived = () => simulator.inbox.map(({ kind, media }) => [kind, media?.fileName, media?.mimeType]);

  test('goes out in the place of the recorded one, by its path from the folder of the command', async () => {
    const inputs = { 'upload-image': { file: relative(process.cwd(), photo) } };
    const { lines } = await tried(giving(whaticket, inputs), 'upload-image', 'upload-video');
    expect(lines.at(-1)).toBe('  2 as recorded, 0 not, 0 not tried');
    expect(arrived()).toEqual([
      ['image', 'photo.png', 'image/png'],
      ['video', 'tour-novo.mp4', 'video/mp4'],
    ]);
    expect(simulator.inbox[0]?.media?.content).toEqual(PNG);
  });

  test('goes out byte by byte where the vendor takes it inside JSON, too', async () => {
    const { isGood } = await tried(
      giving(evolution, { 'upload-document': { file: photo } }),
      'upload-document',
    );
    expect(isGood).toBe(true);
    expect(simulator.inbox[0]?.media?.content).toEqual(PNG);
  });

  test('given for an operation, goes where one of its kind is recorded, and under a name that fits it', async () => {
    const given = giving(whaticket, { sendMediaByUpload: { file: photo }, text: null });
    const { lines } = await tried(given, 'upload-document', 'upload-image-renamed', 'upload-video', 'text');
    expect(lines.slice(1)).toEqual([
      '  text                  as recorded',
      '  upload-document       as recorded',
      '  upload-image-renamed  as recorded',
      expect.stringMatching(
        /^ {2}upload-video {10}not tried {4}"Media Type" is video, but the file is no video /,
      ),
      '  3 as recorded, 0 not, 1 not tried',
    ]);
    expect(arrived().slice(1)).toEqual([
      ['document', 'boleto-12.png', 'application/octet-stream'],
      ['image', 'foto-nova.png', 'image/png'],
    ]);
  });

  test('keeps the name that is given beside it', async () => {
    const inputs = { 'upload-document': { file: photo, fileName: 'contrato.pdf' } };
    await tried(giving(whaticket, inputs), 'upload-document');
    expect(arrived()).toEqual([['document', 'contrato.pdf', 'application/octet-stream']]);
  });

  test.each<[string, unknown]>([
    ['is not there', join(folder, 'fotho.png')],
    ['is a folder', folder],
    ['is empty', join(folder, 'empty.png')],
    ['is a number', 0],
    ['is nothing', null],
  ])('is asked for in one sentence where it %s, and nothing goes out', async (_what, file) => {
    const given = giving(whaticket, { 'upload-image': { file } });
    await expect(tried({ ...variables(evolution), ...given })).rejects.toThrow(
      `Nothing was sent: the "file" of upload-image in MENSAGEIRO_REAL_WHATICKET_INPUTS, ${JSON.stringify(file)}, cannot be read or is empty. Give its path from the folder in which the command runs.`,
    );
    expect(simulator.requests).toEqual([]);
  });
});

test('what is not as recorded is shown, and neither the key nor the number', async () => {
  const key = 'canary-7hQ2xZp';
  const { isGood, lines } = await tried(variables(evolution, { MENSAGEIRO_REAL_EVOLUTION_KEY: key }), 'text');
  expect(isGood).toBe(false);
  expect(lines[1]).toMatch(/^ {2}text {2}NO {11}rejected: Evolution API /);
  for (const secret of [key, TO]) expect(lines.join('\n')).not.toContain(secret);
});

/** Runs against a server that answers whatever it is asked in one way. */
async function answering(
  act: (given: NodeJS.ProcessEnv, answer: (status: number, body: string) => void) => Promise<void>,
): Promise<void> {
  let [status, body] = [200, ''];
  const server = http.createServer((_request, response) => {
    response.writeHead(status, { 'content-type': body.startsWith('{') ? 'application/json' : 'text/html' });
    response.end(body);
  });
  await new Promise<void>((on) => server.listen(0, '127.0.0.1', on));
  try {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    await act(variables(evolution, { MENSAGEIRO_REAL_EVOLUTION_URL: url }), (...answer) => {
      [status, body] = answer;
    });
  } finally {
    await new Promise((closed) => server.close(closed));
  }
}

test('a success without the id that is recorded is none, nor is one where a key should be refused', async () => {
  await answering(async (given, answer) => {
    answer(201, '{"key":{"id":"3EB08CE381247EEF5A6901"},"status":"PENDING"}');
    const { isGood, lines } = await tried(given, 'refused-key');
    expect(isGood).toBe(false);
    expect(lines[1]).toContain('sent, where a refusal is recorded');
    expect(await tried(given, 'text')).toMatchObject({ isGood: true });

    answer(201, '{"key":{},"status":"PENDING"}');
    const withoutId = await tried(given, 'text');
    expect(withoutId.isGood).toBe(false);
    expect(withoutId.lines[1]).toMatch(/^ {2}text {2}NO /);
  });
});

test('a refusal counts only where it is of the recorded kind: a page of another server refuses no key', async () => {
  await answering(async (given, answer) => {
    for (const body of ['<html><body>Not Found</body></html>', '{"status":404,"error":"Not Found"}']) {
      answer(404, body);
      const { isGood, lines } = await tried(given, 'refused-key');
      expect(isGood).toBe(false);
      expect(lines[1]).toMatch(
        /^ {2}refused-key {2}NO {11}status 404, where 401 is recorded for this refusal: Evolution API /,
      );
    }
    for (const status of [401, 403]) {
      answer(status, '{"status":401,"error":"Unauthorized","response":{"message":"Unauthorized"}}');
      const { lines } = await tried(given, 'refused-key');
      expect(lines[1]).toBe('  refused-key  as recorded');
    }
  });
});

test.each<[Record<string, string>, RegExp]>([
  [{ MENSAGEIRO_REAL_EVOLUTION_KEY: '' }, /^MENSAGEIRO_REAL_EVOLUTION_KEY is empty/],
  [{ MENSAGEIRO_REAL_TO: '' }, /^Real messages go out: .* MENSAGEIRO_REAL_TO/],
  [{ MENSAGEIRO_REAL_TO: '(21) 99876-5432' }, /MENSAGEIRO_REAL_TO/],
  [
    { MENSAGEIRO_REAL_EVOLUTION_CONFIG: '{"secret' },
    /^MENSAGEIRO_REAL_EVOLUTION_CONFIG is no JSON object\.$/,
  ],
  [{ MENSAGEIRO_REAL_EVOLUTION_INPUTS: '[]' }, /^MENSAGEIRO_REAL_EVOLUTION_INPUTS is no JSON object\.$/],
])('nothing goes out with %j', async (changes, words) => {
  await expect(tried(variables(evolution, changes))).rejects.toThrow(words);
  expect(simulator.requests).toEqual([]);
});

test('an exchange that was seen at a real server names the revision of it, and no other does', () => {
  const { exchange } = recordedExchange('evolution', 'text');
  const { revision: _revision, ...seen } = exchange;
  const real = { ...seen, provenance: 'real server' };
  expect(exchangeSchema.safeParse({ ...real, revision: '2.3.7' }).success).toBe(true);
  expect(exchangeSchema.safeParse(real).success).toBe(false);
  expect(exchangeSchema.safeParse({ ...seen, provenance: 'documented', revision: '2.3.7' }).success).toBe(
    false,
  );
});
