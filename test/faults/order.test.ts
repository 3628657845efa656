import type { INode, INodeExecutionData } from 'n8n-workflow';
import { BinaryStore } from '../support/binaryStore';
import { runNode } from '../support/engine';
import { KeyDatabase } from '../support/keyDatabase';
import { Random } from './rig/random';
import { Rig } from './rig/rig';
import { moment, of, outcomesOf, part, scene } from './rig/scene';
import { STANDS } from './rig/stands';
import type { Answer } from './rig/vendorDouble';

/** Messages for one recipient leave one after another, others pass meanwhile. */

let rig: Rig;
const database = new KeyDatabase();
const store = new BinaryStore();

beforeAll(async () => {
  rig = await Rig.start();
  await database.install();
  await store.open();
});

afterAll(async () => {
  await rig.stop();
  store.close();
});

const MODES: ReadonlyArray<INode['onError']> = [
  'stopWorkflow',
  'continueRegularOutput',
  'continueErrorOutput',
];

const BUSY: ReadonlyArray<readonly [string, Answer]> = [
  ['503 with Retry-After', { status: 503, headers: { 'retry-after': '1' }, body: {} }],
  ['429', { status: 429, body: {} }],
  ['429 with Retry-After', { status: 429, headers: { 'retry-after': '2' }, body: {} }],
];

describe.each(STANDS.map((stand) => [stand.name, stand] as const))(
  'field A13: through %s',
  (_name, stand) => {
    test.each([
      ['of four messages', ['a1', 'a2', 'a3', 'b1']],
      ['of six, five of them for one recipient', ['a1', 'a2', 'a3', 'a4', 'a5', 'b1']],
    ])(
      'the first answered late, %s: the others for its recipient wait, another passes',
      async (_what, labels) => {
        const passed = moment();
        let atPassing: string[] = [];
        const { run, arrived, queue } = scene(rig, stand, (which, earlier) => {
          if (which === part('a1') && earlier === 0) return { ...stand.yes, until: passed.come };
          if (which === part('b1')) {
            atPassing = of('a', arrived());
            passed.comes();
          }
          return undefined;
        });
        const ran = await runNode(run(labels));
        expect(atPassing).toEqual(['a1']);
        expect(of('a', arrived())).toEqual(labels.filter((label) => label.startsWith('a')));
        expect(outcomesOf(ran.outputs[0])).toEqual(labels.map(() => stand.taken));
        expect(queue().lines).toBe(0);
      },
    );

    test.each(BUSY.flatMap(([what, busy]) => MODES.map((onError) => [what, onError, busy] as const)))(
      'the first answered with %s, On Error %s: it is tried again before the others go',
      async (_what, onError, busy) => {
        const { run, arrived, queue } = scene(rig, stand, (which, earlier) =>
          which === part('a1') && earlier === 0 ? busy : undefined,
        );
        const ran = await runNode(run(['a1', 'a2', 'b1', 'a3'], { onError }));
        expect(of('a', arrived())).toEqual(['a1', 'a1', 'a2', 'a3']);
        expect(of('b', arrived())).toEqual(['b1']);
        expect(outcomesOf(ran.outputs[0])).toEqual(Array(4).fill(stand.taken));
        expect(queue().lines).toBe(0);
      },
    );

    test.each(MODES)('under Retry On Fail, On Error %s', async (onError) => {
      const { run, arrived, queue } = scene(rig, stand, (which, earlier) =>
        which === part('a1') && earlier === 0 ? BUSY[0]![1] : undefined,
      );
      const ran = await runNode(
        run(['a1', 'a2', 'a3', 'b1'], { onError, retryOnFail: true }, { attempts: 1 }),
      );
      // One that fails does not hold back the next, where the run goes on after it.
      expect(of('a', arrived())).toEqual(
        onError === 'stopWorkflow' ? ['a1', 'a1', 'a2', 'a3'] : ['a1', 'a2', 'a3', 'a1'],
      );
      expect(outcomesOf(ran.outputs[0])).toEqual(Array(4).fill(stand.taken));
      expect(queue().lines).toBe(0);
    });
  },
);

const stand = STANDS[0]!;
const cleverChat = STANDS.find(({ vendor }) => vendor === 'cleverchat')!;

test.each([1, 2, 3])('field A13: with %d Parallel Requests', async (parallelRequests) => {
  const passed = moment();
  let atPassing: string[] = [];
  const { run, arrived } = scene(rig, stand, (which) => {
    if (which === part('a1'))
      return { ...stand.yes, until: parallelRequests === 1 ? undefined : passed.come };
    if (which === part('b1')) {
      atPassing = of('a', arrived());
      passed.comes();
    }
    return undefined;
  });
  await runNode(run(['a1', 'a2', 'a3', 'b1', 'a4', 'b2'], {}, { parallelRequests }));
  expect(of('a', arrived())).toEqual(['a1', 'a2', 'a3', 'a4']);
  expect(of('b', arrived())).toEqual(['b1', 'b2']);
  expect(atPassing).toEqual(parallelRequests === 1 ? ['a1', 'a2', 'a3'] : ['a1']);
  // Strictly one after another where there is a single place.
  if (parallelRequests === 1) expect(arrived()).toEqual(['a1', 'a2', 'a3', 'b1', 'a4', 'b2']);
});

test('field A13: two executions, each with a credential of its own for the account, go by arrival', async () => {
  const [reached, passed] = [moment(), moment()];
  const { run, arrived, queue, credential } = scene(rig, stand, (which) => {
    if (which === part('a1')) {
      reached.comes();
      return { ...stand.yes, until: passed.come };
    }
    if (which === part('b2')) passed.comes();
    return undefined;
  });
  const first = runNode(run(['a1', 'a3']));
  await reached.come;
  const second = runNode(run(['a2', 'b2'], { credential: { ...credential, id: 'another' } }));
  await Promise.all([first, second]);
  expect(arrived().slice(0, 2)).toEqual(['a1', 'b2']);
  expect(of('a', arrived())).toEqual(['a1', 'a3', 'a2']);
  expect(queue().lines).toBe(0);
});

test('field A13: a number is the same recipient however it is written', async () => {
  const passed = moment();
  const { run, arrived, item } = scene(rig, stand, (which) => {
    if (which === part('a1')) return { ...stand.yes, until: passed.come };
    if (which === part('b1')) passed.comes();
    return undefined;
  });
  const written = ['+55 (11) 98765-4320', '11987654320', ' 5511987654320 '];
  const items = written.map((phone, index) => item(`a${index + 1}`, { phone }));
  await runNode(run([], { items: [...items, item('b1')] }));
  expect(of('a', arrived())).toEqual(['a1', 'a2', 'a3']);
  expect(arrived()[1]).toBe('b1');
});

test('field A13: a large file goes before a small one, and before a text of another node', async () => {
  const reached = moment();
  const { run, arrived, item, queue } = scene(rig, cleverChat, () => {
    reached.comes();
    return undefined;
  });
  const upload = async (label: string, size: number): Promise<INodeExecutionData> => {
    const content = Buffer.concat([Buffer.from('\x89PNG\r\n\x1A\n', 'latin1'), Buffer.alloc(size, 7)]);
    const { json } = item(label);
    return { json, binary: { data: await store.keep(content, `${String(json['text'])}.png`, 'image/png') } };
  };
  const media = runNode({
    ...run([], { items: [await upload('a1', 4_000_000), await upload('a2', 10)] }),
    node: 'sendMedia',
    parameters: {
      vendor: 'cleverchat',
      to: '={{ $json.phone }}',
      mediaType: 'auto',
      source: 'binary',
      binaryPropertyName: 'data',
      caption: '={{ $json.text }}',
      queueId: '5',
    },
  });
  await reached.come;
  const text = runNode(run(['a3', 'b1']));
  const [first, second] = await Promise.all([media, text]);
  expect(outcomesOf([...(first.outputs[0] ?? []), ...(second.outputs[0] ?? [])])).not.toContain('notSent');
  expect(of('a', arrived())).toEqual(['a1', 'a2', 'a3']);
  expect(queue().lines).toBe(0);
});

test('field A13: no two executions wait for each other for ever, whatever recipients, keys and places they share', async () => {
  const random = new Random(13);
  const pick = (count: number): number => Math.floor(random.next() * count);
  for (let round = 0; round < 25; round += 1) {
    database.forget();
    const { run, queue, item } = scene(rig, stand, () => undefined);
    const options = { deduplicationKey: '={{ $json.key }}' };
    const executions = Array.from({ length: 2 + pick(3) }, (_none, execution) => {
      const items = Array.from({ length: 6 }, (_item, index) =>
        item(`${'abc'[pick(3)]}${execution}${index}`, { key: pick(4) === 0 ? '' : `key ${pick(3)}` }),
      );
      return runNode(run([], { items }, { ...options, parallelRequests: 1 + pick(3) }));
    });
    for (const ran of await Promise.all(executions))
      expect(outcomesOf(ran.outputs[0]).every((each) => each === stand.taken || each === 'skipped')).toBe(
        true,
      );
    expect(queue().lines).toBe(0);
  }
});

test('field A13: more messages for one recipient than are read ahead, while another execution is at it, all go in order', async () => {
  const [reached, passed] = [moment(), moment()];
  const { run, arrived, queue } = scene(rig, stand, (which) => {
    if (which === part('a0')) reached.comes();
    return which === part('a0') ? { ...stand.yes, until: passed.come } : undefined;
  });
  const first = runNode(run(['a0']));
  await reached.come;
  const labels = Array.from({ length: 520 }, (_none, index) => `a${index + 1}`);
  const second = runNode(run(labels));
  await new Promise((later) => setImmediate(later));
  passed.comes();
  await Promise.all([first, second]);
  expect(arrived()).toEqual(['a0', ...labels]);
  expect(queue().lines).toBe(0);
});
