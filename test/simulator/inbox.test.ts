import { CLEVERCHAT } from '../../simulator/vendors/cleverchatFixtures';
import { INTERFLOW } from '../../simulator/vendors/interflowFixtures';
import { startSimulator } from '../../simulator/simulator';
import type { Simulator } from '../../simulator/simulator';
import {
  aideskKey,
  call,
  callCurrent,
  cleverchatAuthorization,
  logycaAuthorization,
  post,
  postForm,
  sendV1,
  talkmeUrl,
  v1Message,
} from './calling';

const HOSTILE = '<script>alert(1)</script>"\'&';
let simulator: Simulator;

beforeAll(async () => {
  simulator = await startSimulator();
});
afterAll(() => simulator.close());
beforeEach(() => {
  simulator.reset();
  simulator.setWebhookUrls([]);
});

const page = async () => (await call(simulator.urls.inbox)).text;
const form = (path: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
  call(simulator.urls.inbox + path, { method: 'POST', headers, body: new URLSearchParams(fields) });

async function upload(name: string, type: string, content: string): Promise<void> {
  const fields = { number: '5511999999999', openTicket: '1', queueId: CLEVERCHAT.queueId, body: 'Segue' };
  const files = [{ field: 'medias', name, type, content }];
  await postForm(`${simulator.urls.cleverchat}/api/messages/send`, fields, files, cleverchatAuthorization);
}

test('explains itself while it is empty', async () => {
  const text = await page();
  expect(text).toContain('No message yet');
  expect(text).toContain('No webhook address is set.');
  for (const [name, url] of Object.entries(simulator.urls)) {
    if (name !== 'inbox') expect(text).toContain(url);
  }
});

test('shows one phone per recipient, with and without the country code', async () => {
  await sendV1(simulator, v1Message({ to: '5511988887777' }));
  const query = { acao: 'insere_whats_simples', num_dest: '11988887777', txtmsg: 'x', id_campanha: '12345' };
  await call(talkmeUrl(simulator, query));
  await sendV1(simulator, v1Message({ to: '5521987654321' }));
  const text = await page();
  expect(text.match(/class="phone"/g)).toHaveLength(2);
  expect(text).toContain('+55 11 98888-7777');
  expect(text.match(/class="bubble"/g)).toHaveLength(3);
});

test('escapes everything that a message brings', async () => {
  await sendV1(simulator, v1Message({ to: HOSTILE, content: { text: HOSTILE } }));
  const location = { latitude: 1, longitude: 2, name: HOSTILE, address: HOSTILE };
  await sendV1(simulator, v1Message({ type: 'location', content: location }));
  const file = { url: 'https://exemplo.com/"onx="', filename: HOSTILE, caption: HOSTILE };
  await sendV1(simulator, v1Message({ type: 'document', content: file }));
  simulator.setWebhookUrls([`http://127.0.0.1/</textarea>${HOSTILE}`]);
  const text = await page();
  expect(text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;');
  expect(text).not.toContain('<script>alert');
  expect(text.match(/<\/textarea/g)).toHaveLength(1);
  expect(text).not.toMatch(/"onx="/);
});

test('runs no code but its own', async () => {
  const { headers } = await call(simulator.urls.inbox);
  expect(headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(headers.get('content-security-policy')).not.toContain('unsafe');
});

test('offers the status buttons where the vendor has webhooks, and the reason where not', async () => {
  await sendV1(simulator, v1Message());
  expect(await page()).not.toMatch(/<button[^>]*\sdisabled/);
  simulator.reset();
  const text = { contact_id: 53, instance_id: 4, message_content: 'Olá' };
  await post(`${simulator.urls.aideskDirect}/sendmessage`, text, aideskKey);
  await post(
    `${simulator.urls.logyca}/api/messages/send`,
    { number: '5511999999999', message: 'x' },
    logycaAuthorization,
  );
  await callCurrent(simulator, `chat/${INTERFLOW.chatId}/message`, { content: 'x' });
  const shown = await page();
  expect(shown.match(/<button[^>]*\sdisabled/g)).toHaveLength(9);
  expect(shown).toContain('AI Desk documents no status webhooks');
  expect(shown).toContain('Interflow, current API documents no status webhooks');
});

test('changes a status by a plain form', async () => {
  await sendV1(simulator, v1Message());
  const answer = await form(`/messages/${simulator.inbox[0]?.number}/status`, { status: 'read' });
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/']);
  expect(simulator.inbox[0]?.status).toBe('read');
  expect(await page()).toContain('aria-label="read"');
});

test('refuses the status of a message that is not there, and a word that is no status', async () => {
  await sendV1(simulator, v1Message());
  expect((await form('/messages/9999/status', { status: 'read' })).status).toBe(404);
  const answer = await form(`/messages/${simulator.inbox[0]?.number}/status`, { status: 'seen' });
  expect([answer.status, answer.text]).toEqual([400, '"seen" is not one of Interflow\'s statuses']);
});

test('says what to do when n8n does not know the webhook', async () => {
  await sendV1(simulator, v1Message());
  simulator.setWebhookUrls([`${simulator.urls.logyca}/webhook/x`]);
  simulator.answerNext('logyca', { status: 404, body: { message: 'not registered' } });
  await simulator.emitStatus(simulator.inbox[0]?.messageId ?? '', 'delivered');
  const text = await page();
  expect(text).toContain('n8n answered 404 to “delivered”.');
  expect(text).toContain('Publish (activate) the workflow');
  simulator.setWebhookUrls(['http://localhost:5678/webhook/another']);
  expect(await page()).not.toContain('n8n answered 404');
});

test('says which address refused, and that the others took the event', async () => {
  await sendV1(simulator, v1Message());
  const [refusing, first, second] = ['a', 'b', 'c'].map((path) => `${simulator.urls.logyca}/webhook/${path}`);
  simulator.setWebhookUrls([refusing ?? '', first ?? '', second ?? '']);
  // The simulated vendor answers in the order of arrival; each event stands for what n8n would say.
  for (const status of [404, 200, 200]) simulator.answerNext('logyca', { status, body: {} });
  await simulator.emitStatus(simulator.inbox[0]?.messageId ?? '', 'read');
  const refused = simulator.deliveries.filter(({ accepted }) => !accepted).map(({ url }) => url);
  expect(refused).toHaveLength(1);
  const text = (await page()).replace(/\s+/g, ' ');
  expect(text.match(/Attempt 1, [^<]*/g)).toEqual([`Attempt 1, ${refused[0]}`]);
  expect(text).toContain('Publish (activate) the workflow');
  expect(text).toContain('2 addresses answered 200 for msg_');
});

describe('the webhook addresses', () => {
  const stored = async () => (await call(`${simulator.urls.inbox}/messages.json`)).json['webhookUrls'];

  test('are set by form, one per line, and by JSON, and cleared by an empty value', async () => {
    await form('/webhook-urls', { urls: ' http://localhost:5678/webhook/a \r\n\r\nhttps://n8n.example/b\n' });
    expect(await page()).toContain('\nhttp://localhost:5678/webhook/a\nhttps://n8n.example/b</textarea');
    const urls = ['https://n8n.example/b', 'https://n8n.example/c', 'https://n8n.example/b'];
    const answer = await post(`${simulator.urls.inbox}/webhook-urls`, { urls });
    expect(answer.json).toEqual({ webhookUrls: urls.slice(0, 2) });
    await form('/webhook-urls', { urls: '' });
    expect(await stored()).toEqual([]);
  });

  test.each(['javascript:alert(1)', 'localhost:5678', 'file:///etc/passwd'])('are never %s', async (url) => {
    const answer = await form('/webhook-urls', { urls: `http://localhost/a\n${url}` });
    expect(answer.status).toBe(400);
    expect(answer.text).toContain(`“${url}” is no address`);
    expect(await stored()).toEqual([]);
  });

  test('are not changed by the page of another site', async () => {
    const foreign = { origin: 'https://evil.example' };
    expect((await form('/webhook-urls', { urls: 'https://evil.example' }, foreign)).status).toBe(403);
    const own = { origin: simulator.urls.inbox };
    expect((await form('/webhook-urls', { urls: 'http://localhost/a' }, own)).status).toBe(303);
  });
});

describe('an uploaded file', () => {
  test('is shown from memory when it is an image', async () => {
    await upload('a.png', 'image/png', 'picture');
    const path = `/media/${simulator.inbox[0]?.number}`;
    expect(await page()).toContain(`<img src="${path}"`);
    const answer = await call(simulator.urls.inbox + path);
    expect([answer.text, answer.headers.get('content-type')]).toEqual(['picture', 'image/png']);
  });

  test.each(['text/html', 'image/svg+xml', 'text/javascript'])(
    'is only a download when it is %s',
    async (type) => {
      await upload('a.html', type, '<script>');
      const answer = await call(`${simulator.urls.inbox}/media/${simulator.inbox[0]?.number}`);
      expect(answer.headers.get('content-type')).toBe('application/octet-stream');
      expect(answer.headers.get('content-disposition')).toContain('attachment');
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    },
  );

  test('is described in the JSON without its bytes', async () => {
    await upload('a.pdf', 'application/pdf', 'x'.repeat(2048));
    const { json } = await call(`${simulator.urls.inbox}/messages.json`);
    const number = simulator.inbox[0]?.number;
    expect((json['messages'] as Array<{ media: object }>)[0]?.media).toEqual({
      fileName: 'a.pdf',
      mimeType: 'application/pdf',
      size: 2048,
      href: `/media/${number}`,
    });
  });
});

test('counts a new version with every change, and clears', async () => {
  const version = async () => (await call(`${simulator.urls.inbox}/messages.json`)).json['version'];
  const before = await version();
  await sendV1(simulator, v1Message());
  const after = await version();
  expect(after).not.toBe(before);
  expect(await version()).toBe(after);
  expect((await form('/clear', {})).status).toBe(303);
  expect(simulator.inbox).toEqual([]);
  expect(await version()).not.toBe(after);
});
