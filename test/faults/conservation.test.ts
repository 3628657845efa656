import fc from 'fast-check';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { retryExecution, type Ran, type Run } from '../support/engine';
import type { Fault, Lane } from './rig/faultProxy';
import { phoneOf, Rig, time } from './rig/rig';
import { STANDS, type Stand } from './rig/stands';
import type { Answer } from './rig/vendorDouble';

let rig: Rig;

beforeAll(async () => {
  rig = await Rig.start();
  // Nobody pauses as long as a breaker stays open; so it closes again while others look at the clock.
  time.perLook = 500;
});

afterAll(async () => {
  time.perLook = 0;
  await rig.stop();
});

const OUTCOMES = ['sent', 'accepted', 'rejected', 'notSent', 'unknown', 'skipped'];

/** What an item may hold in the place of a phone number and of a text; `lead` stands for a good text. */
const item = fc.record(
  {
    phone: fc.oneof(
      { weight: 5, arbitrary: fc.nat({ max: 9 }).map(phoneOf) },
      fc.constantFrom<unknown>('', '12', 'letters', null, {}, ['5511'], -1, 5511910000000),
    ),
    text: fc.oneof(
      { weight: 5, arbitrary: fc.constant('lead') },
      fc.constantFrom<unknown>('', ' ', null, 7, {}),
    ),
    other: fc.dictionary(
      fc.constantFrom('error', 'details', 'outcome', 'json', '__proto__'),
      fc.jsonValue(),
      {
        maxKeys: 2,
      },
    ),
  },
  { requiredKeys: ['other'] },
);

const lane: fc.Arbitrary<Lane> = fc.record({
  at: fc.nat({ max: 900 }),
  spoil: fc.constantFrom('reset', 'resetClient', 'resetVendor', 'end', 'endClient', 'endVendor', 'garbage'),
  letThrough: fc.boolean(),
});

const fault: fc.Arbitrary<Fault> = fc.oneof(
  { weight: 8, arbitrary: fc.constant({}) },
  { weight: 2, arbitrary: fc.record({ onConnect: fc.constantFrom('reset', 'end', 'garbage') }) },
  { weight: 3, arbitrary: fc.record({ up: lane }) },
  { weight: 3, arbitrary: fc.record({ down: lane }) },
  // Costs a timeout.
  { weight: 1, arbitrary: fc.constant({ down: { at: 9, spoil: 'stall' } }) },
);

const answer: fc.Arbitrary<Answer | 'yes'> = fc.oneof(
  { weight: 8, arbitrary: fc.constant('yes' as const) },
  fc.record({
    status: fc.constantFrom(200, 204, 301, 302, 400, 401, 404, 408, 413, 422, 425, 429, 500, 502, 503, 521),
    body: fc.oneof(fc.constantFrom('', '<html></html>', '{"a":', null, []), fc.jsonValue({ maxDepth: 1 })),
    headers: fc.constantFrom<Record<string, string>>({}, { 'retry-after': '1' }, { 'retry-after': '100000' }),
  }),
  fc.record({
    raw: fc.constantFrom('', 'HTTP/1.1 20', 'HTTP/1.1 200 OK\r\ncontent-length: 90\r\n\r\n{"su', '\0\0\0'),
    then: fc.constantFrom('end', 'reset'),
  }),
);

const situation = fc.record({
  stand: fc.nat({ max: STANDS.length - 1 }),
  items: fc.array(item, { maxLength: 8 }),
  faults: fc.array(fault, { maxLength: 12 }),
  answers: fc.array(answer, { maxLength: 12 }),
  onError: fc.constantFrom('stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'),
  onUnknown: fc.constantFrom('error', 'passOn', 'resend'),
  retryOnFail: fc.boolean(),
  attempts: fc.integer({ min: 1, max: 4 }),
  parallelRequests: fc.constantFrom(0, 1, 5),
});

type Situation = typeof situation extends fc.Arbitrary<infer Value> ? Value : never;

let runs = 0;

const inputs = ({ items }: Situation, name: string): INodeExecutionData[] =>
  items.map(({ other, ...rest }, index) => {
    const text = rest.text === 'lead' ? `lead-${name}-${index}` : rest.text;
    const json = { ...other, ...rest, ...('text' in rest && { text }) } as IDataObject;
    return { json, pairedItem: { item: 0 } };
  });

/** Sends, and retries until the execution has an end; an item that stops it again and again is let go. */
async function toTheEnd(given: Situation, stand: Stand): Promise<Ran> {
  let seen: string | undefined;
  const afterwards = async (ran: Ran, test: Run): Promise<Ran> => {
    let last = ran;
    while (last.error !== undefined) {
      const again = last.error.message === seen;
      seen = last.error.message;
      last = await retryExecution(last, again ? { ...test, onError: 'continueRegularOutput' } : test);
    }
    return last;
  };
  const { onError, onUnknown, retryOnFail, attempts, parallelRequests, faults, answers } = given;
  let answered = 0;
  const fired = await rig.fire({
    stand,
    onError,
    timeout: 60,
    options: { attempts, parallelRequests, onUnknown },
    faultOf: (connection) => faults[connection] ?? {},
    script: () => {
      const chosen = answers[answered++] ?? 'yes';
      return chosen === 'yes' ? stand.yes : chosen;
    },
    more: { retryOnFail, maxTries: 3, items: inputs(given, `p${(runs++).toString(36)}`) },
    afterwards,
  });
  expect(fired.leaks).toEqual([]);
  return fired.ran;
}

const inputOf = ({ pairedItem }: INodeExecutionData): number => (pairedItem as { item: number }).item;

const isFailed = ({ json }: INodeExecutionData): boolean => 'details' in json;

/** What stands on top of every item. */
const ON_TOP = ['messageId', 'nextStep', 'outcome', 'to', 'vendor'];

test('P1 every item comes out once, linked and with one outcome, whatever goes wrong', async () => {
  await fc.assert(
    fc.asyncProperty(situation, async (given) => {
      const { outputs } = await toTheEnd(given, STANDS[given.stand] as Stand);
      const all = outputs.flat();
      expect(all.map(inputOf).sort((a, b) => a - b)).toEqual([...given.items.keys()]);
      for (const output of outputs) {
        const inOrder = output.map(inputOf);
        expect(inOrder).toEqual([...inOrder].sort((a, b) => a - b));
      }
      for (const each of all) {
        expect(Object.keys(each.json)).toEqual(expect.arrayContaining(ON_TOP));
        expect(OUTCOMES).toContain(each.json['outcome']);
        // Elsewhere n8n would take the field alone for a reason to run the node again.
        if (isFailed(each) || !given.retryOnFail) expect(each.json).toHaveProperty('error');
        else expect(each.json).not.toHaveProperty('error');
      }
      if (given.onError !== 'continueErrorOutput') return;
      const [taken = [], failed = []] = outputs;
      expect([...taken.filter(isFailed), ...failed.filter((each) => !isFailed(each))]).toEqual([]);
    }),
    { numRuns: 300 },
  );
});
