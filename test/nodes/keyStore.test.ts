import type { IExecuteFunctions } from 'n8n-workflow';
import { deduplicationOf, retriesOf } from '../../nodes/shared/running/keyStore';

// What waits for a database waits no time.
jest.mock<object>('n8n-workflow', () => ({
  ...jest.requireActual<object>('n8n-workflow'),
  sleep: async () => await Promise.resolve(),
}));

type CheckAndRecord = (keys: string[], scope: string, options: object) => Promise<{ new: string[] }>;

/** n8n's store for keys as one worker sees it; `steps` take the place of its first answers. */
function contextWith(steps: ('refuse' | 'forget')[] = [], node = 'Send', workflow = 'w1') {
  const kept: Record<string, Set<string>> = { node: new Set(), workflow: new Set() };
  const calls: { scope: string; options: object; keys: string[] }[] = [];
  const record: CheckAndRecord = async (keys, scope, options) => {
    calls.push({ scope, options, keys });
    const step = steps.shift();
    if (step === 'refuse') throw new Error('duplicate key value violates unique constraint');
    const unseen = keys.filter((key) => !kept[scope]?.has(key));
    if (step !== 'forget') for (const key of unseen) kept[scope]?.add(key);
    return { new: unseen };
  };
  const context = {
    getWorkflow: () => ({ id: workflow }),
    getNode: () => ({ id: node, name: node }),
    helpers: {
      checkProcessedAndRecord: record,
      removeProcessed: async (keys: string[], scope: string, options: object) => {
        calls.push({ scope, options, keys });
        for (const key of keys) kept[scope]?.delete(key);
      },
    },
  } as unknown as IExecuteFunctions;
  return { context, kept, calls };
}

const OPTIONS = { mode: 'entries', maxEntries: 10_000 };

describe('the keys that n8n keeps', () => {
  test('are those of the node, ten thousand of them', async () => {
    const { context, calls, kept } = contextWith();
    const keys = deduplicationOf(context);
    expect(await keys.claim('order 7')).toBe('mine');
    await keys.release('order 7');
    expect(await keys.claim('order 7')).toBe('mine');
    await keys.confirm('order 7');
    expect(await keys.claim('order 7')).toBe('sent');
    expect(new Set(calls.map(({ scope }) => scope))).toEqual(new Set(['node']));
    for (const { options } of calls) expect(options).toEqual(OPTIONS);
    expect(kept['workflow']?.size).toBe(0);
  });

  test('are those of the workflow where retries are meant', async () => {
    const { context, calls, kept } = contextWith();
    const retries = retriesOf(context);
    expect(await retries.claim('retry')).toBe('mine');
    expect(await retries.claim('retry')).toBe('doubtful');
    expect(new Set(calls.map(({ scope }) => scope))).toEqual(new Set(['workflow']));
    for (const { options } of calls) expect(options).toEqual(OPTIONS);
    expect(kept['node']?.size).toBe(0);
  });

  test('are asked for a second time where the first writers collide', async () => {
    const { context } = contextWith(['refuse']);
    expect(await deduplicationOf(context).claim('k')).toBe('mine');
  });

  test('field Q4: are waited for while the database is away, up to a minute', async () => {
    const { context, calls } = contextWith(Array.from({ length: 8 }, () => 'refuse'));
    expect(await deduplicationOf(context).claim('k')).toBe('mine');
    const away = contextWith(Array.from({ length: 1_000 }, () => 'refuse'));
    await expect(deduplicationOf(away.context).claim('k')).rejects.toThrow('duplicate key value');
    // Once it was waited for in vain, the next key is asked for at once.
    const before = away.calls.length;
    expect(before).toBeGreaterThan(calls.length);
    await expect(deduplicationOf(away.context).claim('other')).rejects.toThrow('duplicate key value');
    expect(away.calls.length).toBe(before + 2);
  });

  test('that another worker overwrote are noted again, up to five times', async () => {
    const overwritten = contextWith(['forget', 'forget', 'forget']);
    expect(await deduplicationOf(overwritten.context).claim('k')).toBe('mine');
    expect(overwritten.kept['node']?.size).toBe(1);
    expect(overwritten.calls).toHaveLength(5);

    const always = contextWith(Array.from({ length: 20 }, () => 'forget'));
    expect(await deduplicationOf(always.context).claim('k')).toBe('mine');
    expect(always.calls).toHaveLength(6);
  });

  test('that were there before are not looked for again', async () => {
    const { context, calls } = contextWith();
    await deduplicationOf(context).confirm('k');
    calls.length = 0;
    expect(await deduplicationOf(context).claim('k')).toBe('sent');
    expect(calls).toHaveLength(2);
  });

  test('are none in an n8n that is too old for them, and nothing is sent', async () => {
    const { context } = contextWith();
    Object.assign(context.helpers, { checkProcessedAndRecord: undefined });
    await expect(deduplicationOf(context).claim('k')).rejects.toMatchObject({
      outcome: 'notSent',
      message:
        'This n8n is too old to remember a "Deduplication Key", so nothing was sent. Update n8n, or leave "Deduplication Key" empty to send without it.',
    });
  });

  /** Whether the second waits until the first has ended its task under the same key. */
  async function waits(first: IExecuteFunctions, second: IExecuteFunctions): Promise<boolean> {
    const order: string[] = [];
    let finish: () => void = () => undefined;
    const open = new Promise<void>((resolve) => (finish = resolve));
    const one = deduplicationOf(first).alone('k', async () => {
      await open;
      order.push('one');
    });
    const two = deduplicationOf(second).alone('k', async () => void order.push('two'));
    await new Promise((resolve) => setImmediate(resolve));
    finish();
    await Promise.all([one, two]);
    return order[0] === 'one';
  }

  test('let one message at a time go for one node of one workflow', async () => {
    const { context } = contextWith();
    expect(await waits(context, contextWith().context)).toBe(true);
    expect(await waits(context, contextWith([], 'Other').context)).toBe(false);
    expect(await waits(context, contextWith([], 'Send', 'w2').context)).toBe(false);
  });
});
