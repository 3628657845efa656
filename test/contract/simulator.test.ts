import type { Exchange } from '../../recordings/exchange';
import type { Vendor } from '../../core/contract/vendor';
import { startSimulator, type ReceivedRequest, type Simulator } from '../../simulator/simulator';
import { messageSenders } from '../../simulator/senders/senders';
import { vendors, webhookSources } from '../../vendors';
import { senders } from '../../vendors/senders';
import { sendToSimulator } from '../support/againstSimulator';
import { recordedExchanges, type Recorded } from '../support/recordedExchanges';
import type { Provocation } from '../support/stands/stand';
import { vendorStands } from '../support/vendorStands';

const recorded = recordedExchanges();
const successes = recorded.filter(({ exchange }) => exchange.receipt !== undefined);
const failures = recorded.filter(({ exchange }) => exchange.error !== undefined);

const vendorOf = ({ vendor }: Recorded): Vendor => vendors.find(({ id }) => id === vendor) as Vendor;

/** What provokes each recorded refusal that the simulator gives by itself, by the exchange's file. */
const PROVOCATIONS: Readonly<Record<string, Provocation>> = Object.fromEntries(
  vendorStands.flatMap(({ vendor, provocations }) =>
    Object.entries(provocations).map(([name, provocation]) => [`${vendor.id}/${name}.json`, provocation]),
  ),
);

/** What a credential adds to the query, which no exchange holds. */
const SIGNING = new Set(vendorStands.flatMap(({ sign }) => Object.keys(sign('').query ?? {})));

/** The parts of a request that arrived, in the form of a recording. */
function asRecorded({ json, form, parts, query }: ReceivedRequest) {
  return {
    json,
    form,
    query: Object.fromEntries(Object.entries(query).filter(([name]) => !SIGNING.has(name))),
    multipart: parts?.map(({ name, value, fileName, mimeType, content }) =>
      content === undefined
        ? { name, value }
        : { name, file: { fileName, mimeType, text: content.toString('utf8') } },
    ),
  };
}

const recordedParts = ({ request: { json, form, query = {}, multipart } }: Exchange) => ({
  json,
  form,
  query,
  multipart,
});

let simulator: Simulator;

beforeAll(async () => {
  simulator = await startSimulator({ messagesPerMinute: 0, strict: true });
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
        if (answer !== undefined) simulator.answerNext(vendor, answer);
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

describe('a phone of the inbox page', () => {
  const reporting = [
    ...webhookSources.filter(({ reports = [] }) => reports.includes('messages')),
    ...senders,
  ];

  it.each(reporting)('can write back through $label', ({ id }) => {
    const writers = messageSenders.filter((sender) => sender.id === id);
    expect(writers.length > 0 ? '' : `${id} has no entry in simulator/senders.`).toBe('');
  });
});
