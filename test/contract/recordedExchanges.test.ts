import { MessagingError, NOBODY_KNOWS } from '../../core/contract/outcome';
import { offeredOperations, type Vendor } from '../../core/contract/vendor';
import { vendors } from '../../vendors';
import { givenBy } from '../support/given';
import { recordedExchanges, type Recorded } from '../support/recordedExchanges';
import { messageOf, replay } from '../support/replay';

const recorded = recordedExchanges();

const vendorOf = ({ vendor }: Recorded): Vendor => {
  const found = vendors.find(({ id }) => id === vendor);
  if (found === undefined) throw new Error(`No vendor ${vendor}`);
  return found;
};

/** Key order included: what is sent is to be the document's sample letter by letter. */
const letters = (value: unknown): string => JSON.stringify(value, null, 1);

describe.each(recorded)('$file', (each) => {
  const { exchange } = each;

  it(`builds the recorded request: ${exchange.title}`, async () => {
    const { requests } = await replay(vendorOf(each), exchange);
    const expected = [...(exchange.before ? [exchange.before.request] : []), exchange.request];
    expect(letters(requests)).toBe(letters(expected));
  });

  it(`reads the recorded answer: ${exchange.title}`, async () => {
    expect([exchange.receipt, exchange.error].filter((one) => one !== undefined)).toHaveLength(1);
    const { result } = await replay(vendorOf(each), exchange);
    if (exchange.receipt !== undefined) {
      const { status } = exchange.response;
      expect(result).toMatchObject({ ...exchange.receipt, httpStatus: status });
      return;
    }
    expect(result).toBeInstanceOf(MessagingError);
    const error = result as MessagingError;
    const { says = '', ...expected } = exchange.error ?? {};
    expect(error).toMatchObject({ ...expected, httpStatus: exchange.response.status });
    expect(error.message).toContain(says);
    expect(error.message).toMatch(
      new RegExp(`^${error.outcome === 'unknown' ? NOBODY_KNOWS : ''}${vendorOf(each).name} `),
    );
    expect(error.message.length).toBeLessThanOrEqual(300);
    expect(error.message.endsWith(`${error.nextStep}`)).toBe(true);
  });
});

const generations = vendors.flatMap((vendor) =>
  Object.entries(vendor.generations).map(([name, { operations }]) => ({ vendor, name, operations })),
);

const ofGeneration = (vendor: Vendor, name: string): Recorded[] =>
  recorded.filter(
    (each) =>
      each.vendor === vendor.id &&
      vendor.generationOf(vendor.config.parse({ ...each.exchange.config })) === name,
  );

describe.each(generations)('$vendor.name, generation $name', ({ vendor, name, operations }) => {
  it.each(Object.keys(operations))('has a recorded success of %s', (operation) => {
    const successes = ofGeneration(vendor, name).filter(
      ({ exchange }) => exchange.operation === operation && exchange.receipt !== undefined,
    );
    expect(successes.length).toBeGreaterThan(0);
  });

  it('has a recorded success of every kind of media that it takes', () => {
    const missing = Object.entries(operations).flatMap(([operation, specification]) =>
      Object.keys(specification?.media ?? {}).filter(
        (kind) =>
          !ofGeneration(vendor, name).some(
            ({ exchange }) =>
              exchange.operation === operation &&
              exchange.receipt !== undefined &&
              exchange.input['mediaType'] === kind,
          ),
      ),
    );
    expect(missing).toEqual([]);
  });

  it('has a recorded refusal', () => {
    const refusals = ofGeneration(vendor, name).filter(
      ({ exchange }) => exchange.error?.outcome === 'rejected',
    );
    expect(refusals.length).toBeGreaterThan(0);
  });
});

describe('all recorded exchanges', () => {
  it('have requests that differ from each other, so that there is one answer to each', () => {
    const seen = new Map<string, string>();
    const repeated: string[] = [];
    for (const { file, exchange } of recorded) {
      const { request } = exchange;
      const key = JSON.stringify(request);
      const first = seen.get(key);
      if (first !== undefined) repeated.push(`${file} repeats ${first}`);
      seen.set(key, file);
    }
    expect(repeated).toEqual([]);
  });

  it('answer a request before the message always alike', () => {
    const answers = new Map<string, Set<string>>();
    for (const { before } of recorded.map(({ exchange }) => exchange))
      if (before !== undefined) {
        const key = JSON.stringify(before.request);
        answers.set(key, (answers.get(key) ?? new Set()).add(JSON.stringify(before.response)));
      }
    expect(answers.size).toBeGreaterThan(0);
    expect([...answers.values()].filter(({ size }) => size > 1)).toEqual([]);
  });

  it('name a document and its part, never a file of this or another machine', () => {
    const paths = recorded.filter(({ exchange }) =>
      /(^|\s)[~.]?\/\w|\\|\.(md|txt|html)\b/.test(exchange.source),
    );
    expect(paths.map(({ file }) => file)).toEqual([]);
  });

  it('hold no secret field in their configuration', () => {
    const leaking = recorded.filter((each) =>
      vendorOf(each).credential.secrets.some((field) => field in each.exchange.config),
    );
    expect(leaking.map(({ file }) => file)).toEqual([]);
  });

  it('build nothing twice in two ways: the same input gives the same request', async () => {
    for (const each of recorded) {
      const [first, second] = [
        messageOf(vendorOf(each), each.exchange),
        messageOf(vendorOf(each), each.exchange),
      ];
      const given = givenBy(first.specification, each.exchange);
      expect(letters(first.request(given))).toBe(letters(second.request(given)));
    }
  });

  it('cover every operation that a vendor offers', () => {
    for (const vendor of vendors) {
      const covered = recorded
        .filter((each) => each.vendor === vendor.id)
        .map(({ exchange }) => exchange.operation);
      expect(new Set(covered)).toEqual(new Set(offeredOperations(vendor)));
    }
  });
});
