import type { IExecuteFunctions, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import type { Message } from '../../core/message/build';
import { identityOf, originOf } from '../../nodes/shared/running/identity';
import type { Run } from '../../nodes/shared/running/run';

const written: INodeParameters = { to: '={{ $json.phone }}', text: 'Hi', options: { timeout: 60 } };
const item: INodeExecutionData = {
  json: { phone: '5511', name: 'Ana' },
  binary: {
    data: { id: 'f1', data: 'x', fileName: 'a.pdf', fileSize: '3 kB', mimeType: 'application/pdf' },
  },
};

const origin = (parameters = written, items: INodeExecutionData[] = [item], index = 0): string => {
  const context = { getInputData: () => items } as unknown as IExecuteFunctions;
  return originOf({ context, written: parameters } as unknown as Run, index);
};

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

describe('the identity of a message', () => {
  const message = (changes: object = {}) =>
    ({
      vendor: { id: 'acme', name: 'Acme' },
      operation: 'sendText',
      to: '5511',
      request: () => ({ method: 'POST', url: 'https://example.com/', json: { text: 'Hi' } }),
      ...changes,
    }) as unknown as Message;

  test('keeps its origin, and is the same for the same message', () => {
    expect(identityOf(message(), 'o')).toEqual(identityOf(message({ vendor: { id: 'acme' } }), 'o'));
    expect(identityOf(message(), 'o').origin).toBe('o');
    expect(identityOf(message(), 'another').message).toBe(identityOf(message(), 'o').message);
  });

  test.each([
    { vendor: { id: 'globex' } },
    { operation: 'sendTemplate' },
    { to: '5521' },
    { request: () => ({ method: 'POST', url: 'https://example.com/', json: { text: 'Hello' } }) },
  ])('is another with %j', (changes) => {
    expect(identityOf(message(changes), 'o').message).not.toBe(identityOf(message(), 'o').message);
  });
});
