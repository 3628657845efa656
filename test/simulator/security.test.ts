import { request } from 'node:http';
import { startSimulator, type Simulator } from '../../simulator/simulator';
import { kindOfLink, ownValue } from '../../simulator/fields';
import { KEPT, keepNewest, Retention } from '../../simulator/retention';

const KEPT_BYTES = 10_000;
const PROTOTYPE_WORDS = ['constructor', '__proto__', 'toString', 'hasOwnProperty', 'valueOf'];

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator({ keptBytes: KEPT_BYTES, webhookRetryDelays: [] });
});
afterAll(() => simulator.close());
beforeEach(() => simulator.reset());

/** `fetch` sends no `Host` of one's own. */
async function ask(
  address: string,
  headers: Record<string, string>,
  method = 'GET',
  body = '',
): Promise<{ status: number; text: string }> {
  return await new Promise((resolve, reject) => {
    const asking = request(address, { method, headers }, (answer) => {
      let text = '';
      answer.on('data', (chunk: Buffer) => (text += chunk.toString()));
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text }));
    });
    asking.on('error', reject);
    asking.end(body);
  });
}

const port = (url: string) => new URL(url).port;

describe('field X7: a page of another site', () => {
  it.each([
    'evil.example',
    'evil.example:5801',
    '127.0.0.1.evil.example',
    'localhost.evil.example',
    '10.0.0.1',
  ])('that leads its own name %j to this computer is answered by no server', async (host) => {
    for (const url of Object.values(simulator.urls))
      for (const path of ['/', '/messages.json', '/webhook-urls'])
        expect(await ask(url + path, { host })).toEqual({
          status: 403,
          text: expect.stringContaining('Only this computer'),
        });
  });

  it.each(['127.0.0.1', 'localhost', 'LOCALHOST', '[::1]'])(
    'is told from this computer, %s',
    async (host) => {
      const { inbox } = simulator.urls;
      expect((await ask(`${inbox}/messages.json`, { host: `${host}:${port(inbox)}` })).status).toBe(200);
      expect((await ask(`${inbox}/messages.json`, { host })).status).toBe(200);
    },
  );

  it.each<Record<string, string>>([
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: 'http://127.0.0.1:1' },
    { 'sec-fetch-site': 'cross-site' },
  ])('cannot press a button or send to a vendor: %j', async (headers) => {
    for (const url of [
      `${simulator.urls.inbox}/clear`,
      `${simulator.urls.inbox}/webhook-urls`,
      simulator.urls.logyca,
    ])
      expect((await ask(url, headers, 'POST')).status).toBe(403);
    expect(simulator.requests).toHaveLength(0);
  });

  it('is told from the own one', async () => {
    const { inbox } = simulator.urls;
    expect(
      (await ask(`${inbox}/clear`, { origin: inbox, 'sec-fetch-site': 'same-origin' }, 'POST')).status,
    ).toBe(303);
  });
});

describe('field X7: memory', () => {
  it('holds the newest bodies only, and says of the older ones that they came', async () => {
    const body = JSON.stringify({ text: 'x'.repeat(4_000) });
    const headers = { 'content-type': 'application/json' };
    for (let sent = 0; sent < 6; sent++) await ask(`${simulator.urls.logyca}/x`, headers, 'POST', body);
    expect(simulator.requests.map(({ rawBody }) => rawBody.length > 0)).toEqual([
      false,
      false,
      false,
      false,
      true,
      true,
    ]);
    expect(simulator.requests.map(({ json }) => json !== undefined)).toEqual([
      false,
      false,
      false,
      false,
      true,
      true,
    ]);
  });

  it('keeps the newest body, however large it is', async () => {
    await ask(`${simulator.urls.logyca}/x`, {}, 'POST', 'x'.repeat(KEPT_BYTES * 2));
    expect(simulator.requests[0]?.rawBody).toHaveLength(KEPT_BYTES * 2);
  });

  it('lets go in the order of arrival, each once', () => {
    const gone: number[] = [];
    const retention = new Retention(10);
    for (const bytes of [4, 4, 0, 4, 12, 1]) retention.hold(bytes, () => gone.push(bytes));
    expect(gone).toEqual([4, 4, 4, 12]);
    retention.forget();
    retention.hold(10, () => gone.push(10));
    expect(gone).toHaveLength(4);
  });

  it('keeps so many entries and no more', () => {
    const list: number[] = [];
    for (let entry = 0; entry < KEPT.entries * 2.5; entry++) keepNewest(list, entry);
    expect(list.length).toBeLessThanOrEqual(KEPT.entries * 1.1);
    expect(list.at(-1)).toBe(KEPT.entries * 2.5 - 1);
  });
});

describe('field X7: words that every object has', () => {
  it.each(PROTOTYPE_WORDS)('%s stands in no table', async (word) => {
    expect(ownValue({ a: 1 }, word)).toBeUndefined();
    expect(kindOfLink(`https://example.com/file.${word}`)).toBe('document');
    for (const [name, url] of Object.entries(simulator.urls)) {
      if (name === 'inbox') continue;
      const headers = { authorization: `Bearer ${word}`, 'content-type': 'application/json' };
      const body = `{"${word}":"x","type":"${word}","template_id":"${word}","id":"${word}"}`;
      for (const path of ['/', '/messages', '/api/v1/messages', `/${word}`, `/api/v1/conversations/${word}`])
        expect((await ask(url + path, headers, 'POST', body)).status).not.toBe(500);
    }
  });
});
