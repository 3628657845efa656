import type { IDataObject, IExecuteFunctions, INodeParameters } from 'n8n-workflow';
import type { NodeOperation } from '../../core/contract/operations';
import {
  DEFAULT_OPTIONS,
  parallelRequestsOf,
  readParameters,
  rememberKeysForOf,
} from '../../nodes/shared/running/parameters';
import { vendors } from '../../vendors';

const vendor = vendors.find(({ inputs }) => Object.values(inputs).some(({ place }) => place === 'options'));
if (vendor === undefined) throw new Error('No vendor has an option of its own');
const [ownOption = ''] = Object.entries(vendor.inputs).find(([, { place }]) => place === 'options') ?? [];

/** Reads these parameters of the second item; the engine answers as `engine` does, and what it was asked is noted. */
function read(
  written: INodeParameters,
  {
    json = {},
    isTool = false,
    node = 'sendText',
    engine = () => 'by the engine',
  }: { json?: IDataObject; isTool?: boolean; node?: NodeOperation; engine?: (name: string) => unknown } = {},
) {
  const asked: unknown[] = [];
  const context = {
    getInputData: () => [{ json: { name: 'of another item' } }, { json }],
    getNodeParameter: (name: string, item: number, fallback: unknown) => {
      asked.push([name, item, fallback]);
      return engine(name);
    },
  } as unknown as IExecuteFunctions;
  return { ...readParameters({ context, vendor: vendor!, node, written, isTool }, 1), asked };
}

describe('the parameters of an item', () => {
  test('are those that are there, each once', () => {
    const { inputs, options, asked } = read(
      { to: '={{ $json.phone }}', text: 'Hi', vendor: 'x', unheardOf: 'x' },
      { json: { phone: '5511' } },
    );
    expect(inputs).toStrictEqual({ to: '5511', text: 'Hi' });
    expect(options).toStrictEqual(DEFAULT_OPTIONS);
    expect(asked).toEqual([]);
  });

  test('that only the engine can read are asked of it, once each', () => {
    const { inputs, asked } = read({ to: '={{ $json.phone + 1 }}', text: '={{ $json.name }}' });
    expect(inputs).toStrictEqual({ to: 'by the engine', text: 'by the engine' });
    expect(asked).toEqual(
      expect.arrayContaining([
        ['to', 1, null],
        ['text', 1, null],
      ]),
    );
    expect(asked).toHaveLength(2);
  });

  test('of a tool are the engine’s: its item is not the one that `$json` means', () => {
    const json = { phone: '5511' };
    expect(read({ to: '={{ $json.phone }}' }, { json }).inputs).toEqual({ to: '5511' });
    expect(read({ to: '={{ $json.phone }}' }, { json, isTool: true }).inputs).toEqual({
      to: 'by the engine',
    });
  });

  test('steer the node, too', () => {
    const steering = {
      mediaType: 'image',
      source: 'url',
      binaryPropertyName: 'data',
      variablesMode: 'json',
      variablesJson: '{}',
    };
    expect(read(steering).inputs).toEqual(steering);
  });

  test.each<[NodeOperation, string[]]>([
    ['sendText', ['text']],
    ['sendMedia', ['mediaUrl', 'caption', 'fileName', 'latitude', 'longitude', 'locationName', 'address']],
    ['sendTemplate', ['template', 'language', 'campaign', 'variables']],
    ['addToCampaign', ['campaign', 'variables']],
  ])('of the node %s are those of its operations', (node, names) => {
    const written = Object.fromEntries(
      [...names, ...Object.keys(vendor.inputs), 'to'].map((name) => [name, name]),
    );
    expect(read({ ...written, foreign: 'x' }, { node }).inputs).toEqual(written);
  });

  test.each([
    ['text', 'Text'],
    ['to', 'To'],
    ['variablesJson', 'Variables (JSON)'],
    ['binaryPropertyName', 'Input Data Field Name'],
    ...Object.entries(vendor.inputs)
      .filter(([, { place }]) => place === undefined)
      .map(([name, { label }]) => [name, label]),
  ])('that cannot be worked out are named: %s as "%s"', (name, label) => {
    const engine = () => {
      throw new Error('no such thing');
    };
    expect(() => read({ [name]: '={{ 1 + }}' }, { engine })).toThrow(
      `The expression in "${label}" could not be worked out for this item. Open the node, look at the preview under the parameter and correct it.`,
    );
  });

  test('that the engine finds to be nothing are refused by name', () => {
    for (const nothing of [undefined, null, NaN])
      expect(() => read({ text: '={{ x }}' }, { engine: () => nothing })).toThrow(
        '"Text" is empty, because its expression gives nothing for this item.',
      );
  });

  test('that a model leaves out are nothing', () => {
    const given = { isTool: true, engine: () => undefined };
    expect(read({ text: '={{ x }}' }, given).inputs).toStrictEqual({ text: undefined });
  });
});

describe('the options', () => {
  const optionsOf = (options: IDataObject) => read({ options } as INodeParameters).options;

  test('are as published where none is chosen', () => {
    expect(DEFAULT_OPTIONS).toMatchObject({
      dryRun: false,
      includeVendorResponse: false,
      onUnknown: 'error',
      deduplicationKey: '',
      attempts: 4,
      parallelRequests: 0,
      timeout: 60,
      longestWait: 120,
      totalTime: 180,
    });
    expect(optionsOf({})).toStrictEqual(DEFAULT_OPTIONS);
    expect(read({}).options).toStrictEqual(DEFAULT_OPTIONS);
  });

  test.each<[keyof typeof DEFAULT_OPTIONS, number, number]>([
    ['attempts', 1, 6],
    ['timeout', 5, 300],
    ['longestWait', 0, 900],
    ['totalTime', 10, 900],
  ])('keep %s between %d and %d, and refuse what is no number', (name, least, most) => {
    const of = (value: unknown) => optionsOf({ [name]: value } as IDataObject)[name];
    expect([of(least), of(most)]).toEqual([least, most]);
    expect([of(least - 1), of(most + 1)]).toEqual([least, most]);
    for (const none of [-Infinity, Infinity, NaN, 'many', '', null, [5], {}, true])
      expect(() => of(none)).toThrow('which is no number. Give it as digits, e.g. 5.');
    expect(of(String(least + 1))).toBe(least + 1);
  });

  test('keep what the user chose', () => {
    const chosen = {
      dryRun: true,
      onUnknown: 'resend',
      deduplicationKey: 'k',
      attempts: 2,
      ninthDigit: 'add',
    };
    expect(optionsOf(chosen)).toStrictEqual({ ...DEFAULT_OPTIONS, ...chosen });
  });

  test('that are inputs of the vendor count as inputs', () => {
    const { inputs } = read({ text: 'Hi', options: { [ownOption]: 'own', attempts: 2, toString: 'x' } });
    expect(inputs).toStrictEqual({ text: 'Hi', [ownOption]: 'own' });
  });
});

describe('for how long keys are remembered', () => {
  const daysOf = (options: INodeParameters, given: unknown): number =>
    rememberKeysForOf(
      {
        getNodeParameter: () => {
          if (given instanceof Error) throw given;
          return given;
        },
      } as unknown as IExecuteFunctions,
      { options },
    );

  test.each([
    [30, 30],
    ['7', 7],
    [0, 0],
    [0.5, 1],
    [-3, 0],
    [99_999, 3_650],
  ])('%j is %j days', (given, days) => expect(daysOf({ rememberKeysFor: '={{ 1 }}' }, given)).toBe(days));

  test.each([[null], [undefined], ['for ever'], [[30]], [new Error('n8n threw')]])(
    'for ever where nobody can tell: %p',
    (given) => expect(daysOf({ rememberKeysFor: '={{ 1 }}' }, given)).toBe(0),
  );

  test('for 90 days where the option was not added', () => {
    expect(daysOf({}, null)).toBe(90);
    expect(rememberKeysForOf({} as IExecuteFunctions, {})).toBe(90);
  });
});

describe('how many messages may be on their way at once', () => {
  test.each([
    [0, 0],
    [undefined, 0],
    [1, 1],
    ['7', 7],
    [2.9, 2],
    [50, 50],
    [1e9, 50],
    // What is no number of messages is not taken for the automatic one.
    [0.5, 1],
    [-3, 1],
  ])('%p is %p', (given, atOnce) => {
    const context = { getNodeParameter: (_name: string, _item: number, none: unknown) => given ?? none };
    expect(parallelRequestsOf(context as unknown as IExecuteFunctions)).toBe(atOnce);
  });
});
