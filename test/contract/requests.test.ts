import fc from 'fast-check';
import { inputOf } from '../../recordings/exchange';
import { MessagingError } from '../../core/contract/outcome';
import { buildMessage, type Message } from '../../core/message/build';
import type { Vendor } from '../../core/contract/vendor';
import type { HttpRequest } from '../../core/contract/http';
import { vendors } from '../../vendors';
import { accountOf } from '../support/credential';
import { givenBy, staysInItsPlace } from '../support/given';
import { recordedExchanges, type Recorded } from '../support/recordedExchanges';
import { standOfExchange } from '../support/vendorStands';

const recorded = recordedExchanges().filter(({ exchange }) => exchange.receipt !== undefined);

/** Texts that could lead a request elsewhere. */
const HOSTILE = [
  '&acao=apaga_tudo&token=x',
  '?#%00%2e%2e/',
  '../../admin',
  '//evil.example/x',
  'https://evil.example/',
  '@evil.example',
  '"},"to":"5511000000000',
  '\r\nHost: evil.example\r\n\r\n',
  '__proto__',
  '\uD800 alone',
];

const text = fc.oneof(
  fc.string({ minLength: 1, maxLength: 60, unit: 'binary' }),
  fc.constantFrom(...HOSTILE),
  fc.integer({ min: 1_400, max: 1_600 }).map((length) => 'x'.repeat(length)),
);

/** What a lead's data can put into an input, by what stands there in the recording. */
const another: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  to: fc.integer({ min: 10_000_000, max: 99_999_999 }).map((rest) => `55119${rest}`),
  mediaUrl: text.map((each) => {
    const path = encodeURIComponent(Buffer.from(each).toString());
    return `https://files.example/${path.slice(0, 200)}?x=${path.slice(0, 200)}`;
  }),
  contactId: fc.integer({ min: 1, max: 99_999 }),
  latitude: fc.double({ min: -90, max: 90, noNaN: true }),
  longitude: fc.double({ min: -180, max: 180, noNaN: true }),
};

/** Chosen in the node from a list, not by data. */
const CHOSEN = ['mediaType', 'headerType', 'postAction', 'addressKeys', 'buttonKind', 'language'];

/** Whether an own input is chosen from a list of the vendor's. */
const isFromList = (vendor: string, name: string): boolean =>
  vendors.find(({ id }) => id === vendor)?.inputs[name]?.control.kind === 'lookup';

function likeThat(name: string, value: unknown): fc.Arbitrary<unknown> {
  if (CHOSEN.includes(name)) return fc.constant(value);
  if (another[name] !== undefined) return another[name];
  // Ids stay ids: anything else is refused before a request is written.
  if (typeof value === 'number' || /^\d+$/.test(String(value))) return fc.integer({ min: 1, max: 99_999 });
  if (typeof value === 'string') return fc.oneof(text, fc.constant(value));
  if (Array.isArray(value)) return fc.tuple(...value.map((each) => likeThat('', each)));
  if (value === null || typeof value !== 'object' || 'stream' in value) return fc.constant(value);
  return fc.record(
    Object.fromEntries(Object.entries(value).map(([key, each]) => [key, likeThat(key, each)])),
  );
}

const given = fc.constantFrom(...recorded).chain((each) => {
  const input = inputOf(each.exchange);
  const fields = Object.entries(input).map(
    ([name, value]) =>
      [name, isFromList(each.vendor, name) ? fc.constant(value) : likeThat(name, value)] as const,
  );
  return fc.record({ recording: fc.constant(each), input: fc.record(Object.fromEntries(fields)) });
});

type Given = typeof given extends fc.Arbitrary<infer Value> ? Value : never;

const vendorOf = ({ vendor: id }: Recorded): Vendor => vendors.find((each) => each.id === id)!;

/** @returns undefined where the input is refused */
function messageFor({ recording, input }: Given): Message | undefined {
  const vendor = vendorOf(recording);
  const { config } = accountOf(vendor, recording.exchange.config);
  try {
    return buildMessage(vendor, recording.exchange.operation, input, config);
  } catch (refusal) {
    if (refusal instanceof MessagingError) return undefined;
    throw refusal;
  }
}

/** @returns undefined where the input is refused */
function requestsFor(each: Given): HttpRequest[] | undefined {
  const message = messageFor(each);
  if (message === undefined) return undefined;
  const request = message.request(givenBy(message.specification, each.recording.exchange));
  return message.before === undefined ? [request] : [message.before, request];
}

const frozen = <Value>(value: Value): Value => {
  if (value !== null && typeof value === 'object' && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(frozen);
  }
  return value;
};

test('P6 the same input gives the same request, whatever the time and the dice say, and stays as it is', () => {
  let built = 0;
  fc.assert(
    fc.property(given, fc.nat(), (each, moment) => {
      frozen(each.input);
      const first = requestsFor(each);
      const now = jest.spyOn(Date, 'now').mockReturnValue(moment);
      const dice = jest.spyOn(Math, 'random').mockReturnValue((moment % 1_000) / 1_000);
      try {
        expect(requestsFor(each)).toEqual(first);
      } finally {
        now.mockRestore();
        dice.mockRestore();
      }
      built += first === undefined ? 0 : 1;
    }),
    { numRuns: 1_000 },
  );
  expect(built).toBeGreaterThan(500);
});

/** The recorded method, unless the vendor has a second one for what does not fit into an address. */
const methodOf = ({ recording, input }: Given): string => {
  const { exchange } = recording;
  return standOfExchange(vendorOf(recording), exchange).methodOf?.(input) ?? exchange.request.method;
};

test('P6 method, host and path never depend on what a lead writes', () => {
  let built = 0;
  fc.assert(
    fc.property(given, (each) => {
      const requests = requestsFor(each);
      if (requests === undefined) return;
      built += 1;
      const { recording } = each;
      const plain = requestsFor({ recording, input: inputOf(recording.exchange) });
      expect(requests.map(({ url }) => url)).toEqual(plain?.map(({ url }) => url));
      expect(requests.at(-1)?.method).toBe(methodOf(each));
      if (requests.length > 1) expect(requests[0]?.method).toBe(plain?.[0]?.method);
    }),
    { numRuns: 1_000 },
  );
  expect(built).toBeGreaterThan(500);
});

/** The recordings with something in their path that is chosen from a list; an expression may choose it, too. */
const fromLists = recorded.flatMap((recording) =>
  Object.entries(inputOf(recording.exchange)).flatMap(([name, value]) =>
    isFromList(recording.vendor, name) &&
    recording.exchange.request.url.includes(`/${encodeURIComponent(String(value))}`)
      ? [{ recording, name, inPath: encodeURIComponent(String(value)) }]
      : [],
  ),
);

if (fromLists.length > 0)
  test('P6 what is chosen from a list may only fill its place in the path', () => {
    const anyWord = fc.oneof(
      text,
      fc.constantFrom('.', '..', ' ..', '../..'),
      // Some ids are digits, and anything else is refused.
      fc.integer({ min: 1, max: 99_999 }).map(String),
    );
    let built = 0;
    fc.assert(
      fc.property(fc.constantFrom(...fromLists), anyWord, ({ recording, name, inPath }, word) => {
        const input = { ...inputOf(recording.exchange), [name]: word };
        const requests = requestsFor({ recording, input });
        if (requests === undefined) return;
        built += 1;
        const { url } = recording.exchange.request;
        const [before = '', after = ''] = url.split(`/${inPath}`);
        const { href } = new URL(requests.at(-1)?.url ?? '');
        expect([href.startsWith(`${before}/`), href.endsWith(after)]).toEqual([true, true]);
        const place = href.slice(before.length + 1, href.length - after.length);
        expect(place).toMatch(/^[^/?#]+$/);
        expect(['.', '..']).not.toContain(decodeURIComponent(place));
      }),
      { numRuns: 500 },
    );
    expect(built).toBeGreaterThan(100);
  });

test('P6 what a vendor opens may only fill its place in the path', () => {
  const opening = given.filter(({ recording }) => recording.exchange.before !== undefined);
  const word = fc.oneof(text, fc.constantFrom('.', '..', 'a/b', 'a%2Fb', '', 'chat-1'));
  let built = 0;
  fc.assert(
    fc.property(opening, word, (each, door) => {
      const message = messageFor(each);
      const stays = message && staysInItsPlace(message, each.recording.exchange, door);
      if (stays === undefined) return;
      built += 1;
      expect(stays).toBe(true);
    }),
    { numRuns: 1_000 },
  );
  expect(built).toBeGreaterThan(100);
});
