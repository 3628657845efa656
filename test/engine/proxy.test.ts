import net, { type Socket } from 'node:net';
import type { IDataObject } from 'n8n-workflow';
import { makeCertificates, type Certificates } from '../faults/rig/certificates';
import { STANDS, type Stand } from '../faults/rig/stands';
import { Deadlines } from '../support/deadlines';
import { itemsOf, runNode } from '../support/engine';
import { VendorAt } from '../support/vendorAt';
import { listenOnFreshPort } from '../support/freshPort';

/** A proxy on this machine: what it hears first from each connection, and what it does about it. */
class Proxy {
  readonly heard: string[] = [];
  answer: (client: Socket, heard: string) => void = (client) => client.destroy();
  private readonly open = new Set<Socket>();

  private readonly server = net.createServer((client) => {
    this.open.add(client);
    client.on('error', () => undefined);
    client.on('close', () => this.open.delete(client));
    client.once('data', (bytes) => {
      const heard = bytes.toString('latin1');
      this.heard.push(heard);
      this.answer(client, heard);
    });
  });

  async listen(): Promise<string> {
    return `http://127.0.0.1:${await listenOnFreshPort(this.server)}`;
  }

  async close(): Promise<void> {
    for (const each of this.open) each.destroy();
    await new Promise((closed) => this.server.close(closed));
  }
}

/** Connects as a good proxy does. */
function tunnel(client: Socket, heard: string): void {
  const port = Number(/^CONNECT [^ ]*:(\d+) /.exec(heard)?.[1]);
  const vendorSide = net.connect(port, '127.0.0.1', () => {
    client.write('HTTP/1.1 200 Connection established\r\n\r\n');
    client.pipe(vendorSide).pipe(client);
  });
  vendorSide.on('error', () => client.destroy());
  client.on('close', () => vendorSide.destroy());
}

const NAMES = ['http_proxy', 'https_proxy', 'all_proxy', 'no_proxy'].flatMap((name) => [
  name,
  name.toUpperCase(),
]);

let certificates: Certificates;
let plain: VendorAt;
let secure: VendorAt;
let proxy: Proxy;
let address: string;
let deadlines: Deadlines;
const before = new Map<string, string | undefined>();

beforeAll(async () => {
  certificates = await makeCertificates();
});

beforeEach(async () => {
  for (const name of NAMES) {
    before.set(name, process.env[name]);
    delete process.env[name];
  }
  deadlines = new Deadlines();
  proxy = new Proxy();
  address = await proxy.listen();
  plain = await VendorAt.start();
  secure = await VendorAt.start(certificates.good);
  for (const vendor of [plain, secure])
    vendor.answer = ({ response }) => {
      const { status = 200, body } = interflow.yes;
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    };
});

afterEach(async () => {
  for (const [name, value] of before)
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  deadlines.restore();
  await Promise.all([proxy.close(), plain.close(), secure.close()]);
});

const [interflow] = STANDS as readonly [Stand];

let accounts = 0;

async function send(base: string, options: IDataObject = {}, items = 1): Promise<IDataObject> {
  const ran = await runNode({
    node: 'sendText',
    parameters: { ...interflow.parameters, options: { attempts: 1, ...options } },
    items: itemsOf(...Array.from({ length: items }, () => ({ text: 'Hi', phone: '5511999999999' }))),
    credential: { ...interflow.credential(base), id: `proxy ${accounts++}` },
    onError: 'continueRegularOutput',
  });
  const json = ran.outputs[0]?.[0]?.json ?? {};
  return { words: json['error'], ...((json['details'] ?? json) as IDataObject) };
}

describe('field R12: a token in plain text never goes to a proxy', () => {
  const hosts = ['127.0.0.1', 'localhost'];

  it.each(
    ['HTTP_PROXY', 'http_proxy', 'ALL_PROXY', 'all_proxy'].flatMap((name) =>
      hosts.map((host) => [name, host]),
    ),
  )('%s: nothing leaves for http://%s, and the sentence says what to set', async (name, host) => {
    process.env[String(name)] = address;
    expect(await send(`http://${host}:${plain.port}`)).toMatchObject({
      outcome: 'notSent',
      attempts: 1,
      httpStatus: null,
      words: `The address in the credential starts with http://, and the proxy of this n8n could read the token. Nothing was sent; use an address with https://, or have ${host} listed in NO_PROXY where n8n is started.`,
    });
    expect(proxy.heard).toEqual([]);
    expect(plain.arrived).toHaveLength(0);
  });

  it('nor to one that needs TLS or a password, or is named without a scheme', async () => {
    for (const value of [
      address.replace('http:', 'https:'),
      address.replace('//', '//user:word@'),
      address.slice(7),
    ]) {
      process.env['HTTP_PROXY'] = value;
      expect(await send(`http://127.0.0.1:${plain.port}`)).toMatchObject({ outcome: 'notSent' });
    }
    expect(proxy.heard).toEqual([]);
    expect(plain.arrived).toHaveLength(0);
  });

  it.each([
    ['NO_PROXY', (port: number) => `example.org,127.0.0.1:${port}`],
    ['NO_PROXY', () => '127.0.0.1'],
    ['no_proxy', () => '.1'],
    ['NO_PROXY', () => '*'],
    ['no_proxy', () => 'x 127.0.0.1 y'],
  ])('%s may leave the address out, which is then called without one', async (name, value) => {
    process.env['HTTP_PROXY'] = address;
    process.env[name] = value(plain.port);
    expect(await send(`http://127.0.0.1:${plain.port}`)).toMatchObject({ outcome: interflow.taken });
    expect(plain.arrived).toHaveLength(1);
    expect(proxy.heard).toEqual([]);
  });

  it('NO_PROXY for other addresses changes nothing', async () => {
    process.env['HTTP_PROXY'] = address;
    process.env['NO_PROXY'] = `127.0.0.1:${plain.port + 1},127.0.0.2,localhost`;
    expect(await send(`http://127.0.0.1:${plain.port}`)).toMatchObject({ outcome: 'notSent' });
    expect(plain.arrived).toHaveLength(0);
  });

  it('a proxy for https alone does not concern http', async () => {
    process.env['HTTPS_PROXY'] = address;
    expect(await send(`http://127.0.0.1:${plain.port}`)).toMatchObject({ outcome: interflow.taken });
    expect(plain.arrived).toHaveLength(1);
  });
});

describe("field R13: a proxy's refusal is the proxy's", () => {
  beforeEach(() => {
    process.env['HTTPS_PROXY'] = address;
  });

  it('one that connects is tried once and then carries every message, unread', async () => {
    proxy.answer = tunnel;
    expect(await send(`https://127.0.0.1:${secure.port}`, {}, 3)).toMatchObject({ outcome: interflow.taken });
    expect(secure.arrived).toHaveLength(3);
    expect(proxy.heard).toHaveLength(4);
    for (const heard of proxy.heard) expect(heard).not.toContain('Canary');
  });

  it('one for other addresses is not tried', async () => {
    process.env['NO_PROXY'] = '127.0.0.1';
    expect(await send(`https://127.0.0.1:${secure.port}`)).toMatchObject({ outcome: interflow.taken });
    expect(proxy.heard).toEqual([]);
  });

  it("a certificate that is not trusted is still the vendor's, behind a proxy too", async () => {
    const stranger = await VendorAt.start(certificates.selfSigned);
    proxy.answer = tunnel;
    const result = await send(`https://127.0.0.1:${stranger.port}`);
    expect(result).toMatchObject({ outcome: 'notSent' });
    expect(result['words']).toContain('Interflow shows a certificate that is not trusted');
    expect(stranger.arrived).toHaveLength(0);
    await stranger.close();
  });

  const WORDS =
    'Nothing was sent; ask whoever runs this n8n to check HTTPS_PROXY and what the proxy permits.';

  const refusals: ReadonlyArray<readonly [number, string, string]> = [
    ...[201, 204, 302, 400, 401, 403, 404, 407, 429, 502, 503, 504].map(
      (status) => [status, 'with no more', 'content-length: 0\r\n\r\n'] as const,
    ),
    [403, 'with a page', 'content-type: text/html\r\ncontent-length: 6\r\n\r\n<html>'],
    [
      200 + 1,
      "with a vendor's yes",
      `content-type: application/json\r\n\r\n${JSON.stringify(interflow.yes.body)}`,
    ],
    [503, 'with Retry-After', 'retry-after: 5\r\ncontent-length: 0\r\n\r\n'],
    [407, 'with a body that is cut', 'content-length: 100\r\n\r\n<html'],
    [502, 'with a body that is badly packed', 'content-encoding: gzip\r\ncontent-length: 5\r\n\r\nxxxxx'],
  ];

  it.each(refusals)('%i %s', async (status, _what, rest) => {
    proxy.answer = (client) => client.end(`HTTP/1.1 ${status} Said by the proxy\r\n${rest}`);
    expect(await send(`https://127.0.0.1:${secure.port}`)).toMatchObject({
      outcome: 'notSent',
      httpStatus: null,
      words: `The proxy of this n8n did not connect to 127.0.0.1 (status ${status}). ${WORDS}`,
    });
    expect(secure.arrived).toHaveLength(0);
  });

  it('200 that it packs as its page, where it should connect, carries nothing', async () => {
    proxy.answer = (client) => client.end('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok');
    expect(await send(`https://127.0.0.1:${secure.port}`)).toMatchObject({
      outcome: 'notSent',
      httpStatus: null,
    });
    expect(secure.arrived).toHaveLength(0);
  });

  it.each<readonly [string, (client: Socket) => void]>([
    ['closes', (client) => client.end()],
    ['resets', (client) => client.resetAndDestroy()],
    ['says nothing until the deadline', () => deadlines.pass()],
    ['answers half a line', (client) => client.write('HTTP/1.1 2', () => deadlines.pass())],
    ['answers something else', (client) => client.end('220 mail.example.org\r\n\r\n')],
  ])('one that %s', async (_what, answer) => {
    proxy.answer = answer;
    const result = await send(`https://127.0.0.1:${secure.port}`);
    expect(result).toMatchObject({ outcome: 'notSent', httpStatus: null });
    expect(result['words']).toContain('The proxy of this n8n did not connect to 127.0.0.1');
    expect(secure.arrived).toHaveLength(0);
  });

  it('one that does not listen', async () => {
    await proxy.close();
    proxy = new Proxy();
    expect(await send(`https://127.0.0.1:${secure.port}`)).toMatchObject({
      outcome: 'notSent',
      words: `The proxy of this n8n did not connect to 127.0.0.1. ${WORDS}`,
    });
    await proxy.listen();
  });

  it('is tried again where the proxy is out of order, and not where it says no', async () => {
    deadlines.restore();
    proxy.answer = (client) => client.end('HTTP/1.1 403 No\r\ncontent-length: 0\r\n\r\n');
    expect(await send(`https://127.0.0.1:${secure.port}`, { attempts: 2 })).toMatchObject({ attempts: 1 });
    proxy.answer = (client, heard) =>
      proxy.heard.length > 2
        ? tunnel(client, heard)
        : client.end('HTTP/1.1 503 No\r\ncontent-length: 0\r\n\r\n');
    expect(await send(`https://127.0.0.1:${secure.port}`, { attempts: 2 })).toMatchObject({
      attempts: 2,
      outcome: interflow.taken,
    });
  });
});
