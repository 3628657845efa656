import type { ILoadOptionsFunctions } from 'n8n-workflow';
import { StatusTrigger } from '../../nodes/StatusTrigger/StatusTrigger.node';

const paths = {
  itemsPath: 'list',
  idPath: 'id',
  statusPath: 'state',
  timePath: 'at',
  recipientPath: 'to',
  reasonPath: 'why',
};
const statusMap = { values: [{ from: 'lida', to: 'read' }] };

async function preview(sampleDelivery: unknown, changes: Record<string, unknown> = {}): Promise<string[]> {
  const parameters: Record<string, unknown> = { ...paths, statusMap, sampleDelivery, ...changes };
  const context = {
    getCurrentNodeParameter: (name: string) => parameters[name],
  } as unknown as ILoadOptionsFunctions;
  const { results } = await new StatusTrigger().methods.listSearch.previewSample.call(context);
  return results.map(({ name }) => name);
}

test('field U12: the preview shows how each status of the sample reads, the recipient before anything that is long', async () => {
  const sample = {
    list: [
      { id: 'm1', state: 'Lida', at: 1_705_314_605, to: '5511987654321' },
      { id: 'm2', state: 'failed', why: 'No WhatsApp' },
      { id: 'm3' },
      { state: 'read' },
    ],
  };
  expect(await preview(JSON.stringify(sample))).toEqual([
    'read ("Lida"), to 5511987654321',
    'Message m1, at 2024-01-15T10:30:05.000Z',
    'failed ("failed"), no recipient',
    'Message m2, no time, because: No WhatsApp',
    'Not a status, so ignored. If it is one, check "Status Path".',
    '1 without a message ID: check "ID Path"',
  ]);
  expect(await preview(sample)).toHaveLength(6);
});

test.each([
  ['{"list":', 'neither JSON nor a form'],
  ['17', 'check "ID Path"'],
  ['{"list":[]}', 'the list at "Items Path" is empty'],
  ['{"list":[{"state":"read"}]}', 'check "ID Path"'],
  [JSON.stringify({ list: Array(50_001).fill(0) }), 'More than 50,000'],
])('the preview of %s says what to do', async (sample, sentence) => {
  const lines = await preview(sample);
  expect(lines).toEqual([expect.stringContaining(sentence)]);
});

test('the preview works before any path is filled in', async () => {
  const none = Object.fromEntries([...Object.keys(paths), 'statusMap'].map((name) => [name, undefined]));
  expect(await preview('{"id":"m1"}', none)).toEqual([expect.stringContaining('check "Status Path"')]);
});
