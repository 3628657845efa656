import { WorkflowExecute } from 'n8n-core';
import fc from 'fast-check';
import {
  createRunExecutionData,
  NodeHelpers,
  Workflow,
  type INode,
  type INodeParameters,
  type INodeType,
  type INodeTypes,
} from 'n8n-workflow';
import { MESSAGE_KINDS } from '../../core/contract/delivery';
import { executionSurroundings, handingOn } from '../../host/engine';
import { StatusTrigger } from '../../nodes/StatusTrigger/StatusTrigger.node';
import { senders } from '../../vendors/senders';
import { changesSince, pictureOfPrototypes } from '../support/prototypes';
import { MODES, call, deliveryOf, type Answered } from './support/delivering';
import { NotStored, listen, type Listening } from './support/listening';
import { WRITERS, type Writer } from './support/messages';
import { parametersOf } from './support/parameters';

const [secretUrl, headerToken] = MODES;
if (secretUrl === undefined || headerToken === undefined) throw new Error('There is no such mode');

/** A trigger for the messages of somebody. */
const triggerOf = ({ parameters }: Writer, changes: INodeParameters = {}): INodeParameters =>
  parametersOf({ ...parameters, events: ['messages'], ...changes });

/** Posts a body as its sender does. */
async function post(listening: Listening, { isForm = false }: Writer, body: unknown): Promise<Answered> {
  if (!isForm) return await call(listening.url, deliveryOf(secretUrl!, body));
  const fields = Object.entries(body as Record<string, unknown>).filter(([, value]) => value !== undefined);
  const form = new URLSearchParams(
    fields.map(([name, value]): [string, string] => [
      name,
      typeof value === 'string' ? value : JSON.stringify(value),
    ]),
  );
  return await call(listening.url, {
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: form.toString(),
  });
}

async function whileListening(
  parameters: INodeParameters,
  run: (listening: Listening) => Promise<void>,
): Promise<void> {
  const listening = await listen({ parameters });
  try {
    await run(listening);
    expect(listening.thrown).toEqual([]);
  } finally {
    await listening.close();
  }
}

const ignoredOf = ({ text }: Answered): unknown =>
  text.startsWith('{') ? (JSON.parse(text) as Record<string, unknown>)['ignored'] : text;

const ANY_TEXT = expect.any(String) as unknown;

/** What every sender's simplest message must be as an item. */
const ITEM = {
  eventKey: expect.stringMatching(/^[0-9a-f]{32}$/) as unknown,
  messageId: 'M1',
  from: '5511987654321',
  name: 'Maria',
  kind: 'text',
  text: 'Oi',
  media: null,
  replyTo: null,
  receivedAt: ANY_TEXT,
  fromMe: false,
  group: null,
};

const NAMES = [
  'vendor',
  'eventKey',
  'messageId',
  'from',
  'name',
  'kind',
  'text',
  'media',
  'replyTo',
  'occurredAt',
  'receivedAt',
  'fromMe',
  'group',
];

describe.each(WRITERS.map((writer) => [writer.name, writer] as const))(
  'a message through %s',
  (name, writer) => {
    it('is one item by the names of the public contract', async () => {
      await whileListening(triggerOf(writer), async (listening) => {
        expect((await post(listening, writer, writer.write({}))).text).toBe('received');
        const [item] = listening.executions.flat();
        expect(listening.executions).toEqual([[expect.objectContaining({ ...ITEM, vendor: name })]]);
        expect(Object.keys(item ?? {}).slice(0, NAMES.length)).toEqual(NAMES);
        // Twilio tells no time.
        expect(item?.['occurredAt']).toBe(name === 'twilio' ? null : '2025-11-25T12:00:00.000Z');
      });
    });

    it('starts nothing where only statuses are wanted', async () => {
      if (writer.parameters['source'] === 'cleverchat' || writer.parameters['source'] === 'logyca') return;
      const changes = { events: ['statuses'], idPath: 'no.id', statusPath: 'no.status' };
      await whileListening(triggerOf(writer, changes), async (listening) => {
        expect(ignoredOf(await post(listening, writer, writer.write({})))).toBe('event');
        expect(listening.executions).toEqual([]);
      });
    });

    it('starts the workflow once, however often it is posted, also twice at a time', async () => {
      await whileListening(triggerOf(writer), async (listening) => {
        const answers = await Promise.all([1, 2, 3].map(() => post(listening, writer, writer.write({}))));
        answers.push(await post(listening, writer, writer.write({})));
        expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
        expect(answers.map(ignoredOf).sort()).toEqual(['duplicate', 'duplicate', 'duplicate', 'received']);
        expect(listening.executions).toHaveLength(1);
      });
    });

    it('comes again where n8n could not store it', async () => {
      await whileListening(triggerOf(writer), async (listening) => {
        listening.store = async () => {
          throw new NotStored('The database is away');
        };
        expect((await post(listening, writer, writer.write({}))).status).toBe(500);
        listening.store = async () => undefined;
        expect((await post(listening, writer, writer.write({}))).text).toBe('received');
        expect(listening.executions).toHaveLength(1);
      });
    });

    it('starts nothing in another process that knows what the workflow has stored', async () => {
      await whileListening(triggerOf(writer), async (listening) => {
        await post(listening, writer, writer.write({}));
        const stored = listening.staticData.get(listening.workflowId) ?? {};
        listening.workflowId += ' elsewhere';
        listening.staticData.set(listening.workflowId, stored);
        expect(ignoredOf(await post(listening, writer, writer.write({})))).toBe('duplicate');
      });
    });

    it('is told from another of the same text', async () => {
      await whileListening(triggerOf(writer), async (listening) => {
        for (const id of ['M1', 'M2']) await post(listening, writer, writer.write({ id }));
        expect(listening.executions.flat().map(({ messageId }) => messageId)).toEqual(['M1', 'M2']);
        expect(new Set(listening.executions.flat().map(({ eventKey }) => eventKey)).size).toBe(2);
      });
    });

    it('that is forged starts nothing', async () => {
      const changes = { authentication: 'headerToken' };
      const listening = await listen({
        parameters: triggerOf(writer, changes),
        credential: headerToken.credential,
      });
      try {
        expect((await post(listening, writer, writer.write({}))).status).toBe(401);
        expect(listening.executions).toEqual([]);
      } finally {
        await listening.close();
      }
    });

    it.each([[undefined], [null], [''], ['x'.repeat(513)], [{}], [[]]])(
      'starts nothing without a usable id: %j',
      async (id) => {
        if (writer.isForm === true && typeof id === 'object') return;
        await whileListening(triggerOf(writer), async (listening) => {
          const broken = JSON.parse(
            JSON.stringify(writer.write({ id: 'the id' })).replaceAll(
              '"the id"',
              JSON.stringify(id) ?? 'null',
            ),
          ) as Record<string, unknown>;
          if (writer.isForm === true && id == null) delete broken['MessageSid'];
          const { status } = await post(listening, writer, broken);
          expect([200, 400]).toContain(status);
          expect(listening.executions).toEqual([]);
        });
      },
    );

    it('keeps every sign of a long text', async () => {
      const text = '  Olá 👋🏽 "{{$json.x}}" __proto__ \\u0000 <b>\n'.repeat(10_000);
      await whileListening(triggerOf(writer), async (listening) => {
        expect((await post(listening, writer, writer.write({ text }))).text).toBe('received');
        expect(listening.executions.flat()[0]?.['text']).toBe(text);
      });
    });

    const { own, group, withoutNumber } = writer;

    if (own !== undefined)
      it('that the account itself wrote starts nothing unless it is asked for', async () => {
        await whileListening(triggerOf(writer), async (listening) => {
          expect(ignoredOf(await post(listening, writer, own({})))).toBe('own');
          listening.parameters = triggerOf(writer, { options: { includeOwn: true } });
          expect((await post(listening, writer, own({}))).text).toBe('received');
          expect(listening.executions.flat()).toMatchObject([
            { fromMe: true, from: null, to: '5511987654321', text: 'Oi' },
          ]);
        });
      });

    if (group !== undefined)
      it('in a group starts nothing unless it is asked for', async () => {
        await whileListening(triggerOf(writer), async (listening) => {
          expect(ignoredOf(await post(listening, writer, group({})))).toBe('group');
          listening.parameters = triggerOf(writer, { options: { includeGroups: true } });
          expect((await post(listening, writer, group({}))).text).toBe('received');
          expect(listening.executions.flat()).toMatchObject([{ group: ANY_TEXT, text: 'Oi' }]);
          expect(listening.executions.flat()[0]?.['from']).not.toBe(
            listening.executions.flat()[0]?.['group'],
          );
        });
      });

    if (withoutNumber !== undefined)
      it('of somebody whose number is not told has none, and the other id beside', async () => {
        await whileListening(triggerOf(writer), async (listening) => {
          await post(listening, writer, writer.write({ from: withoutNumber }));
          expect(listening.executions.flat()).toMatchObject([{ from: null, fromUserId: withoutNumber }]);
        });
      });

    it('gives its raw entry where that is asked for, and no key of the server in it', async () => {
      await whileListening(triggerOf(writer, { options: { includeRaw: true } }), async (listening) => {
        await post(listening, writer, writer.write({}));
        const raw = JSON.stringify(listening.executions.flat()[0]?.['raw']);
        expect(raw).toContain('Oi');
        expect(raw).not.toContain('canary');
      });
    });

    it('with any value in any place never throws, and gives items of the known form alone', async () => {
      const picture = pictureOfPrototypes();
      const whole = writer.write({});
      const places = placesIn(whole);
      await whileListening(
        triggerOf(writer, { options: { includeGroups: true, includeOwn: true } }),
        async (listening) => {
          await fc.assert(
            fc.asyncProperty(fc.constantFrom(...places), anyValue, async (place, value) => {
              const before = listening.executions.length;
              const { status } = await post(listening, writer, changedAt(whole, place, value));
              expect([200, 400]).toContain(status);
              for (const item of listening.executions.slice(before).flat()) expectForm(item);
            }),
            { numRuns: 150 },
          );
        },
      );
      expect(changesSince(picture)).toEqual([]);
    });
  },
);

type Place = readonly string[];

/** The way to every value in a body, and to every whole of some of them. */
function placesIn(value: unknown): Place[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, each]) => [
    [name],
    ...placesIn(each).map((place) => [name, ...place]),
  ]);
}

function changedAt(whole: unknown, place: Place, value: unknown): unknown {
  const [name, ...rest] = place;
  if (name === undefined) return value;
  const copy = (Array.isArray(whole) ? [...(whole as unknown[])] : { ...(whole as object) }) as Record<
    string,
    unknown
  >;
  copy[name] = changedAt(copy[name], rest, value);
  return copy;
}

const anyValue = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    false,
    0,
    -1,
    1e300,
    '',
    ' ',
    '__proto__',
    'constructor',
    '5511987654321@lid',
    '120363@g.us',
    'status@broadcast',
    '[[[[',
    '{"a":',
    [],
    {},
    [null],
    { low: -1, high: 3, unsigned: true },
  ),
  fc.string(),
  fc.integer(),
  fc.constant('{"__proto__":{"polluted":1}}').map((text) => JSON.parse(text) as unknown),
  fc.constant('[').map((sign) => sign.repeat(5_000)),
);

const textOrNull = (value: unknown): boolean => value === null || typeof value === 'string';

function expectForm(item: Readonly<Record<string, unknown>>): void {
  expect(MESSAGE_KINDS).toContain(item['kind']);
  for (const name of ['messageId', 'from', 'name', 'text', 'replyTo', 'occurredAt', 'group'])
    expect([name, item[name], textOrNull(item[name])]).toEqual([name, item[name], true]);
  if (item['from'] !== null) expect(item['from']).toMatch(/^\d{5,20}$/);
  if (item['occurredAt'] !== null)
    expect(new Date(String(item['occurredAt'])).toISOString()).toBe(item['occurredAt']);
  expect(typeof item['fromMe']).toBe('boolean');
}

describe('statuses and messages in one trigger', () => {
  const both = parametersOf({ source: 'meta', events: ['statuses', 'messages'] });
  const value = {
    metadata: { phone_number_id: '1' },
    statuses: [{ id: 'wamid.OUT', status: 'read', timestamp: '1764072000' }],
    messages: [
      { id: 'wamid.IN', from: '5511987654321', type: 'text', text: { body: 'Oi' } },
      { id: 17, type: 'text' },
      { type: 'text', text: { body: 'without an id' } },
      { id: 'wamid.IN2', from: '5521991234567', type: 'audio', audio: { id: '7' } },
    ],
  };
  const delivery = { entry: [{ changes: [{ field: 'messages', value }] }] };

  it('leave by an output each, the good ones beside those that cannot be read', async () => {
    await whileListening(both, async (listening) => {
      const { text } = await call(listening.url, deliveryOf(secretUrl!, delivery));
      expect(text).toBe('received');
      expect(listening.outputs).toMatchObject([
        [
          [{ messageId: 'wamid.OUT', status: 'read', skippedEntries: 1 }],
          [
            { messageId: 'wamid.IN', kind: 'text', skippedEntries: 1 },
            { messageId: '17', kind: 'text' },
            { messageId: 'wamid.IN2', kind: 'audio' },
          ],
        ],
      ]);
    });
  });

  it('pass on what is new of a delivery that comes again with more', async () => {
    await whileListening(both, async (listening) => {
      await call(listening.url, deliveryOf(secretUrl!, delivery));
      const more = {
        ...value,
        messages: [...value.messages, { id: 'wamid.IN3', type: 'text', text: { body: 'mais' } }],
      };
      await call(listening.url, deliveryOf(secretUrl!, { value: more }));
      expect(listening.outputs[1]).toMatchObject([[], [{ messageId: 'wamid.IN3' }]]);
    });
  });

  it('do not touch each other, also under one id', async () => {
    await whileListening(both, async (listening) => {
      const same = {
        statuses: [{ id: 'wamid.X', status: 'read' }],
        messages: [{ id: 'wamid.X', type: 'text' }],
      };
      await call(listening.url, deliveryOf(secretUrl!, same));
      expect(listening.outputs[0]?.map(({ length }) => length)).toEqual([1, 1]);
    });
  });
});

describe('the outputs of the trigger', () => {
  const node = new StatusTrigger();
  const workflowOf = (parameters: INodeParameters): Workflow => {
    const after = (name: string): INode => ({
      id: name,
      name,
      type: 'after',
      typeVersion: 1,
      position: [0, 0],
      parameters: {},
    });
    const start: INode = {
      ...after('Trigger'),
      type: 'statusTrigger',
      typeVersion: 2,
      parameters,
    };
    const types: Readonly<Record<string, INodeType>> = { statusTrigger: node, after: handingOn('after') };
    const nodeTypes = {
      getByName: (name: string) => types[name],
      getByNameAndVersion: (name: string) => types[name],
      getKnownTypes: () => ({}),
    } as unknown as INodeTypes;
    return new Workflow({
      nodes: [start, after('first'), after('second')],
      connections: {
        Trigger: {
          main: [[{ node: 'first', type: 'main', index: 0 }], [{ node: 'second', type: 'main', index: 0 }]],
        },
      },
      active: false,
      nodeTypes,
    });
  };
  const outputsOf = (parameters: INodeParameters) => {
    const workflow = workflowOf(parameters);
    return NodeHelpers.getNodeOutputs(workflow, workflow.getNode('Trigger')!, node.description);
  };

  test.each<[INodeParameters, unknown[]]>([
    [{ source: 'meta' }, ['main']],
    [{}, ['main']],
    [{ source: 'interflow', events: ['statuses'] }, ['main']],
    [{ source: 'meta', events: ['messages'] }, ['main']],
    [{ source: 'cleverchat' }, ['main']],
    [{ source: 'meta', events: [] }, ['main']],
    [
      { source: 'meta', events: ['messages', 'statuses'] },
      [
        { type: 'main', displayName: 'Statuses' },
        { type: 'main', displayName: 'Messages' },
      ],
    ],
  ])('with %j are %j', (parameters, outputs) => {
    expect(outputsOf(parameters)).toEqual(outputs);
  });

  test.each([
    [[], ['message']],
    [['status'], []],
    [['status'], ['message', 'message']],
  ])('lead the engine on as they are: %j and %j', async (statuses, messages) => {
    const workflow = workflowOf({ source: 'meta', events: ['statuses', 'messages'] });
    const items = (names: readonly string[]) => names.map((name) => ({ json: { name } }));
    const execution = createRunExecutionData({
      executionData: {
        nodeExecutionStack: [
          {
            node: workflow.getNode('Trigger')!,
            data: { main: [items(statuses), items(messages)] },
            source: null,
          },
        ],
      },
    });
    const surroundings = executionSurroundings({ fieldsOf: () => ({}) });
    const run = await new WorkflowExecute(surroundings, 'webhook', execution).processRunExecutionData(
      workflow,
    );
    const came = (name: string): unknown[] =>
      (run.data.resultData.runData[name]?.[0]?.data?.['main']?.[0] ?? []).map(({ json }) => json['name']);
    expect(run.data.resultData.error).toBeUndefined();
    expect([came('first'), came('second')]).toEqual([statuses, messages]);
  });
});

describe('a trigger that waits for what its source never reports', () => {
  test.each([
    [{ source: 'cleverchat', events: ['statuses'] }, 'CleverChat reports no statuses', 'Choose Messages'],
    [{ source: 'logyca', events: ['messages', 'statuses'] }, 'Logyca reports no statuses', 'Choose Messages'],
    [
      { source: 'interflow', events: ['messages'] },
      'Interflow reports no messages that come in',
      'Choose Statuses',
    ],
  ])('is not activated: %j', async (parameters, sentence, advice) => {
    const listening = await listen({ parameters: parametersOf(parameters) });
    try {
      await expect(listening.activate()).rejects.toMatchObject({
        message: expect.stringContaining(sentence) as unknown,
        description: expect.stringContaining(advice) as unknown,
      });
    } finally {
      await listening.close();
    }
  });

  test.each([{ source: 'cleverchat' }, { source: 'interflow' }, { source: 'meta' }, { source: 'custom' }])(
    'is no trigger with the default of its source: %j',
    async (parameters) => {
      const listening = await listen({ parameters: parametersOf(parameters) });
      try {
        expect(await listening.activate()).toBe(true);
      } finally {
        await listening.close();
      }
    },
  );
});

test('what every entry asks of its delivery is looked for once', () => {
  const infobip = senders.find(({ id }) => id === 'infobip');
  let asked = 0;
  const body = {
    results: Array.from({ length: 1_000 }, (_, place) => ({ messageId: `m${place}` })),
    get message() {
      asked += 1;
      return '{"kind":"as long as a sender likes"}';
    },
  };
  expect(infobip?.read(body)).toMatchObject({ skipped: 0, entries: { length: 1_000 } });
  expect(asked).toBeLessThan(10);
});
