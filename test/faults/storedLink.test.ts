import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { BinaryStore } from '../support/binaryStore';
import { retryExecution, runNode, type Run } from '../support/engine';
import { KeyDatabase } from '../support/keyDatabase';
import { Rig, time } from './rig/rig';
import { outcomesOf, scene } from './rig/scene';
import { STANDS } from './rig/stands';
import type { Answer } from './rig/vendorDouble';

/** A file that n8n keeps, for a vendor that takes only links: each link is good for a quarter of an hour. */

let rig: Rig;
const store = new BinaryStore();
const stand = STANDS[0]!;
/** How far the wall clock is ahead of the clock of this process, in milliseconds. */
const apart = Date.now() - performance.now();
const PNG = Buffer.from('\x89PNG\r\n\x1A\n and the rest', 'latin1');

beforeAll(async () => {
  rig = await Rig.start();
  await store.open();
  await new KeyDatabase().install();
  // The wall clock, with which links are signed, goes as the node's does: not a moment less may pass on it.
  jest.spyOn(Date, 'now').mockImplementation(() => Math.floor(apart + performance.now() + time.ahead));
});

afterAll(async () => {
  jest.restoreAllMocks();
  await rig.stop();
  store.close();
});

const keep = async (
  label: string,
  set: Pick<ReturnType<typeof scene>, 'item'>,
): Promise<INodeExecutionData> => ({
  json: set.item(label).json,
  binary: { data: await store.keep(PNG, 'flower.png', 'image/png') },
});

/** @param answers in turn, the last for good */
function sending(answers: Answer[]) {
  const set = scene(rig, stand, (_which, earlier) => answers[Math.min(earlier, answers.length - 1)]);
  const run = (items: INodeExecutionData[], more: IDataObject = {}, rest: Partial<Run> = {}): Run => ({
    ...set.run([]),
    node: 'sendMedia',
    items,
    parameters: {
      vendor: 'interflow',
      to: '={{ $json.phone }}',
      mediaType: 'auto',
      source: 'binary',
      binaryPropertyName: 'data',
      caption: '={{ $json.text }}',
      options: { totalTime: 900, longestWait: 900 },
      ...more,
    },
    ...rest,
  });
  const before = rig.double.seen.length;
  /** The links that arrived, as n8n signed them. */
  const links = () =>
    rig.double.seen.slice(before).map(({ body }) => {
      const { content } = JSON.parse(body) as { content: { url: string } };
      const token = String(new URL(content.url).searchParams.get('token'));
      const payload = Buffer.from(token.split('.')[1] ?? '', 'base64url').toString();
      return JSON.parse(payload) as { id: string; iat: number; exp: number };
    });
  return { ...set, run, links };
}

const now = (): number => Math.floor(Date.now() / 1000);

test('field R11: the link is made when the turn has come, anew for each attempt, and lasts 15 minutes', async () => {
  const busy: Answer = { status: 429, headers: { 'retry-after': '800' }, body: {} };
  const set = sending([busy, stand.yes]);
  const began = now();
  set.queue().limiter.pauseFor(600_000);
  const ran = await runNode(set.run([await keep('a1', set)]));
  expect(outcomesOf(ran.outputs[0])).toEqual([stand.taken]);
  const [first, second] = set.links();
  expect(first?.iat).toBeGreaterThanOrEqual(began + 600);
  expect(second?.iat).toBeGreaterThanOrEqual((first?.iat ?? Infinity) + 800);
  for (const link of [first, second]) expect((link?.exp ?? 0) - (link?.iat ?? 0)).toBe(15 * 60);
});

test('field R11: a message that waits for its recipient makes its link after that', async () => {
  const busy: Answer = { status: 503, headers: { 'retry-after': '700' }, body: {} };
  const set = sending([busy, stand.yes]);
  const began = now();
  const items = [await keep('a1', set), await keep('a2', set)];
  await runNode(set.run(items, { options: { totalTime: 900, longestWait: 900, parallelRequests: 2 } }));
  const last = set.links().at(-1);
  expect(last?.iat).toBeGreaterThanOrEqual(began + 700);
});

describe('field R11: the message is known by the file as it is stored, not by the link', () => {
  const unclear: Answer = { status: 500, body: {} };

  test('so one in doubt is not sent again, though its parameters are written in another way', async () => {
    const set = sending([unclear, stand.yes]);
    const item = await keep('a1', set);
    const failed = await runNode(set.run([item], {}, { onError: 'stopWorkflow' }));
    expect(failed.error?.description).toContain('Outcome: unknown');
    time.ahead += 60_000;
    const again = await retryExecution(failed, set.run([item], { caption: '={{ "" + $json.text }}' }));
    expect(outcomesOf(again.outputs[0])).toEqual(['unknown']);
    expect(set.links()).toHaveLength(1);
  });

  test('so another file in its place is another message', async () => {
    const set = sending([unclear, stand.yes]);
    const items = [await keep('a1', set)];
    const other = (await keep('a1', set)).binary?.['data'];
    const fields = { first: items[0]!.binary!['data']!, second: other! };
    const run = (field: string, more: Partial<Run> = {}): Run =>
      set.run([{ json: items[0]!.json, binary: fields }], { binaryPropertyName: field }, more);
    const failed = await runNode(run('first', { onError: 'stopWorkflow' }));
    const again = await retryExecution(failed, run('second'));
    expect(outcomesOf(again.outputs[0])).toEqual([stand.taken]);
    const ids = set.links().map(({ id }) => id);
    expect(new Set(ids).size).toBe(2);
  });
});

test('a dry run shows a link that opens the file', async () => {
  const set = sending([stand.yes]);
  const ran = await runNode(set.run([await keep('a1', set)], { options: { dryRun: true } }));
  const shown = JSON.stringify(ran.outputs[0]?.[0]?.json);
  expect(shown).toContain('token=');
  expect(shown).not.toContain('stored-file.invalid');
  expect(set.links()).toEqual([]);
});
