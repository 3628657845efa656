import { Deduplication, type KeyStore } from '../../core/memory/deduplication';

function memory() {
  const keys = new Set<string>();
  const store: KeyStore = {
    async note(...noted) {
      const isNew = noted.some((key) => !keys.has(key));
      for (const key of noted) keys.add(key);
      return isNew;
    },
    async remove(key) {
      keys.delete(key);
    },
  };
  return { keys, deduplication: new Deduplication('workflow/node', store) };
}

test('gives a key once, and again after it was released', async () => {
  const { deduplication, keys } = memory();
  expect(await deduplication.claim('a')).toBe('mine');
  await deduplication.release('a');
  expect(keys.size).toBe(0);
  expect(await deduplication.claim('a')).toBe('mine');
});

test('tells what was sent from what was only begun', async () => {
  const { deduplication } = memory();
  await deduplication.claim('a');
  expect(await deduplication.claim('a')).toBe('doubtful');
  expect(await deduplication.claim('a')).toBe('doubtful');
  await deduplication.confirm('a');
  expect(await deduplication.claim('a')).toBe('sent');
});

test('what nobody knows of stays in doubt', async () => {
  const { deduplication } = memory();
  await deduplication.claim('a');
  await deduplication.doubt('a');
  expect(await deduplication.claim('a')).toBe('doubtful');
});

test('notes the intent again with the end, should another worker have overwritten it', async () => {
  const { deduplication, keys } = memory();
  await deduplication.claim('a');
  keys.clear();
  await deduplication.confirm('a');
  expect(keys.size).toBe(2);
  expect(await deduplication.claim('a')).toBe('sent');
});

test('lets one message at a time go under a key', async () => {
  const { deduplication } = memory();
  const events: string[] = [];
  const task = (name: string) => async () => {
    events.push(`${name} in`);
    await new Promise((resolve) => setImmediate(resolve));
    events.push(`${name} out`);
  };
  await Promise.all([deduplication.alone('a', task('one')), deduplication.alone('a', task('two'))]);
  expect(events).toEqual(['one in', 'one out', 'two in', 'two out']);
});

test('passes on what the store throws', async () => {
  const store: KeyStore = {
    note: async () => await Promise.reject(new Error('down')),
    remove: async () => undefined,
  };
  await expect(new Deduplication('w', store).claim('a')).rejects.toThrow('down');
});

test('a wait for a key ends with its signal, which is asked for only where there is a wait', async () => {
  const { deduplication } = memory();
  let end = (): void => undefined;
  const stop = new AbortController();
  const asked = jest.fn(() => stop.signal);
  const first = deduplication.alone(
    'a',
    async () => await new Promise<void>((resolve) => (end = resolve)),
    asked,
  );
  expect(asked).not.toHaveBeenCalled();
  const task = jest.fn();
  const second = deduplication.alone('a', task, asked);
  const third = deduplication.alone('a', async () => 'third');
  stop.abort();
  expect(await second).toBeUndefined();
  expect(task).not.toHaveBeenCalled();
  end();
  await first;
  expect(await third).toBe('third');
});
