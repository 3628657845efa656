import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { itemsOf, runNode } from '../../support/engine';

/** From a command as people paste it to the request that leaves: what was damaged on the way, and what is odd in it. */

interface Arrived {
  url: string;
  headers: IncomingHttpHeaders;
  body: string;
}

let server: Server;
let origin: string;
let arrived: Arrived[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { url = '', headers } = request;
      arrived.push({ url, headers, body: Buffer.concat(chunks).toString('utf8') });
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end('{"id":"m1"}');
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(async () => await new Promise((closed) => server.close(closed)));

const SECRET = 'live-secret-9f8e7d6c5b4a';
const HARD = 'Olá "João"! \\ 50% & {x} d\'água\n"},"to":"5500"';

interface Pasted {
  what: string;
  command: (origin: string) => string;
  check(request: Arrived): void;
}

const json = ({ body }: Arrived): unknown => JSON.parse(body);

const CASES: Pasted[] = [
  {
    what: 'through a word processor',
    command: (at) =>
      `Exemplo:\n\ncurl —location —request POST ‘${at}/send’ \\ —header ‘Authorization: Bearer SEU_TOKEN_AQUI’ \\ –H “Content-Type: application/json” \\ —data-raw ‘{ “to”: “{{number}}”, “text”: “{{text}}” }’`,
    check: (request) => {
      expect(request.headers.authorization).toBe(`Bearer ${SECRET}`);
      expect(json(request)).toEqual({ to: '5511987654321', text: HARD });
    },
  },
  {
    what: 'out of the source of a page',
    command: (at) =>
      `curl &#39;${at}/send?a=1&amp;token={{secret}}&#39; -d &quot;to={{number}}&quot; --data-urlencode &quot;text={{text}}&quot;`,
    check: (request) => {
      expect(request.url).toBe(`/send?a=1&token=${SECRET}`);
      expect(Object.fromEntries(new URLSearchParams(request.body))).toEqual({
        to: '5511987654321',
        text: HARD,
      });
    },
  },
  {
    what: 'with JSON under the header of a form, and JSON in a string of it',
    command: (at) =>
      `curl ${at}/send -H 'Token: VALOR_TOKEN' -H 'Content-Type: application/x-www-form-urlencoded' -d @- <<'EOF'\n{"to":{"list":["{{number}}"]},"payload":"{\\"body\\":\\"{{text}}\\"}"}\nEOF`,
    check: (request) => {
      expect(request.headers['token']).toBe(SECRET);
      expect(request.headers['content-type']).toBe('application/json');
      const { to, payload } = json(request) as { to: unknown; payload: string };
      expect(to).toEqual({ list: ['5511987654321'] });
      expect(JSON.parse(payload)).toEqual({ body: HARD });
    },
  },
  {
    what: 'for Windows, with a hash of the shell for its token',
    command: (at) =>
      `C:\\Users\\ana> curl -X POST ${at}/send --ssl-no-revoke ^\r\n -H "Authorization: Bearer $2b$10$abcdefghij_klmnopqrst-uvwxyz" ^\r\n -H "Content-Type: application/json" ^\r\n -d "{""to"":""{{number}}"",""text"":""{{text}}""}"`,
    check: (request) => {
      expect(request.headers.authorization).toBe(`Bearer ${SECRET}`);
      expect(json(request)).toEqual({ to: '5511987654321', text: HARD });
    },
  },
];

describe.each(CASES)('a command pasted $what', ({ command, check }) => {
  const run = async (options = {}) =>
    await runNode({
      node: 'sendText',
      parameters: { vendor: 'other', to: '11987654321', text: HARD, options },
      items: itemsOf({}),
      credential: {
        type: 'mensageiroOtherApi',
        data: { secret: SECRET, textCommand: command(origin), idPath: 'id', messagesPerMinute: 0 },
      },
    });

  beforeEach(() => {
    arrived = [];
  });

  it('sends what it is given, to the letter', async () => {
    const ran = await run();
    expect(ran.error).toBeUndefined();
    expect(ran.outputs[0]?.[0]?.json).toMatchObject({ outcome: 'sent', messageId: 'm1' });
    expect(arrived).toHaveLength(1);
    check(arrived[0] as Arrived);
  });

  it('shows no secret in a dry run, and sends nothing', async () => {
    const { outputs, error } = await run({ dryRun: true });
    expect(error).toBeUndefined();
    expect(JSON.stringify(outputs)).toContain('[secret]');
    expect(JSON.stringify(outputs)).not.toContain(SECRET);
    expect(arrived).toEqual([]);
  });
});
