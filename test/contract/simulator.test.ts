import type { Exchange } from '../../recordings/exchange';
import type { Vendor } from '../../core/contract/vendor';
import { CLEVERCHAT } from '../../simulator/vendors/cleverchatFixtures';
import { INTERFLOW } from '../../simulator/vendors/interflowFixtures';
import {
  startSimulator,
  type ReceivedRequest,
  type Simulator,
  type VendorId,
} from '../../simulator/simulator';
import { vendors } from '../../vendors';
import { sendToSimulator } from '../support/againstSimulator';
import { recordedExchanges, type Recorded } from '../support/recordedExchanges';

const recorded = recordedExchanges();
const successes = recorded.filter(({ exchange }) => exchange.receipt !== undefined);
const failures = recorded.filter(({ exchange }) => exchange.error !== undefined);

const vendorOf = ({ vendor }: Recorded): Vendor => vendors.find(({ id }) => id === vendor) as Vendor;

/** What it takes besides the recorded request to be refused as recorded; often the request is enough. */
interface Provocation {
  secret?: string;
  messagesPerMinute?: number;
}

const PROVOCATIONS: Readonly<Record<string, Provocation>> = {
  'aidesk/broken-template.json': {},
  'aidesk/refused-campaign.json': {},
  'aidesk/refused-foreign-contact.json': {},
  'aidesk/refused-instance.json': {},
  'aidesk/refused-template-unauthorized.json': { secret: 'nobodys-key' },
  'aidesk/refused-template.json': {},
  'aidesk/refused-unauthorized.json': { secret: 'nobodys-key' },
  'aidesk/refused-undeliverable.json': {},
  'aidesk/refused-variables.json': {},
  'aidesk/refused-window.json': {},
  'cleverchat/broken-internal.json': {},
  'cleverchat/refused-number.json': {},
  'cleverchat/refused-plan.json': { secret: CLEVERCHAT.tokenWithoutApi },
  'cleverchat/refused-unauthorized.json': { secret: 'nobodys-token' },
  'interflow/current-broken-internal.json': {},
  'interflow/current-refused-in-success.json': {},
  'interflow/current-refused-organization.json': {},
  'interflow/current-refused-rate-limit.json': { messagesPerMinute: 1 },
  'interflow/current-refused-template-in-success.json': {},
  'interflow/current-refused-unauthorized.json': { secret: 'ak_nobodys' },
  'interflow/current-refused-unknown-channel.json': {},
  'interflow/v1-broken-internal.json': {},
  'interflow/v1-broken-unavailable.json': {},
  'interflow/v1-refused-disconnected-channel.json': {},
  'interflow/v1-refused-forbidden.json': { secret: INTERFLOW.v1ReadOnlyKey },
  'interflow/v1-refused-phone.json': {},
  'interflow/v1-refused-rate-limit.json': { messagesPerMinute: 1 },
  'interflow/v1-refused-template.json': {},
  'interflow/v1-refused-unauthorized.json': { secret: 'if_live_nobodys' },
  'interflow/v1-refused-unknown-channel.json': {},
  'logyca/broken-file-field.json': {},
  'logyca/broken-internal.json': {},
  'logyca/refused-number.json': {},
  'logyca/refused-unauthorized.json': { secret: 'nobodys-token' },
  'talkme/broken-internal.json': {},
  'talkme/refused-campaign.json': {},
  'talkme/refused-in-success.json': {},
  'talkme/refused-official-channel.json': {},
  'talkme/refused-token.json': { secret: 'nobodys-token' },
};

/** The parts of a request that arrived, in the form of a recording. */
function asRecorded({ json, parts, query }: ReceivedRequest) {
  const { id_cliente: _client, token: _token, ...rest } = query;
  return {
    json,
    query: rest,
    multipart: parts?.map(({ name, value, fileName, mimeType, content }) =>
      content === undefined
        ? { name, value }
        : { name, file: { fileName, mimeType, text: content.toString('utf8') } },
    ),
  };
}

const recordedParts = ({ request: { json, query = {}, multipart } }: Exchange) => ({
  json,
  query,
  multipart,
});

let simulator: Simulator;

beforeAll(async () => {
  simulator = await startSimulator({ messagesPerMinute: 0 });
});

afterAll(() => simulator.close());

describe('the simulator', () => {
  it.each(successes)('takes $file as recorded, byte for byte', async (each) => {
    const { exchange } = each;
    simulator.reset();
    const result = await sendToSimulator(vendorOf(each), exchange, simulator.urls);
    const { outcome, status, messageId } = exchange.receipt as NonNullable<Exchange['receipt']>;
    expect(result).toMatchObject({
      outcome,
      status,
      messageId: messageId === null ? null : expect.stringMatching(/.{8}/),
      httpStatus: exchange.response.status,
    });
    expect(simulator.requests).toHaveLength(exchange.before === undefined ? 1 : 2);
    const arrived = simulator.requests.at(-1) as ReceivedRequest;
    expect(arrived.method).toBe(exchange.request.method);
    expect(JSON.stringify(asRecorded(arrived))).toBe(JSON.stringify(recordedParts(exchange)));
    expect(simulator.inbox).toHaveLength(1);
  });

  it.each(failures.filter(({ file }) => file in PROVOCATIONS))('refuses $file as recorded', async (each) => {
    const { exchange, file } = each;
    const { secret, messagesPerMinute } = PROVOCATIONS[file] as Provocation;
    const own = messagesPerMinute === undefined ? undefined : await startSimulator({ messagesPerMinute });
    try {
      const { urls } = own ?? simulator;
      for (let used = 0; used < (messagesPerMinute ?? 0); used++)
        await sendToSimulator(vendorOf(each), exchange, urls);
      const result = await sendToSimulator(vendorOf(each), exchange, urls, secret);
      const { outcome, vendorCode } = exchange.error as NonNullable<Exchange['error']>;
      expect(result).toMatchObject({
        outcome,
        httpStatus: exchange.response.status,
        ...(vendorCode !== null && { vendorCode }),
      });
    } finally {
      await own?.close();
    }
  });

  it.each(failures.filter(({ file }) => !(file in PROVOCATIONS)))(
    'can be told to answer $file as recorded',
    async (each) => {
      const { exchange, vendor } = each;
      simulator.reset();
      for (const answer of [exchange.before?.response, exchange.response])
        if (answer !== undefined) simulator.answerNext(vendor as VendorId, answer);
      const result = await sendToSimulator(vendorOf(each), exchange, simulator.urls);
      const { outcome, vendorCode } = exchange.error as NonNullable<Exchange['error']>;
      expect(result).toMatchObject({ outcome, vendorCode, httpStatus: exchange.response.status });
      expect(simulator.inbox).toEqual([]);
    },
  );

  it('is provoked only by exchanges that exist', () => {
    const files = failures.map(({ file }) => file);
    expect(Object.keys(PROVOCATIONS).filter((file) => !files.includes(file))).toEqual([]);
  });
});
