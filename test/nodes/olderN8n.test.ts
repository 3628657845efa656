import type { IExecuteFunctions, INodeType } from 'n8n-workflow';
import type * as plainValues from '../../nodes/shared/running/plainValue';
import { itemsOf, runNode } from '../support/engine';
import { nodeTypes } from '../support/packageTypes';
import { simulated } from '../support/simulated';

/** What an n8n before 1.88 does not have yet. */
const MISSING = [
  'isSafeObjectProperty',
  'NodeConnectionTypes',
  'NodeConnectionType',
  'WorkflowExpression',
  'createRunExecutionData',
];

type PlainValue = typeof plainValues;

/** The nodes as an n8n loads them that has none of what is missing. */
function loadedByOlder(): { types: INodeType[]; plainValue: PlainValue['plainValue'] } {
  const kept = Object.entries(jest.requireActual<object>('n8n-workflow')).filter(
    ([name]) => !MISSING.includes(name),
  );
  let types: INodeType[] = [];
  let read: PlainValue['plainValue'] | undefined;
  jest.isolateModules(() => {
    jest.doMock('n8n-workflow', () => Object.fromEntries(kept));
    types = jest.requireActual<{ nodeTypes: typeof nodeTypes }>('../support/packageTypes').nodeTypes();
    read = jest.requireActual<PlainValue>('../../nodes/shared/running/plainValue').plainValue;
    jest.dontMock('n8n-workflow');
  });
  if (read === undefined) throw new Error('The nodes were not loaded.');
  return { types, plainValue: read };
}

/** A node to which n8n gives no way to add a hint. */
const withoutHints = (type: INodeType): INodeType => ({
  description: type.description,
  ...(type.methods !== undefined && { methods: type.methods }),
  async execute(this: IExecuteFunctions) {
    const context = new Proxy(this, {
      get: (target, name) => (name === 'addExecutionHints' ? undefined : Reflect.get(target, name, target)),
    });
    return (await type.execute?.call(context)) ?? [];
  },
});

describe('field V4: what an older n8n does not have is not needed', () => {
  const older = loadedByOlder();

  test('every node loads, and its description is the same', () => {
    expect(older.types).toHaveLength(6);
    const described = (types: INodeType[]) => types.map(({ description }) => JSON.stringify(description));
    expect(described(older.types)).toEqual(described(nodeTypes()));
  });

  test.each([
    ['={{ $json.phone }}', undefined],
    ['={{ $json["constructor"] }}', undefined],
    ['=Oi {{ $json.name }}', undefined],
    ['Oi', { value: 'Oi' }],
  ])(
    'n8n itself reads the expressions where it does not say which names it refuses: %s',
    (written, value) => {
      expect(older.plainValue(written, { phone: '1', name: 'Ana', constructor: '2' })).toEqual(value);
    },
  );

  const world = simulated();

  test.each(['stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'] as const)(
    'a text is sent without a hint, with On Error = %s',
    async (onError) => {
      const sendText = older.types.find(({ description }) => description.name === 'sendText');
      const ran = await runNode({
        node: 'sendText',
        type: withoutHints(sendText as INodeType),
        parameters: {
          vendor: 'interflow',
          to: '={{ $json.phone }}',
          text: '=Oi {{ $json.name }}',
          options: {},
        },
        items: itemsOf({ phone: '5511987654321', name: 'Ana' }),
        credential: world.accounts.interflowV1,
        onError,
      });
      expect(ran.error).toBeUndefined();
      expect(ran.hints).toEqual([]);
      expect(ran.outputs[0]?.[0]?.json).toMatchObject({ outcome: 'sent' });
      expect(world.simulator.requests.at(-1)?.rawBody.toString()).toContain('Oi Ana');
    },
  );
});
