import { inboxPage, type InboxView } from '../../simulator/inbox/inboxPage';
import { SCRIPT } from '../../simulator/inbox/script';
import { INBOX_WORDS, type InboxWords } from '../../simulator/inbox/words';
import { startSimulator } from '../../simulator/simulator';
import type { InboxMessage, MessageKind } from '../../simulator/recording';
import type { WebhookDelivery } from '../../simulator/statusWebhooks';
import { standServers, vendorStands } from '../support/vendorStands';

/** Words that no table of ours has: whatever else is on the page stands outside the table. */
const MARK = '¤';

/** The table with each of its texts replaced by the mark, the functions too. */
function marked<Table>(table: Table): Table {
  if (typeof table === 'string') return MARK as Table;
  if (typeof table === 'function') return (() => MARK) as Table;
  return Object.fromEntries(
    Object.entries(table as object).map(([key, value]) => [key, marked(value as unknown)]),
  ) as Table;
}

const KINDS: MessageKind[] = [
  'text',
  'image',
  'video',
  'audio',
  'document',
  'location',
  'template',
  'campaign',
];
const STATUSES = ['pending', 'sent', 'delivered', 'read', 'failed'];

const [reporting] = vendorStands.filter(({ reports }) => reports !== undefined);
if (reporting === undefined) throw new Error('No vendor reports a status any more.');
const { vendor, generation } = reporting;

let number = 0;
/** Data of people and vendors is digits here, so that every letter on the page is a word of ours. */
const message = (changes: Partial<InboxMessage>): InboxMessage => ({
  number: ++number,
  vendor: vendor.id,
  host: generation,
  messageId: '1',
  to: '5511999999999',
  kind: 'text',
  text: '1',
  status: 'sent',
  at: '2026-01-01T00:00:00.000Z',
  ...changes,
});

const file = (bytes: number, mimeType?: string) => ({ content: Buffer.alloc(bytes), mimeType });

const messages: InboxMessage[] = [
  // More phones, and more messages on one, than are shown; the newest phones are.
  ...Array.from({ length: 50 }, (_, index) => message({ to: `55117777777${10 + index}` })),
  ...Array.from({ length: 70 }, () => message({ to: '5511888888888' })),
  ...KINDS.map((kind) => message({ kind })),
  ...STATUSES.map((status) => message({ status })),
  ...vendorStands.map(({ vendor, generation }) => message({ vendor: vendor.id, host: generation })),
  ...KINDS.map((kind) => message({ kind, media: { url: 'https://1.1/1' } })),
  message({ kind: 'document', media: {} }),
  message({ kind: 'image', media: file(1, 'image/png') }),
  ...[1, 2_000, 2_000_000].map((bytes) => message({ kind: 'document', media: file(bytes) })),
  message({ kind: 'location', location: { latitude: 1, longitude: 2 } }),
  message({ kind: 'template', template: { name: '1', header: '1', footer: '1', buttons: ['1'] } }),
  message({ kind: 'campaign', campaign: '1', template: { name: '1' } }),
  message({ ticket: { queueId: null } }),
  message({ ticket: { queueId: '1' } }),
];

const delivery = (url: string, changes: Partial<WebhookDelivery>): WebhookDelivery => ({
  messageId: '1',
  status: 'read',
  url,
  attempts: 1,
  httpStatus: 200,
  accepted: false,
  at: '2026-01-01T00:00:00.000Z',
  ...changes,
});

const deliveries = [
  ...[null, 400, 401, 404, 500].map((httpStatus) => delivery(`http://1.1/${httpStatus}`, { httpStatus })),
  delivery('http://1.1/1', { accepted: true }),
  delivery('http://1.1/2', { accepted: true }),
];

const addresses = Object.fromEntries(Object.keys(standServers).map((name) => [name, '1']));
const view = (changes: Partial<InboxView>): InboxView => ({
  version: 1,
  messages: [],
  written: [],
  addresses,
  webhookUrls: [],
  deliveries: [],
  ...changes,
});

/** Every state of the page. */
const views: InboxView[] = [
  view({}),
  view({ messages }),
  view({
    messages,
    written: [
      {
        number: 99,
        from: '5511999999999',
        text: '1',
        sender: 'Meta',
        messageId: '1',
        at: '2026-01-01T00:00:00.000Z',
      },
    ],
  }),
  view({ webhookUrls: ['http://1.1/1'] }),
  view({ webhookUrls: ['http://1.1/1'], deliveries: [delivery('http://1.1/1', { attempts: 0 })] }),
  view({ webhookUrls: deliveries.map(({ url }) => url), deliveries }),
];

/** What a person reads or hears of a page: its texts, and the attributes that are shown or spoken. */
function perceived(page: string): string {
  const spoken = [...page.matchAll(/\b(?:aria-label|alt|title|data-(?:title|away|count))="([^"]*)"/g)];
  const texts = page.replace(/<textarea[^]*?<\/textarea/g, '<').replace(/<[^>]*>/g, ' ');
  return [...spoken.map(([, text]) => text), texts].join('\n');
}

/** Names, addresses and paths, which are the same in every language. */
const neutral = /http:\/\/[\d./a-z]+|https:\/\/1\.1\/1/g;

const keysOf = (table: object, path = ''): string[] =>
  Object.entries(table).flatMap(([key, value]) =>
    typeof value === 'object' && value !== null
      ? keysOf(value as object, `${path}${key}.`)
      : `${path}${key}:${typeof value}`,
  );

describe('the words of the inbox page', () => {
  test('are the same ones in both languages', () => {
    expect(keysOf(INBOX_WORDS.pt).sort()).toEqual(keysOf(INBOX_WORDS.en).sort());
  });

  test('are all in the table', () => {
    const words = marked<InboxWords>(INBOX_WORDS.en);
    for (const each of views) {
      const outside = perceived(inboxPage(each, words).text).replace(neutral, '');
      expect(outside.match(/\p{L}{2,}/gu)).toBeNull();
      expect(outside).toContain(MARK);
    }
  });

  test('would be missed in the table by this test', () => {
    const page = inboxPage(view({ messages }), marked<InboxWords>(INBOX_WORDS.en)).text;
    for (const spoilt of [page.replace('<h1>', '<h1>Inbox '), page.replace(`alt="${MARK}`, 'alt="Picture')])
      expect(perceived(spoilt)).toMatch(/\p{L}{2,}/u);
  });

  test('are not in the script of the page, which takes them from the page', () => {
    const told = [...SCRIPT.matchAll(/ tell\((.*)\);/g)].map(([, what]) => what);
    expect(new Set(told)).toEqual(new Set(['await answer.text()', 'document.body.dataset.away']));
    expect(SCRIPT).toContain('document.title = document.body.dataset.title');
  });

  test('are English or Portuguese throughout', () => {
    const [english, portuguese] = (['en', 'pt'] as const).map((language) =>
      views
        .map((each) => perceived(inboxPage(each, INBOX_WORDS[language]).text))
        .join('\n')
        // A path of ours and a button of n8n, which has no other language.
        .replace(/\/messages\.json|“Listen for test event”/g, ''),
    );
    expect(english).not.toMatch(/[ãõçáéíóú]/);
    expect(portuguese).not.toMatch(
      /\b(?:the|and|of|message|messages|phone|address|addresses|by|current|direct|templates|read|sent)\b/i,
    );
  });
});

describe('the language of the inbox page', () => {
  const shown = async (accepted: string) => {
    const simulator = await startSimulator();
    try {
      const headers = { 'accept-language': accepted };
      const answer = await fetch(simulator.urls.inbox, { headers });
      const text = await answer.text();
      const refusal = await fetch(`${simulator.urls.inbox}/messages/1/status`, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body: '{}',
      });
      return {
        language: /<html lang="([^"]*)"/.exec(text)?.[1],
        header: answer.headers.get('content-language'),
        varies: answer.headers.get('vary'),
        refusal: await refusal.text(),
      };
    } finally {
      await simulator.close();
    }
  };

  test.each([
    ['pt-BR,pt;q=0.9,en-US;q=0.8,en;q=0.7', 'pt-BR'],
    ['pt', 'pt-BR'],
    ['PT-pt', 'pt-BR'],
    ['fr,pt;q=0.9,en;q=0.8', 'pt-BR'],
    ['en-US,en;q=0.9,pt-BR;q=0.8', 'en'],
    ['pt;q=0.1,en', 'en'],
    ['fr-FR,fr', 'en'],
    ['pt;q=0', 'en'],
    ['*', 'en'],
    ['', 'en'],
    [';;q=,pt=', 'en'],
  ])('for a browser that asks for "%s" is %s', async (accepted, language) => {
    const { refusal, ...page } = await shown(accepted);
    expect(page).toEqual({ language, header: language, varies: 'Accept-Language' });
    expect(refusal).toBe(INBOX_WORDS[language === 'en' ? 'en' : 'pt'].noMessage);
  });
});
