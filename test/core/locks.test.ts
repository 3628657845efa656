import { Locks } from '../../core/memory/locks';

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
