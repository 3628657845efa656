import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { MessagingError } from '../../core/contract/outcome';
import { DEFAULT_OPTIONS } from '../../nodes/shared/running/parameters';
import { readItem, type Reading } from '../../nodes/shared/running/reading';
import type { Run } from '../../nodes/shared/running/run';
import { vendors } from '../../vendors';

const written: INodeParameters = { to: '={{ $json.phone }}', text: 'Hi', options: { timeout: 60 } };
const item: INodeExecutionData = {
  json: { phone: '5511', name: 'Ana' },
  binary: {
    data: { id: 'f1', data: 'x', fileName: 'a.pdf', fileSize: '3 kB', mimeType: 'application/pdf' },
  },
};

const vendorNamed = (id: string) => vendors.find((each) => each.id === id);

/** Reads an item of these; the engine works out whatever it is asked for as `engine` does. */
function read(
  parameters: INodeParameters,
  items: INodeExecutionData[],
  index = 0,
  engine: () => unknown = () => 'by the engine',
  id = 'cleverchat',
): Reading {
  const context = { getInputData: () => items, getNodeParameter: engine } as unknown as IExecuteFunctions;
  const vendor = vendorNamed(id);
  const run = { context, written: parameters, vendor, node: 'sendText', config: {}, isTool: false };
  return readItem(run as unknown as Run, index);
}

const origin = (parameters = written, items: INodeExecutionData[] = [item], index = 0): string =>
  read(parameters, items, index).origin;

const file = (changes: object): INodeExecutionData[] => [
  { ...item, binary: { data: { ...item.binary!['data']!, ...changes } } },
];

describe('where an item comes from', () => {
  test.each<[string, string]>([
    ['whatever the options', origin({ ...written, options: { timeout: 5 } })],
    ['without any options', origin({ to: written['to']!, text: 'Hi' })],
    ['whatever its place', origin(written, [{ json: {} }, item], 1)],
    [
      'whatever the order of its fields',
      origin(written, [{ ...item, json: { name: 'Ana', phone: '5511' } }]),
    ],
    ['whatever n8n keeps of a file beside', origin(written, file({ data: 'y', directory: '/x' }))],
  ])('is the same %s', (_, other) => {
    expect(other).toBe(origin());
  });

  test.each<[string, string]>([
    ['parameter', origin({ ...written, text: 'Hello' })],
    ['item', origin(written, [{ ...item, json: { phone: '5521' } }])],
    ['file', origin(written, file({ id: 'f2' }))],
    ['file name', origin(written, file({ fileName: 'b.pdf' }))],
    ['file size', origin(written, file({ fileSize: '4 kB' }))],
    ['file type', origin(written, file({ mimeType: 'image/png' }))],
    ['field of the file', origin(written, [{ ...item, binary: { other: item.binary!['data']! } }])],
    ['file that is missing', origin(written, [{ json: item.json }])],
    ['item that is missing', origin(written, [], 0)],
  ])('is another for another %s', (_, other) => {
    expect(other).not.toBe(origin());
  });

  test('is something also where there is no item', () => {
    expect(origin(written, [], 3)).toBe(origin(written, [{ json: {} }], 0));
  });
});

describe('an item', () => {
  const fails = () => {
    throw new Error('no such thing');
  };

  test('is read with all that is known of it', () => {
    const phone = '5511987654321';
    const { origin: from, ...reading } = read(written, [{ json: {} }, { json: { phone } as IDataObject }], 1);
    expect(from).toMatch(/^[\w-]{16}$/);
    expect(reading).toStrictEqual({
      item: 1,
      inputs: { to: phone, text: 'Hi' },
      options: { ...DEFAULT_OPTIONS, timeout: 60 },
      recipient: { to: phone },
    });
  });

  test('whose recipient cannot be read is not refused yet', () => {
    const { recipient, refusal, inputs } = read({ to: 'nobody', text: 'Hi' }, [item]);
    expect({ recipient, refusal, inputs }).toStrictEqual({
      recipient: undefined,
      refusal: undefined,
      inputs: { to: 'nobody', text: 'Hi' },
    });
  });

  test.each<[unknown, object | undefined]>([
    ['77', { to: '77' }],
    [77, { to: '77' }],
    ['', undefined],
    [null, undefined],
  ])('of a vendor that addresses by an id goes to %j as to %j', (contactId, recipient) => {
    const given = { to: '', contactId, text: 'Hi' } as INodeParameters;
    expect(read(given, [item], 0, undefined, 'aidesk').recipient).toEqual(recipient);
    expect(
      read({ to: '5511987654321', text: 'Hi' }, [item], 0, undefined, 'aidesk').recipient,
    ).toBeUndefined();
  });

  test('with an expression that fails is refused, and known again by where it comes from', () => {
    const failing = { ...written, text: '={{ 1 + }}' };
    const { refusal, ...reading } = read(failing, [item], 0, fails);
    expect(refusal).toBeInstanceOf(MessagingError);
    expect(refusal?.message).toContain('"Text"');
    expect(reading).toStrictEqual({
      item: 0,
      origin: read(failing, [item]).origin,
      recipient: undefined,
      inputs: {},
      options: DEFAULT_OPTIONS,
    });
  });

  test('that n8n does not give is refused, too', () => {
    const context = { getInputData: fails } as unknown as IExecuteFunctions;
    expect(readItem({ context, written } as unknown as Run, 2)).toStrictEqual({
      item: 2,
      origin: '',
      recipient: undefined,
      inputs: {},
      options: DEFAULT_OPTIONS,
      refusal: expect.objectContaining({ outcome: 'notSent' }),
    });
  });
});
