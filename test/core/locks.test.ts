import { Locks, type Turn } from '../../core/memory/locks';

const later = async (): Promise<void> => await new Promise((resolve) => setImmediate(resolve));

test('runs the tasks of one name one after the other, in the order in which they came', async () => {
  const locks = new Locks();
  const events: string[] = [];
  const task = (name: string) => async () => {
    events.push(`${name} begins`);
    await later();
    events.push(`${name} ends`);
  };
  await Promise.all([
    locks.run('a', task('one')),
    locks.run('a', task('two')),
    locks.run('a', task('three')),
  ]);
  expect(events).toEqual(['one begins', 'one ends', 'two begins', 'two ends', 'three begins', 'three ends']);
});

test('lets other names run meanwhile', async () => {
  const locks = new Locks();
  let release = (): void => undefined;
  const held = locks.run('a', async () => await new Promise<void>((resolve) => (release = resolve)));
  expect(await locks.run('b', async () => 'done')).toBe('done');
  release();
  await held;
});

test('goes on after a task that failed, whose failure reaches only its own caller', async () => {
  const locks = new Locks();
  const failing = locks.run('a', async () => {
    throw new Error('no');
  });
  const next = locks.run('a', async () => 'yes');
  await expect(failing).rejects.toThrow('no');
  expect(await next).toBe('yes');
});

describe('a turn', () => {
  const come = (turn: Turn, signal?: AbortSignal) => {
    const seen: { came?: boolean } = {};
    void turn.come(signal).then((came) => (seen.came = came));
    return seen;
  };

  test('is taken at once and comes when all before it have ended, in whatever order they end', async () => {
    const locks = new Locks();
    const [first, second, third] = [locks.take('a'), locks.take('a'), locks.take('a')];
    const waiting = come(third);
    second.end();
    await later();
    expect([first.isNext, third.isNext, waiting.came]).toEqual([true, false, undefined]);
    first.end();
    await later();
    expect([third.isNext, waiting.came]).toEqual([true, true]);
    third.end();
    third.end();
    expect(locks.size).toBe(0);
  });

  test('is given up where a signal comes first, before or while it waits, and lets the next one pass', async () => {
    const locks = new Locks();
    const [first, second, third, fourth] = [1, 2, 3, 4].map(() => locks.take('a')) as [
      Turn,
      Turn,
      Turn,
      Turn,
    ];
    const stop = new AbortController();
    const waiting = come(second, stop.signal);
    const last = come(fourth, new AbortController().signal);
    stop.abort();
    expect(await third.come(stop.signal)).toBe(false);
    await later();
    expect([waiting.came, last.came, first.isNext]).toEqual([false, undefined, true]);
    first.end();
    await later();
    expect(last.came).toBe(true);
    expect(await fourth.come(stop.signal)).toBe(false);
    expect(locks.size).toBe(0);
  });

  test('that has come does not hear the signal any more', async () => {
    const locks = new Locks();
    const [first, second, third] = [locks.take('a'), locks.take('a'), locks.take('a')];
    const stop = new AbortController();
    const waiting = come(second, stop.signal);
    first.end();
    await later();
    stop.abort();
    await later();
    expect([waiting.came, second.isNext, third.isNext]).toEqual([true, true, false]);
  });

  test('comes at once to whoever asks for it only after the one before has ended', async () => {
    const locks = new Locks();
    const [first, second] = [locks.take('a'), locks.take('a')];
    first.end();
    expect(await second.come()).toBe(true);
  });

  test('that was given up does not come', async () => {
    const locks = new Locks();
    const turn = locks.take('a');
    turn.end();
    expect(await turn.come()).toBe(false);
  });
});
