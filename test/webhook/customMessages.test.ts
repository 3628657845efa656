import type { ILoadOptionsFunctions, INodeParameters } from 'n8n-workflow';
import { StatusTrigger } from '../../nodes/StatusTrigger/StatusTrigger.node';
import { call } from './support/delivering';
import { listen } from './support/listening';
import { parametersOf } from './support/parameters';

const PATHS = {
  messageIdPath: 'id',
  fromPath: 'from',
  namePath: 'who',
  textPath: 'text || caption',
  kindPath: 'type',
  mediaUrlPath: 'file.url',
  mediaTypePath: 'file.mime',
  mediaNamePath: 'file.name',
  payloadPath: 'button',
  replyToPath: 'quoted',
  messageTimePath: 'at',
  groupPath: 'group',
};

const custom = (changes: INodeParameters = {}): INodeParameters => ({
  source: 'custom',
  sender: '',
  events: ['messages'],
  ...PATHS,
  ...changes,
});

async function deliver(parameters: INodeParameters, body: unknown) {
  const listening = await listen({ parameters: parametersOf(parameters) });
  try {
    const { status, text } = await call(listening.url, {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    expect([status, listening.thrown]).toEqual([200, []]);
    return { items: listening.executions.flat(), outputs: listening.outputs, text };
  } finally {
    await listening.close();
  }
}

test.each<[string, object, object]>([
  [
    'all of its parts',
    {
      id: 7,
      from: '5511987654321',
      who: 'Maria',
      caption: 'Segue',
      type: 'Document',
      file: { url: 'https://a.example/b', mime: 'application/pdf', name: 'b.pdf' },
      button: 's',
      quoted: 'q',
      at: '2025-11-25T12:00:00Z',
    },
    {
      messageId: '7',
      from: '5511987654321',
      name: 'Maria',
      text: 'Segue',
      kind: 'document',
      media: { url: 'https://a.example/b', id: null, mimeType: 'application/pdf', fileName: 'b.pdf' },
      payload: 's',
      replyTo: 'q',
      occurredAt: '2025-11-25T12:00:00.000Z',
    },
  ],
  ['a number as people write it', { id: 'a', from: '+55 (11) 98765-4321' }, { from: '5511987654321' }],
  ['a writer without a number', { id: 'a', from: 'maria.souza' }, { from: null, fromUserId: 'maria.souza' }],
  ['a word of its own for a kind', { id: 'a', from: '5511987654321', type: 'PTT' }, { kind: 'audio' }],
  [
    'a word that nobody knows',
    { id: 'a', text: 'x', type: 'poll' },
    { kind: 'other', vendorKind: 'poll', text: 'x' },
  ],
  [
    'a file without a word',
    { id: 'a', file: { url: 'https://a.example', mime: 'video/mp4' } },
    { kind: 'video' },
  ],
  ['a file of which nothing is told', { id: 'a', file: { url: 'https://a.example' } }, { kind: 'other' }],
  [
    'an id that a number cannot hold',
    { id: '12345678901234567890', text: 'x' },
    { messageId: '12345678901234567890' },
  ],
])('a message of a described sender with %s', async (_what, body, item) => {
  const kindMap = { values: [{ from: 'ptt', to: 'audio' }] };
  const { items } = await deliver(custom({ kindMap }), body);
  expect(items).toEqual([expect.objectContaining({ vendor: 'custom', ...item })]);
});

test.each<[string, INodeParameters, unknown]>([
  ['no id', {}, { text: 'x' }],
  ['an id alone', {}, { id: 'a' }],
  ['a check of the address', {}, { test: true }],
  ['a group', {}, { id: 'a', text: 'x', group: 'g' }],
  ['the address of a group', {}, { id: 'a', text: 'x', from: '120363@g.us' }],
  [
    'an own message',
    { ownWhen: { values: [{ path: 'mine', equals: 'true' }] } },
    { id: 'a', text: 'x', mine: true },
  ],
  [
    'another event',
    { messageConditions: { values: [{ path: 'event', equals: 'received' }] } },
    { id: 'a', text: 'x', event: 'sent' },
  ],
])('a delivery of a described sender with %s starts nothing', async (_what, changes, body) => {
  expect((await deliver(custom(changes), body)).items).toEqual([]);
});

test('a described sender may tell several messages at once, statuses beside them, and both leave by their output', async () => {
  const parameters = custom({
    events: ['statuses', 'messages'],
    itemsPath: 'statuses',
    idPath: 'id',
    statusPath: 'state',
    messageItemsPath: 'messages',
  });
  const { outputs } = await deliver(parameters, {
    statuses: [{ id: 's', state: 'read' }],
    messages: [{ id: 'a', text: 'x' }, { text: 'without an id' }, { id: 'b', text: 'y' }],
  });
  expect(outputs).toMatchObject([
    [[{ messageId: 's', status: 'read', skippedEntries: 1 }], [{ messageId: 'a' }, { messageId: 'b' }]],
  ]);
});

test.each<[INodeParameters, string]>([
  [{}, 'status'],
  [{ messageConditions: { values: [{ path: 'direction', equals: 'in' }] } }, 'message'],
])('what could be both is told by the conditions: %j', async (changes, what) => {
  const parameters = custom({
    events: ['statuses', 'messages'],
    idPath: 'id',
    statusPath: 'state',
    ...changes,
  });
  const { outputs } = await deliver(parameters, { id: 'a', text: 'x', state: 'received', direction: 'in' });
  expect(outputs[0]?.map(({ length }) => length)).toEqual(what === 'status' ? [1, 0] : [0, 1]);
});

test('paths that are hidden count no more', async () => {
  const both = { idPath: 'id', statusPath: 'state' };
  const body = { id: 'a', text: 'x', state: 'read' };
  expect((await deliver(custom(both), body)).items).toMatchObject([{ kind: 'text' }]);
  const { items } = await deliver(custom({ ...both, events: ['statuses'] }), body);
  expect(items).toMatchObject([{ status: 'read' }]);
});

test('what was looked for names the paths of messages', async () => {
  const parameters = custom({ options: { showUnreadable: true } });
  expect((await deliver(parameters, { some: 'thing' })).items).toMatchObject([
    {
      status: 'unreadable',
      lookedFor: ['Message ID Path: id', 'From Path: from', 'Text Path: text || caption'],
      body: { some: 'thing' },
    },
  ]);
});

async function preview(sampleDelivery: unknown, changes: Record<string, unknown> = {}): Promise<string[]> {
  const parameters: Record<string, unknown> = { ...custom(), sampleDelivery, ...changes };
  const context = {
    getCurrentNodeParameter: (name: string) => parameters[name],
  } as unknown as ILoadOptionsFunctions;
  const { results } = await new StatusTrigger().methods.listSearch.previewSample.call(context);
  return results.map(({ name }) => name);
}

test.each<[string, unknown, Record<string, unknown>, string[]]>([
  [
    'a message',
    { id: 'a', from: '5511987654321', who: 'Maria', text: 'Oi', at: '2025-11-25T12:00:00Z' },
    {},
    ['text from 5511987654321 (Maria): "Oi"', 'Message a, at 2025-11-25T12:00:00.000Z'],
  ],
  [
    'a file in a group',
    { id: 'a', file: { url: 'https://a.example', mime: 'image/png' }, group: 'g' },
    {},
    [
      'image from nobody that it names: no text',
      'Message a, no time, file https://a.example, in the group g',
    ],
  ],
  [
    'no message',
    { x: 1 },
    {},
    ['Not a message, so ignored. If it is one, check "From Path" and "Text Path".'],
  ],
  [
    'a message without an id',
    { text: 'Oi' },
    {},
    ['A message without a message ID: check "Message ID Path"'],
  ],
  [
    'a message where statuses are wanted',
    { type: 'ReceivedCallback', messageId: 'a', phone: '5511987654321', text: { message: 'Oi' } },
    { sender: 'zapi', events: ['statuses'] },
    ['A message that came in, so it starts nothing: "Events" has no Messages'],
  ],
  [
    'a status where messages are wanted',
    { type: 'MessageStatusCallback', ids: ['a'], status: 'READ', phone: '5511987654321' },
    { sender: 'zapi' },
    ['A status, so it starts nothing: "Events" has no Statuses'],
  ],
])('the preview of %s says how it reads', async (_what, sample, changes, lines) => {
  expect(await preview(JSON.stringify(sample), changes)).toEqual(lines);
});
