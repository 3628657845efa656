import fc from 'fast-check';
import { inputOf } from '../../core/exchange';
import { buildMessage } from '../../core/request';
import { startSimulator, type ReceivedRequest, type Simulator } from '../../simulator/simulator';
import { vendors } from '../../vendors';
import { accountsAt } from '../support/accounts';
import { accountOf } from '../support/credential';
import { itemsOf, runNode, type Run } from '../support/engine';
import { recordedExchanges } from '../support/recordedExchanges';

let simulator: Simulator;
let accounts: ReturnType<typeof accountsAt>;

beforeAll(async () => {
  simulator = await startSimulator({ messagesPerMinute: 0 });
  accounts = accountsAt(simulator.urls);
});

afterAll(async () => await simulator.close());

beforeEach(() => simulator.reset());

/** Texts that could break out of a body, an address, a form, a template or a log. */
const HOSTILE = [
  '&acao=apaga_tudo&token=x',
  '?#%00%2e%2e/',
  '"},"to":"5511000000000',
  '\r\nX-Evil: 1\r\n\r\n',
  '--boundary--\r\n',
  '{{ $json.secret }} ${process.env} <%= 1 %>',
  '<script>alert(1)</script>',
  "'; DROP TABLE leads; --",
  '__proto__',
  '\u0000\u0007\u001b[31m',
  '\u202Eexe.gpj',
  '😀🇧🇷 ação 你好 مرحبا',
  '\uD800 alone',
];

const text = fc
  .oneof(fc.string({ minLength: 1, maxLength: 60, unit: 'binary' }), fc.constantFrom(...HOSTILE))
  .filter((each) => each.trim() !== '');

const texts = fc.sample(text, 1_000);

/** What UTF-8 can carry of a text. */
const carried = (each: string): string => Buffer.from(each, 'utf8').toString('utf8');

async function requestsOf(run: Omit<Run, 'onError'>): Promise<ReceivedRequest[]> {
  const ran = await runNode({ ...run, onError: 'continueRegularOutput' });
  const failed = ran.outputs[0]?.filter(({ json }) => json['error'] !== undefined) ?? [];
  expect(failed).toEqual([]);
  return simulator.requests;
}

const items = itemsOf(...texts.map((each) => ({ text: each })));

/** One at a time, so that the requests come in the order of the items. */
const options = { parallelRequests: 1 };

test('any text arrives in a JSON body as it was given', async () => {
  const parameters = { vendor: 'interflow', to: '5511999999999', text: '={{ $json.text }}', options };
  const requests = await requestsOf({
    node: 'sendText',
    parameters,
    items,
    credential: accounts.interflowV1,
  });
  const arrived = requests.map(({ json }) => (json as { content: { text: string } }).content.text);
  expect(arrived).toEqual(texts.map(carried));
});

test('any text arrives in an address as it was given, and stays in its place there', async () => {
  const parameters = {
    vendor: 'talkme',
    to: '5511999999999',
    channelId: '123',
    text: '={{ $json.text }}',
    options,
  };
  const requests = await requestsOf({ node: 'sendText', parameters, items, credential: accounts.talkme });
  expect(requests.map(({ query }) => query['txtmsg'])).toEqual(texts.map(carried));
  const names = new Set(requests.flatMap(({ query }) => Object.keys(query).sort().join()));
  expect([...names]).toEqual(['acao,id_cliente,id_wpp,num_dest,token,txtmsg']);
});

test('any caption arrives in a form as it was given, beside its file', async () => {
  const file = {
    data: Buffer.from('%PDF-1.4').toString('base64'),
    mimeType: 'application/pdf',
    fileName: 'a.pdf',
  };
  const parameters = {
    vendor: 'cleverchat',
    to: '5511999999999',
    mediaType: 'document',
    source: 'binary',
    caption: '={{ $json.text }}',
    options,
  };
  const some = items.slice(0, 300).map((item) => ({ ...item, binary: { data: file } }));
  const requests = await requestsOf({
    node: 'sendMedia',
    parameters,
    items: some,
    credential: accounts.cleverchat,
  });
  const captions = requests.map(({ parts }) => parts?.find(({ name }) => name === 'body')?.value);
  // A form writes every line break as CR LF (RFC 7578, section 4.4).
  const inForm = (each: string): string => carried(each).replace(/\r?\n|\r\n?/g, '\r\n');
  expect(captions).toEqual(texts.slice(0, 300).map(inForm));
  expect(requests.every(({ parts }) => parts?.length === 5)).toBe(true);
});

test('method, host and path never depend on what a lead writes', () => {
  const recorded = recordedExchanges().filter(({ exchange }) => exchange.receipt !== undefined);
  const fields = ['text', 'caption', 'locationName', 'address', 'contactName', 'campaignText', 'subject'];
  fc.assert(
    fc.property(fc.constantFrom(...recorded), text, ({ vendor: id, exchange }, hostile) => {
      const vendor = vendors.find((each) => each.id === id)!;
      const { config } = accountOf(vendor, exchange.config);
      const input = inputOf(exchange);
      const changed = Object.fromEntries(
        Object.entries(input).map(([name, value]) => [name, fields.includes(name) ? hostile : value]),
      );
      const build = (given: Record<string, unknown>) =>
        buildMessage(vendor, exchange.operation, given, config).request({});
      const { method, url } = build(changed);
      // Talk.me's two methods differ in what they carry: a text too long for an address goes in a body.
      const byLength = vendor.id === 'talkme' && exchange.operation === 'sendText';
      expect({ method, url }).toEqual({
        method: byLength ? method : exchange.request.method,
        url: build(input).url,
      });
    }),
    { numRuns: 1000 },
  );
});
