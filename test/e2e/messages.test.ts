import { createHmac } from 'node:crypto';
import type { Credential } from '../../host/api';
import { messageSenders } from '../../simulator/senders/senders';
import type { Delivery, Sender, Written } from '../../simulator/senders/written';
import { META } from '../../simulator/vendors/metaFixtures';
import { webhookSources } from '../../vendors';
import { senders as presets } from '../../vendors/senders';
import { VendorAt } from '../support/vendorAt';
import { WRITERS } from '../webhook/support/messages';
import { startEverything, startPatience, type Running } from './support/running';
import {
  executionsOf,
  itemsOfEach,
  knock,
  publish,
  store,
  TRIGGER,
  until,
  type Listener,
} from './support/triggerWorkflow';

const PHONE = '5511987654321';

const parametersOf = ({ id }: Sender, authentication = 'secretUrl') => ({
  ...(presets.some((preset) => preset.id === id) ? { source: 'custom', sender: id } : { source: id }),
  events: ['messages'],
  authentication,
  options: {},
});

/** How those sign who do, by another hand than the trigger's: the headers for a body that goes to an address. */
const SIGNING: Readonly<
  Record<string, (secret: string, body: string, url: string) => Record<string, string>>
> = {
  meta: (secret, body) => ({
    'x-hub-signature-256': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
  }),
  chatwoot: (secret, body) => {
    const at = Math.floor(Date.now() / 1000);
    const signature = createHmac('sha256', secret).update(`${at}.${body}`).digest('hex');
    return { 'x-chatwoot-timestamp': String(at), 'x-chatwoot-signature': `sha256=${signature}` };
  },
  twilio: (secret, body, url) => {
    const fields = [...new URLSearchParams(body)].sort(([one], [other]) => (one < other ? -1 : 1));
    const signed = url + fields.flat().join('');
    return { 'x-twilio-signature': createHmac('sha1', secret).update(signed).digest('base64') };
  },
  waha: (secret, body) => ({ 'x-webhook-hmac': createHmac('sha512', secret).update(body).digest('hex') }),
};

/** Meta alone signs in the simulator, so its trigger asks for it. */
const isAlwaysSigned = ({ id }: Sender): boolean => id === 'meta';

/** The secret of those who sign; the simulator's own where it signs. */
const SECRET = META.appSecret;

const signed: Credential = {
  name: 'Who signs',
  type: 'mensageiroWebhookApi',
  data: { secret: SECRET, headerName: '' },
};

/** A panel of the family writes as the other panels do. */
const writerOf = ({ id }: Sender) =>
  WRITERS.find(({ name }) => name === (id === 'whaticket' ? 'cleverchat' : id));

let ids = 0;

/** A message as a sender writes it, with an id of its own. */
function messageOf(sender: Sender, changes: Partial<Written> = {}): Delivery {
  const plain = (++ids).toString(16).toUpperCase().padStart(20, '3EB0');
  const id = sender.idOf?.(plain) ?? plain;
  return sender.delivery({ from: PHONE, name: 'Maria Souza', text: 'Oi', id, at: Date.now(), ...changes });
}

const cases = messageSenders.map((sender) => [sender.label, sender] as const);

describe('what a person writes, in a real n8n', () => {
  let running: Running;
  const listeners = new Map<string, Listener>();
  const guarded = new Map<string, Listener>();

  beforeAll(async () => {
    running = await startEverything();
    const { api } = running.n8n;
    const trust = async (sender: Sender) =>
      await store(api, 'statusTrigger', parametersOf(sender, 'hmac'), signed);
    for (const sender of messageSenders) {
      if (sender.id in SIGNING) guarded.set(sender.label, await trust(sender));
      listeners.set(
        sender.label,
        isAlwaysSigned(sender)
          ? await trust(sender)
          : await store(api, 'statusTrigger', parametersOf(sender)),
      );
    }
    for (const listener of [...listeners.values(), ...guarded.values()])
      await until(async () => (await knock(listener)) !== 404, `${listener.url} listens`);
    running.simulator.setWebhookUrls([...listeners].map(([label, { url }]) => `${label} ${url}`));
  }, startPatience);
  afterAll(() => running?.stop());

  const listenerOf = ({ label }: Sender, from = listeners): Listener => {
    const listener = from.get(label);
    if (listener === undefined) throw new Error(`Nobody listens to ${label}`);
    return listener;
  };

  const post = async ({ url }: Listener, { type, body, headers }: Delivery) => {
    const init = { method: 'POST', headers: { 'content-type': type, ...headers }, body };
    const answer = await fetch(url, init);
    return { status: answer.status, text: await answer.text() };
  };

  /** A body of somebody, signed where the listener asks for it. */
  const jsonOf = (sender: Sender, body: string): Delivery => {
    const headers = isAlwaysSigned(sender) ? SIGNING[sender.id]?.(SECRET, body, '') : undefined;
    return { type: 'application/json', body, ...(headers !== undefined && { headers }) };
  };

  const write = async (sender: string, text: string) =>
    await fetch(`${running.simulator.urls.inbox}/phones/${PHONE}/write`, {
      method: 'POST',
      body: new URLSearchParams({ sender, text }),
      redirect: 'manual',
    });

  /** The texts that may start the workflow of each, as the tests go. */
  const expected = new Map<Listener, string[]>();
  const expectStart = (listener: Listener, text: string) =>
    expected.set(listener, [...(expected.get(listener) ?? []), text]);

  const started = async (listener: Listener) => (await executionsOf(running.n8n.api, listener)).length;

  test('everybody who signs messages is tried with a signature', () => {
    const signing = [...webhookSources, ...presets].filter(
      ({ id, signature }) => signature !== undefined && messageSenders.some((sender) => sender.id === id),
    );
    expect(Object.keys(SIGNING).sort()).toEqual([...new Set(signing.map(({ id }) => id))].sort());
  });

  test.each(cases)('through %s starts the workflow once, word for word', async (label, sender) => {
    const text = `Oi, "tudo" bem?\n  {{ 1 + 1 }} ✅ <b> & ${label}`;
    expectStart(listenerOf(sender), text);
    expect((await write(label, text)).status).toBe(303);
    const { times = 1 } = sender;
    const accepted = () =>
      running.simulator.deliveries.filter(
        (each) => each.url === listenerOf(sender).url && each.httpStatus === 200,
      );
    // The page does not wait for a busy n8n.
    await until(async () => accepted().length >= times, `n8n takes what ${label} posts`);
    expect(accepted()).toHaveLength(times);
    expect(await itemsOfEach(running.n8n.api, listenerOf(sender))).toEqual([
      [expect.objectContaining({ from: PHONE, name: 'Maria Souza', kind: 'text', text, fromMe: false })],
    ]);
  });

  test.each(cases)('that %s posts again starts nothing', async (_label, sender) => {
    const listener = listenerOf(sender);
    const before = await started(listener);
    const message = messageOf(sender);
    expectStart(listener, 'Oi');
    const answers = [await post(listener, message), await post(listener, message)];
    answers.push(...(await Promise.all([1, 2, 3].map(async () => await post(listener, message)))));
    expect(answers.map(({ status }) => status)).toEqual(Array(5).fill(200));
    expect(answers.map(({ text }) => text.includes('duplicate'))).toEqual([false, true, true, true, true]);
    expect(await started(listener)).toBe(before + 1);
  });

  test.each(cases)('that comes broken from %s starts nothing', async (_label, sender) => {
    const listener = listenerOf(sender);
    const before = await started(listener);
    const broken = [messageOf(sender).body.slice(0, -2), '{"message":', '[', '"', ''];
    for (const text of broken) {
      const answer = await post(listener, jsonOf(sender, text));
      expect([text.slice(-20), answer.text]).not.toEqual([text.slice(-20), 'received']);
    }
    expect(await started(listener)).toBe(before);
  });

  /** Who passes on nothing of groups. */
  const withoutGroups = ['chatwoot', 'gupshup', 'twilio', 'zenvia'];

  test('everybody with groups is tried with one', () => {
    const without = messageSenders.filter((sender) => writerOf(sender)?.group === undefined);
    expect(without.map(({ id }) => id).sort()).toEqual(withoutGroups);
  });

  test.each(cases.filter(([, { id }]) => !withoutGroups.includes(id)))(
    'in a group of %s starts nothing',
    async (_label, sender) => {
      const listener = listenerOf(sender);
      const before = await started(listener);
      const body = JSON.stringify(writerOf(sender)?.group?.({ id: `GROUP${++ids}` }));
      const answer = await post(listener, jsonOf(sender, body));
      expect([answer.status, JSON.parse(answer.text)]).toMatchObject([200, { ignored: 'group' }]);
      expect(await started(listener)).toBe(before);
    },
  );

  test.each(cases.filter(([, { id }]) => id in SIGNING))(
    'that somebody forges in the name of %s starts nothing, and the true one does',
    async (_label, sender) => {
      const listener = listenerOf(sender, guarded);
      const sign = SIGNING[sender.id];
      if (sign === undefined) throw new Error('This one does not sign');
      const { type, body } = messageOf(sender);
      const other = messageOf(sender, { text: 'Another' }).body;
      const good = () => sign(SECRET, body, listener.url);
      const altered = Object.fromEntries(
        Object.entries(good()).map(([name, value]) => [name, value.replace(/.{8}$/, 'AAAAAAAA')]),
      );
      const forged = [
        undefined,
        sign('a guess', body, listener.url),
        sign(SECRET, other, listener.url),
        altered,
      ];
      for (const headers of forged) {
        const answer = await post(listener, { type, body, ...(headers !== undefined && { headers }) });
        expect(answer.status).toBe(401);
      }
      expect(await started(listener)).toBe(0);
      expectStart(listener, 'Oi');

      expect(await post(listener, { type, body, headers: good() })).toEqual({
        status: 200,
        text: 'received',
      });
      expect((await itemsOfEach(running.n8n.api, listener)).flat()).toMatchObject([
        { from: PHONE, text: 'Oi' },
      ]);
    },
  );

  describe('with a file', () => {
    const JPEG = Buffer.from('\xFF\xD8\xFF\xE0\0\x10JFIF\0\x01 every byte \0\x80\xFE', 'latin1');
    const KEY = 'a-key-of-ours';
    let vendor: VendorAt;
    beforeAll(async () => {
      vendor = await VendorAt.start();
      vendor.answer = ({ url, response, headers }) => {
        const isOurs = [`Bearer ${KEY}`, undefined].includes(headers.authorization);
        const knowsKey = isOurs && (headers.authorization ?? headers['x-api-key']) !== undefined;
        const found = { url: `http://127.0.0.1:${vendor.port}/file`, mime_type: 'image/jpeg' };
        if (url === '/file' || url === '/api/files/77.jpg')
          response.writeHead(knowsKey ? 200 : 401).end(JPEG);
        else response.writeHead(knowsKey && url.endsWith('/77') ? 200 : 400).end(JSON.stringify(found));
      };
    });
    afterAll(() => vendor.close());

    const now = (): number => Math.floor(Date.now() / 1000);
    const ofMeta = (id: string, file: string) => ({
      id,
      from: PHONE,
      timestamp: String(now()),
      type: 'image',
      image: { id: file, mime_type: 'image/jpeg', caption: 'A foto' },
    });
    const ofWaha = (id: string, file: string) => ({
      event: 'message',
      session: 'default',
      payload: {
        id,
        from: `${PHONE}@c.us`,
        fromMe: false,
        timestamp: now(),
        body: 'A foto',
        hasMedia: true,
        media: { url: `http://localhost:3000/api/files/${file}.jpg`, mimetype: 'image/jpeg' },
      },
    });

    const fromMeta = () => {
      const meta = running.credentials.find(({ type }) => type === 'mensageiroMetaApi') as Credential;
      const value = {
        metadata: { phone_number_id: '10' },
        messages: [ofMeta('A', '77'), ofMeta('B', '78')],
      };
      const changes = [{ field: 'messages', value }];
      return {
        parameters: { source: 'meta' },
        sending: { ...meta, data: { ...meta.data, accessToken: KEY } },
        address: 'baseUrl',
        body: { object: 'whatsapp_business_account', entry: [{ id: '1', changes }] },
      };
    };

    const fromWaha = () => ({
      parameters: { source: 'custom', sender: 'waha' },
      sending: {
        name: 'Files of WAHA',
        type: 'mensageiroMediaApi',
        data: { sender: 'waha', apiKey: KEY },
      },
      address: 'serverAddress',
      body: [ofWaha('A', '77'), ofWaha('B', '78')],
    });

    test.each([
      ['Meta Cloud API', fromMeta],
      ['WAHA', fromWaha],
    ] as const)('of %s brings it as binary, and comes whole where it cannot be had', async (name, set) => {
      const { api } = running.n8n;
      const { parameters, sending, address, body } = set();
      const data = { ...sending.data, [address]: `http://127.0.0.1:${vendor.port}` };
      const listener = await publish(
        api,
        'statusTrigger',
        {
          ...parameters,
          events: ['messages'],
          downloadMedia: true,
          authentication: 'secretUrl',
          options: {},
        },
        { ...sending, data },
        {
          id: 'bytes',
          name: 'Bytes',
          type: 'n8n-nodes-base.extractFromFile',
          typeVersion: 1,
          position: [220, 0],
          parameters: { operation: 'binaryToPropery', options: { keepSource: 'both' } },
          onError: 'continueRegularOutput',
        },
      );
      expect(await post(listener, { type: 'application/json', body: JSON.stringify(body) })).toEqual({
        status: 200,
        text: 'received',
      });
      const [execution] = await executionsOf(api, listener);
      const ended = await api.waitForExecution(execution?.id ?? '');
      const items = ended.items(TRIGGER)[0] ?? [];
      expect(items.map(({ messageId, text, mediaError = null }) => [messageId, text, mediaError])).toEqual([
        ['A', 'A foto', null],
        ['B', 'A foto', expect.stringContaining(`${name} did not give the file (status 400).`)],
      ]);
      const [bytes, none] = ended.items('Bytes')[0] ?? [];
      expect(Buffer.from(String(bytes?.['data']), 'base64')).toEqual(JPEG);
      expect(none).not.toHaveProperty('data');
    });
  });

  test('has started nothing else in the end, at nobody', async () => {
    for (const listener of [...listeners.values(), ...guarded.values()]) {
      const items = (await itemsOfEach(running.n8n.api, listener)).flat();
      expect(items.map(({ text }) => text).sort()).toEqual([...(expected.get(listener) ?? [])].sort());
    }
  });
});
