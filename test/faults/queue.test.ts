import type { IDataObject, IExecuteFunctions, INode, INodeExecutionData } from 'n8n-workflow';
import { SendText } from '../../nodes/SendText/SendText.node';
import { itemsOf, runNode, type Run } from '../support/engine';
import { KeyDatabase } from '../support/keyDatabase';
import { closedPort } from './rig/blackhole';
import { phoneOf, Rig, time } from './rig/rig';
import { moment, outcomesOf, part, scene } from './rig/scene';
import { STANDS } from './rig/stands';

/** What one account's messages wait for, and how long. */

let rig: Rig;
const database = new KeyDatabase();
const stand = STANDS[0]!;

beforeAll(async () => {
  rig = await Rig.start();
  await database.install();
});

afterAll(async () => await rig.stop());

beforeEach(() => database.forget());

/** Sends, and keeps what the node gave: a stopped execution has no output any more. */
class Watched extends SendText {
  given: INodeExecutionData[] | undefined;
  readonly ended = moment();

  constructor() {
    super();
    const watch = (outputs: INodeExecutionData[][]): INodeExecutionData[][] => {
      [this.given] = outputs;
      this.ended.comes();
      return outputs;
    };
    this.execute = async function execute(this: IExecuteFunctions) {
      return watch(await SendText.prototype.execute.call(this));
    };
  }
}

const sentences = (items: INodeExecutionData[] = []) => items.map(({ json }) => json['error']);

const STOPPED =
  'The execution was stopped before this message was sent. Nothing was sent; send this item again later.';

describe('field R14: Stop ends the wait, though what it waits for goes on', () => {
  const held = () => {
    const [reached, released] = [moment(), moment()];
    const set = scene(rig, stand, (which) => {
      if (which !== part('a1')) return undefined;
      reached.comes();
      return { ...stand.yes, until: released.come };
    });
    return { ...set, reached, released };
  };

  test.each<[string, string[], IDataObject]>([
    ["for another execution's key", ['b1'], { deduplicationKey: 'order 1' }],
    ['for the end of another message to the recipient', ['a2', 'a3'], {}],
    ['for both', ['a2', 'b1'], { deduplicationKey: 'order 1' }],
  ])('%s', async (_what, labels, options) => {
    const { run, reached, released, arrived, queue } = held();
    const first = runNode(run(['a1'], {}, options));
    await reached.come;
    const type = new Watched();
    let stop = (): void => undefined;
    const second = runNode(run(labels, { type, started: (cancel) => (stop = cancel) }, options));
    await new Promise((later) => setImmediate(later));
    stop();
    await type.ended.come;
    expect(sentences(type.given)).toEqual(labels.map(() => STOPPED));
    expect(arrived()).toEqual(['a1']);
    // Whoever was before it is in line alone again.
    expect(queue().lines).toBe(1);
    released.comes();
    await second;
    expect(outcomesOf((await first).outputs[0])).toEqual([stand.taken]);
    expect(queue().lines).toBe(0);
    expect(outcomesOf((await runNode(run(['a4', 'b2']))).outputs[0])).toEqual([stand.taken, stand.taken]);
  });

  test('an execution that is not stopped waits for a key no longer than Total Time, and says so', async () => {
    const { run, reached, released, arrived } = held();
    const options = { deduplicationKey: 'order 2', totalTime: 10 };
    const first = runNode(run(['a1'], {}, options));
    await reached.come;
    const second = await runNode(run(['b1'], {}, options));
    expect(sentences(second.outputs[0])).toEqual([
      'Another message with this "Deduplication Key" was on its way for longer than "Total Time" allows. Nothing was sent; send this item again later.',
    ]);
    expect(arrived()).toEqual(['a1']);
    released.comes();
    await first;
    expect(outcomesOf((await runNode(run(['b1'], {}, options))).outputs[0])).toEqual(['skipped']);
  });
});

describe('field R15: in a loop of one item each a vendor is tried as often as in one list', () => {
  const people = (count: number) =>
    itemsOf(...Array.from({ length: count }, (_none, item) => ({ phone: phoneOf(item), text: 'Hi' })));

  async function attemptsOf(run: Run): Promise<number> {
    const ran = await runNode(run);
    const runs = ran.run.data.resultData.runData['tested'] ?? [];
    const items = runs.flatMap(({ data }) => data?.['main']?.flatMap((output) => output ?? []) ?? []);
    expect(items).toHaveLength(12);
    return items
      .map(({ json }) =>
        Number((json['details'] as IDataObject | undefined)?.['attempts'] ?? json['attempts']),
      )
      .reduce((sum, attempts) => sum + attempts, 0);
  }

  const loop = (run: Run): Run => {
    const [first = [], ...furtherRuns] = run.items.map((item) => [item]);
    return { ...run, items: first, furtherRuns };
  };

  test('where nobody answers: eight attempts, whose end every later run knows', async () => {
    const dead = async (): Promise<Run> => {
      const address = `http://127.0.0.1:${await closedPort()}/dead`;
      return {
        ...scene(rig, stand).run([]),
        items: people(12),
        credential: { ...stand.credential(address), id: 'dead' },
      };
    };
    // Five at once may have left before the eighth connection has failed.
    expect(await attemptsOf(await dead())).toBeLessThanOrEqual(12);
    expect(await attemptsOf(loop(await dead()))).toBe(8);
  });

  test('where the vendor is always busy: ten retries, until time has passed', async () => {
    const { run } = scene(rig, stand, () => ({
      status: 503,
      headers: { 'retry-after': '0' },
      body: {},
    }));
    const busy = run([], { items: people(12).map(({ json }) => ({ json: { ...json, text: 'lead-x-01' } })) });
    const first = await attemptsOf(loop(busy));
    expect(first).toBeGreaterThanOrEqual(22);
    // A few seconds of pauses give a part of one back.
    expect(first).toBeLessThanOrEqual(24);
    expect(await attemptsOf(loop(busy))).toBeLessThanOrEqual(14);
    time.ahead += 10 * 60_000;
    expect(await attemptsOf(loop(busy))).toBeGreaterThanOrEqual(22);
  });
});

const WORDS =
  'could not be worked out for this item. Open the node, look at the preview under the parameter and correct it.';

describe('field R4: Parallel Requests by an expression', () => {
  const sendingWith = (parallelRequests: string, onError: INode['onError'], more: Partial<Run> = {}) => {
    const set = scene(rig, stand);
    const items = ['a1', 'b1', 'c1'].map((label) => set.item(label, { five: '5', list: [7, 8], minus: -3 }));
    return { ...set, ran: runNode(set.run([], { items, onError, ...more }, { parallelRequests })) };
  };

  test.each(['={{ $("nowhere").item.json.count }}', '={{ ) }}'])(
    'that fails, %s: each item is refused by name',
    async (expression) => {
      for (const onError of ['continueRegularOutput', 'continueErrorOutput'] as const) {
        const { ran, arrived } = sendingWith(expression, onError);
        const outputs = (await ran).outputs;
        expect(sentences(outputs.flat())).toEqual(
          Array(3).fill(`The expression in "Parallel Requests" ${WORDS}`),
        );
        expect(outputs[0]).toHaveLength(onError === 'continueRegularOutput' ? 3 : 0);
        expect(arrived()).toEqual([]);
      }
      const { ran } = sendingWith(expression, 'stopWorkflow');
      expect((await ran).error?.message).toContain(
        'The expression in "Parallel Requests" could not be worked',
      );
    },
  );

  test.each([
    '={{ NaN }}',
    '={{ $json.list }}',
    '={{ null }}',
    '={{ undefined }}',
    '={{ "" }}',
    '={{ "many" }}',
    '={{ {} }}',
    '={{ Infinity }}',
    '={{ true }}',
    '={{ $json.nothing.at.all() }}',
    '={{ [].reduce((a, b) => a) }}',
  ])('that gives no number, %s: each item is refused by name', async (expression) => {
    for (const onError of ['continueRegularOutput', 'continueErrorOutput'] as const) {
      const { ran, arrived } = sendingWith(expression, onError);
      const { outputs, error } = await ran;
      expect(error).toBeUndefined();
      expect(sentences(outputs.flat())).toEqual(Array(3).fill(expect.stringMatching(/"Parallel Requests"/)));
      expect(arrived()).toEqual([]);
    }
    const { ran, arrived } = sendingWith(expression, 'stopWorkflow');
    expect((await ran).error?.message).toContain('"Parallel Requests"');
    expect(arrived()).toEqual([]);
  });

  test.each(['={{ $json.five }}', '={{ $json.minus }}', '={{ 2.9 }}', '={{ "3" }}'])(
    'that gives a number, %s: each item is sent',
    async (expression) => {
      for (const onError of ['continueRegularOutput', 'continueErrorOutput', 'stopWorkflow'] as const) {
        const { ran, arrived } = sendingWith(expression, onError);
        const { outputs, error } = await ran;
        expect(error).toBeUndefined();
        expect(outcomesOf(outputs[0])).toEqual(Array(3).fill(stand.taken));
        expect(arrived().sort()).toEqual(['a1', 'b1', 'c1']);
      }
    },
  );

  /** Every call of n8n's context and of its helpers, numbered; the chosen one throws. */
  class ThrowingAt extends SendText {
    readonly called: string[] = [];

    constructor(chosen: number) {
      super();
      const numbered = <T extends object>(target: T): T =>
        new Proxy(target, {
          get: (_target, name) => {
            const value = Reflect.get(target, name) as unknown;
            if (name === 'helpers') return numbered(value as object);
            if (typeof value !== 'function') return value;
            return (...given: unknown[]): unknown => {
              this.called.push(String(name));
              if (this.called.length - 1 === chosen) throw new Error('This broke in n8n');
              return (value as (...all: unknown[]) => unknown).apply(target, given);
            };
          },
        });
      this.execute = async function execute(this: IExecuteFunctions) {
        return await SendText.prototype.execute.call(numbered(this));
      };
    }
  }

  test.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
    'whatever call of n8n throws, each item has an outcome and no input comes out as a result, On Error %s',
    async (onError) => {
      const set = (type: ThrowingAt, key: string) =>
        sendingWith('={{ 2 }}', onError, {
          type,
          parameters: {
            ...stand.parameters,
            options: { parallelRequests: '={{ 2 }}', deduplicationKey: key },
          },
        });
      const none = new ThrowingAt(Infinity);
      await set(none, '={{ $json.text }}').ran;
      expect(none.called.length).toBeGreaterThan(20);
      const seen = new Set<string>();
      for (const chosen of none.called.keys()) {
        database.forget();
        const type = new ThrowingAt(chosen);
        const { ran, arrived, queue } = set(type, '={{ $json.text }}');
        const { outputs, error } = await ran;
        const name = type.called[chosen] ?? '';
        seen.add(name);
        const items = outputs.flat();
        expect([name, error]).toEqual([name, undefined]);
        // Where n8n does not say what came in, nothing is known of how many there are.
        expect([name, items.length]).toEqual([name, name === 'getInputData' && items.length === 1 ? 1 : 3]);
        // On its error output n8n itself adds what came in.
        expect(outputs[0]?.some(({ json }) => 'phone' in json)).toBe(false);
        const outcomes = outcomesOf(items);
        expect(outcomes.every((outcome) => ['sent', 'notSent', 'unknown'].includes(String(outcome)))).toBe(
          true,
        );
        expect(arrived().length).toBeLessThanOrEqual(outcomes.filter((each) => each !== 'notSent').length);
        expect(queue().lines).toBe(0);
      }
      expect([...seen]).toEqual(
        expect.arrayContaining([
          'getNodeParameter',
          'evaluateExpression',
          'getContext',
          'getCredentials',
          'addExecutionHints',
          'getInputData',
          'continueOnFail',
          'getNode',
          'getWorkflow',
          'getMode',
          'getExecutionCancelSignal',
          'checkProcessedAndRecord',
          'httpRequestWithAuthentication',
        ]),
      );
    },
  );
});

test('Parallel Requests: fifty requests are on their way at most, whatever is asked for', async () => {
  const [all, looked] = [moment(), moment()];
  let [left, arrived, most] = [0, 0, 0];
  const { run } = scene(rig, stand, () => {
    arrived += 1;
    if (arrived === 50) all.comes();
    return { ...stand.yes, until: looked.come };
  });
  const items = itemsOf(
    ...Array.from({ length: 60 }, (_none, item) => ({ phone: phoneOf(item), text: `lead-x-0${item}` })),
  );
  const running = runNode(run([], { items, leaving: () => (left += 1) }, { parallelRequests: 1_000 }));
  await all.come;
  await new Promise((later) => setImmediate(later));
  most = left;
  looked.comes();
  expect(outcomesOf((await running).outputs[0])).toEqual(Array(60).fill(stand.taken));
  expect(most).toBe(50);
});
