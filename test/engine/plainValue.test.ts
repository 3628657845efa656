import fc from 'fast-check';
import type { IDataObject, INodeType } from 'n8n-workflow';
import { plainValue } from '../../nodes/shared/running/plainValue';
import { itemsOf, runType } from '../support/engine';

/** A node that gives out one parameter, once as n8n reads it and once as `plainValue` does. */
const probe: INodeType = {
  description: {
    displayName: 'Probe',
    name: 'probe',
    group: ['input'],
    version: 1,
    description: '',
    defaults: {},
    inputs: ['main'],
    outputs: ['main'],
    properties: [{ displayName: 'Value', name: 'value', type: 'string', default: '' }],
  },
  async execute() {
    const { parameters } = this.getNode();
    const written = parameters['value'];
    return [
      this.getInputData().map(({ json }, item) => ({
        json: {
          plain: (plainValue(written, json) ?? null) as IDataObject | null,
          asked: engineValue(() => this.getNodeParameter('value', item, null)),
        },
        pairedItem: { item },
      })),
    ];
  },
};

function engineValue(ask: () => unknown): IDataObject {
  try {
    return { value: ask() } as IDataObject;
  } catch {
    return { refused: true };
  }
}

async function read(value: string, json: IDataObject) {
  const ran = await runType(probe, { value }, itemsOf(json));
  return (ran.outputs[0]?.[0]?.json ?? {}) as { plain: IDataObject | null; asked: IDataObject };
}

test.each<[string, IDataObject, unknown]>([
  ['+55 11 98765-4321', {}, '+55 11 98765-4321'],
  ['={{ $json.phone }}', { phone: '5511' }, '5511'],
  ['={{$json.phone}}', { phone: 5511 }, 5511],
  ['={{ $json.ok }}', { ok: false }, false],
  ['={{ $json["first name"] }}', { 'first name': 'Ana' }, 'Ana'],
  ["={{ $json['lead'].phones[1] }}", { lead: { phones: ['1', '2'] } }, '2'],
  ['=Hi {{ $json.name }}, order {{ $json.order }}!', { name: 'Ana', order: 'A1' }, 'Hi Ana, order A1!'],
  ['= {{ $json.name }}', { name: 'Ana' }, ' Ana'],
  ['=line one\n{{ $json.name }}', { name: 'Ana' }, 'line one\nAna'],
])('%j is read without the engine, as the engine would', async (written, json, expected) => {
  const { plain, asked } = await read(written, json);
  expect(plain).toEqual({ value: expected });
  expect(asked).toEqual({ value: expected });
});

test.each<[string, IDataObject]>([
  ['={{ $json.missing }}', {}],
  ['=Hi {{ $json.missing }}', {}],
  ['=Hi {{ $json.count }}', { count: 5 }],
  ['={{ $json.list }}', { list: [1] }],
  ['={{ $json.name.length }}', { name: 'Ana' }],
  ['={{ $json.constructor }}', {}],
  ['={{ $json.__proto__ }}', {}],
  ['={{ $json.name.toUpperCase() }}', { name: 'Ana' }],
  ['={{ $json.a + $json.b }}', { a: '1', b: '2' }],
  ['={{ $now }}', {}],
  ['=fixed text', {}],
  ['=a \\{{ $json.name }}', { name: 'Ana' }],
  ['={{ $json.name }} }}', { name: 'Ana' }],
])('%j is left to the engine', async (written, json) => {
  expect((await read(written, json)).plain).toBeNull();
});

test('gives for any template and item what the engine gives, or nothing', async () => {
  const name = fc.constantFrom('a', 'b', 'name', 'x_1', '__proto__', 'length', 'toString');
  const leaf = fc.oneof(
    fc.string(),
    fc.double({ noNaN: true }),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
  );
  const json = fc.dictionary(
    fc.constantFrom('a', 'b', 'name', 'x_1'),
    fc.oneof(leaf, fc.array(leaf), fc.dictionary(name, leaf)),
  );
  const step = fc.oneof(
    name.map((each) => `.${each}`),
    name.map((each) => `["${each}"]`),
    fc.nat(2).map((index) => `[${index}]`),
  );
  const path = fc.array(step, { minLength: 1, maxLength: 3 }).map((steps) => `{{ $json${steps.join('')} }}`);
  const text = fc.oneof(
    fc.string({ maxLength: 6 }),
    fc.constantFrom('Hi ', '{', '}}', '{{', '\\', '`', '$', '\n', '=', 'constructor', 'arguments', 'caller '),
  );
  const template = fc.array(fc.oneof(path, text), { maxLength: 4 }).map((parts) => `=${parts.join('')}`);
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        path.map((each) => `=${each}`),
        template,
      ),
      json,
      async (written, item) => {
        const found = plainValue(written, item);
        if (found === undefined) return;
        const { asked } = await read(written, item as IDataObject);
        expect(asked).toEqual({ value: found.value });
      },
    ),
    { numRuns: 1000 },
  );
});
