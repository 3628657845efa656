import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeType } from 'n8n-workflow';
import { execute } from '../../nodes/shared/running/execute';
import { SendText } from '../../nodes/SendText/SendText.node';
import { itemsOf, runNode, type Run } from '../support/engine';
import { KeyDatabase } from '../support/keyDatabase';
import { simulated } from '../support/simulated';

// What waits for a database waits no time.
jest.mock<object>('n8n-workflow', () => ({
  ...jest.requireActual<object>('n8n-workflow'),
  sleep: async () => await new Promise((resolve) => setImmediate(resolve)),
}));

const world = simulated();

beforeAll(async () => await new KeyDatabase().install());

const leads = () =>
  itemsOf(...Array.from({ length: 4 }, (_none, index) => ({ phone: `551199000000${index}` })));

const sending = (type: INodeType, items: INodeExecutionData[], more: Partial<Run> = {}): Run => ({
  node: 'sendText',
  type,
  parameters: {
    vendor: 'interflow',
    to: '={{ $json.phone }}',
    text: 'Hi',
    options: { deduplicationKey: '={{ $json.phone }}{{ $now.toMillis() }}', includeVendorResponse: true },
  },
  items,
  credential: world.accounts.interflowV1,
  onError: 'continueRegularOutput',
  ...more,
});

const OUTCOMES = ['sent', 'accepted', 'rejected', 'notSent', 'unknown', 'skipped'];

const outcomesOf = (items: INodeExecutionData[] = []): unknown[] =>
  items.map(({ json }) => json['outcome'] ?? (json['details'] as IDataObject | undefined)?.['outcome']);

/** Whether what arrived is at least what was told as sent, and at most that and what may have been. */
function isTrue(outcomes: readonly unknown[]): boolean {
  const told = (word: string): number => outcomes.filter((outcome) => outcome === word).length;
  const arrived = world.simulator.inbox.length;
  return told('sent') <= arrived && arrived <= told('sent') + told('unknown');
}

/** What a proxy of the context does at each thing that is read of it, by its path. */
type Look = (path: string) => void;

/** n8n's context with everything that is read of it, and of what its methods give, passing by `look`. */
function seenBy<T extends object>(target: T, look: Look, path = ''): T {
  return new Proxy(target, {
    get(inside, name) {
      if (typeof name === 'symbol') return Reflect.get(inside, name) as unknown;
      const here = path === '' ? name : `${path}.${name}`;
      look(here);
      const value: unknown = Reflect.get(inside, name);
      if (name === 'helpers') return seenBy(value as object, look, here);
      if (typeof value !== 'function') return value;
      return (...given: unknown[]): unknown => {
        look(`${here}()`);
        return Reflect.apply(value, inside, given) as unknown;
      };
    },
  });
}

/** Our node, over such a context. */
function lookedAt(look: Look): INodeType {
  const { description } = new SendText();
  return {
    description,
    async execute(this: IExecuteFunctions) {
      return await execute(seenBy(this, look), 'sendText');
    },
  };
}

async function everyLook(): Promise<string[]> {
  const paths: string[] = [];
  const { outputs } = await runNode(
    sending(
      lookedAt((path) => paths.push(path)),
      leads(),
    ),
  );
  expect(outcomesOf(outputs[0])).toEqual(['sent', 'sent', 'sent', 'sent']);
  return paths;
}

describe('field D2: nothing throws out of an item', () => {
  test('whatever n8n throws at, each item has its outcome, and what was sent is told as sent', async () => {
    const paths = [...new Set(await everyLook())];
    expect(paths).toEqual(
      expect.arrayContaining([
        'getNodeParameter()',
        'getInputData()',
        'getCredentials()',
        'getNode()',
        'getContext()',
        'helpers',
      ]),
    );
    for (const path of paths) {
      world.simulator.reset();
      const throwing: Look = (each) => {
        if (each === path) throw new TypeError(`n8n threw at ${path}`);
      };
      const ran = await runNode(sending(lookedAt(throwing), leads()));
      const outcomes = outcomesOf(ran.outputs[0]);
      expect([path, ran.error]).toEqual([path, undefined]);
      // Where n8n does not say what came in, one item says why nothing was sent.
      if (!path.startsWith('getInputData')) expect([path, outcomes.length]).toEqual([path, 4]);
      for (const outcome of outcomes) expect(OUTCOMES).toContain(outcome);
      expect([path, isTrue(outcomes)]).toEqual([path, true]);
    }
  });

  test('also where it throws only once, at any moment', async () => {
    const moments = (await everyLook()).length;
    for (let moment = 1; moment <= moments; moment += 1) {
      world.simulator.reset();
      let looks = 0;
      const throwing: Look = () => {
        if ((looks += 1) === moment) throw new TypeError('n8n threw once');
      };
      const ran = await runNode(sending(lookedAt(throwing), leads()));
      const outcomes = outcomesOf(ran.outputs[0]);
      expect([moment, ran.error]).toEqual([moment, undefined]);
      for (const outcome of outcomes) expect(OUTCOMES).toContain(outcome);
      expect([moment, isTrue(outcomes)]).toEqual([moment, true]);
    }
  });

  const selfish = (phone: string): IDataObject => {
    const json: IDataObject = { phone };
    json['self'] = json;
    json['list'] = [{ up: json }];
    return json;
  };
  const failing = (phone: string): IDataObject =>
    Object.defineProperty({ phone }, 'lazy', {
      enumerable: true,
      get: () => {
        throw new Error('A getter of the item.');
      },
    });
  const deep = (phone: string): IDataObject => {
    let inside: IDataObject = {};
    for (let level = 0; level < 5_000; level += 1) inside = { inside };
    return { phone, inside };
  };

  test.each([
    ['refers to itself', selfish],
    ['has a getter that fails', failing],
    ['is nested very deeply', deep],
    [
      'holds a number that JSON cannot write',
      (phone: string) => ({ phone, id: 10n }) as unknown as IDataObject,
    ],
    [
      'holds what no one can read',
      (phone: string) => {
        const { proxy, revoke } = Proxy.revocable({}, {});
        revoke();
        return { phone, proxy } as unknown as IDataObject;
      },
    ],
  ])('an item that %s is sent, and so are the others', async (_what, itemWith) => {
    for (const onError of ['continueErrorOutput', 'continueRegularOutput', 'stopWorkflow'] as const) {
      world.simulator.reset();
      const items = leads();
      items[1] = { json: itemWith('5511990000001') };
      const ran = await runNode(
        sending(new SendText(), items, {
          onError,
          parameters: { vendor: 'interflow', to: '={{ $json.phone }}', text: 'Hi' },
        }),
      );
      expect(outcomesOf(ran.outputs[0])).toEqual(['sent', 'sent', 'sent', 'sent']);
      expect(world.simulator.inbox).toHaveLength(4);
    }
  });

  test.each([
    ['nothing', null],
    ['a text', 'data'],
    ['a field that holds nothing', { data: null }],
  ])('an item whose files are %s is sent', async (_what, binary) => {
    const items = leads();
    items[1] = { ...items[1]!, binary: binary as never };
    const ran = await runNode(sending(new SendText(), items));
    expect(outcomesOf(ran.outputs[0])).toEqual(['sent', 'sent', 'sent', 'sent']);
  });
});
