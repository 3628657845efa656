import { itemsOf, runNode } from '../../support/engine';
import { VendorAt, type Arrived } from '../../support/vendorAt';

/** From a command as people paste it to the request that leaves: what was damaged on the way, and what is odd in it. */

let vendor: VendorAt;

beforeAll(async () => {
  vendor = await VendorAt.start();
  vendor.answer = ({ response }) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end('{"id":"m1"}');
  };
});

afterAll(() => vendor.close());

const origin = (): string => `http://127.0.0.1:${vendor.port}`;

const SECRET = 'live-secret-9f8e7d6c5b4a';
const HARD = 'Olá "João"! \\ 50% & {x} d\'água\n"},"to":"5500"';

interface Pasted {
  what: string;
  command: (origin: string) => string;
  check(request: Arrived): void;
}

const json = ({ body }: Arrived): unknown => JSON.parse(String(body));

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
      expect(Object.fromEntries(new URLSearchParams(String(request.body)))).toEqual({
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
        data: { secret: SECRET, textCommand: command(origin()), idPath: 'id', messagesPerMinute: 0 },
      },
    });

  beforeEach(() => {
    vendor.arrived.length = 0;
  });

  it('sends what it is given, to the letter', async () => {
    const ran = await run();
    expect(ran.error).toBeUndefined();
    expect(ran.outputs[0]?.[0]?.json).toMatchObject({ outcome: 'sent', messageId: 'm1' });
    expect(vendor.arrived).toHaveLength(1);
    check(vendor.arrived[0] as Arrived);
  });

  it('shows no secret in a dry run, and sends nothing', async () => {
    const { outputs, error } = await run({ dryRun: true });
    expect(error).toBeUndefined();
    expect(JSON.stringify(outputs)).toContain('[secret]');
    expect(JSON.stringify(outputs)).not.toContain(SECRET);
    expect(vendor.arrived).toEqual([]);
  });
});
