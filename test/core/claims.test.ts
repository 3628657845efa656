import { Claims, Heart, rowsOf } from '../../core/memory/claims';
import { Deduplication, type KeyStore } from '../../core/memory/deduplication';
import { patiently } from '../../core/memory/patience';
import { invalidInput } from '../../core/contract/outcome';
import { stopped } from '../../core/sending/attempts';
import { RowsInMemory } from '../support/keyRowsInMemory';

/** A clock that passes only while somebody sleeps; a sleep lets everything else go on first. */
function quickClock() {
  const clock = {
    passed: 0,
    isOver: false,
    now: () => clock.passed,
    sleep: async (milliseconds: number) => {
      clock.passed += milliseconds;
      // With its test everything ends that would go on for ever.
      await new Promise((resolve) => (clock.isOver ? undefined : setImmediate(resolve)));
    },
  };
  return clock;
}

const NO_STORE: KeyStore = {
  note: async () => await Promise.reject(new Error('The public way was asked')),
  remove: async () => await Promise.reject(new Error('The public way was asked')),
};

let rows: RowsInMemory;
let clock: ReturnType<typeof quickClock>;
let isStopped: boolean;
let kept: string[];

beforeEach(() => {
  rows = new RowsInMemory();
  clock = quickClock();
  isStopped = false;
  kept = [];
});

afterEach(() => (clock.isOver = true));

const waiting = () => ({ clock, cancelled: () => isStopped, stopped, absence: { isLong: false } });

/** One process with the node in it. */
const worker = (heart: Heart | null = new Heart(clock), store = NO_STORE): Claims =>
  new Claims('workflow/node', store, {
    rows,
    idOf: (key) => `row of ${key}`,
    waiting: waiting(),
    ...(heart !== null && { heart }),
    kept: (id) => void kept.push(id),
  });

const turns = async (count: number): Promise<void> => {
  for (let turn = 0; turn < count; turn += 1) await new Promise((resolve) => setImmediate(resolve));
};

describe('field Q3: one key in several processes', () => {
  test('is given to one of those that ask at one instant; the others wait for the end', async () => {
    const processes = [worker(), worker(), worker()];
    const claims = processes.map(async (each) => {
      const claim = await each.claim('a');
      if (claim === 'mine') {
        await turns(50);
        await each.confirm('a');
      }
      return claim;
    });
    expect((await Promise.all(claims)).sort()).toEqual(['mine', 'sent', 'sent']);
    expect(kept).toEqual(['row of a']);
  });

  test('is free for the next one where the vendor did not take the message', async () => {
    const [one, two] = [worker(), worker()];
    expect(await one.claim('a')).toBe('mine');
    const second = two.claim('a');
    await turns(20);
    await one.release('a');
    expect(await second).toBe('mine');
    await two.confirm('a');
    expect(await one.claim('a')).toBe('sent');
  });

  test('is waited for as long as its process shows that it is at work', async () => {
    const [one, two] = [worker(), worker()];
    await one.claim('a');
    let claim: string | undefined;
    const second = two.claim('a').then((given) => (claim = given));
    while (clock.passed < 120_000) await turns(1);
    expect(claim).toBeUndefined();
    await one.confirm('a');
    expect(await second).toBe('sent');
    // What showed it is gone.
    expect([...rows.kept.keys()]).toEqual(['row of a']);
  });

  test('is in doubt where its process is gone, and then so at once', async () => {
    rows.kept.set('row of a', { owner: 'gone', entries: ['intended'] });
    expect(await worker().claim('a')).toBe('doubtful');
    expect(clock.passed).toBeGreaterThan(15_000);
    const before = clock.passed;
    expect(await worker().claim('a')).toBe('doubtful');
    expect(clock.passed).toBe(before);
  });

  test('is in doubt at once where nobody knows what came of the message', async () => {
    const [one, two] = [worker(), worker()];
    await one.claim('a');
    const second = two.claim('a');
    await turns(5);
    await one.doubt('a');
    expect(await second).toBe('doubtful');
    expect(clock.passed).toBeLessThan(15_000);
    expect(kept).toEqual(['row of a']);
  });

  test('that is sent although it was in doubt is known as sent', async () => {
    rows.kept.set('row of a', { owner: 'gone', entries: ['intended'] });
    const one = worker();
    expect(await one.claim('a')).toBe('doubtful');
    await one.confirm('a');
    expect(await worker().claim('a')).toBe('sent');
  });

  test('that was in doubt and then refused is free', async () => {
    rows.kept.set('row of a', { owner: 'gone', entries: ['intended'] });
    const one = worker();
    expect(await one.claim('a')).toBe('doubtful');
    await one.release('a');
    expect(await worker().claim('a')).toBe('mine');
  });

  test.each(['confirm', 'doubt', 'release'] as const)(
    'is not waited for for ever where its end could not be noted: %s',
    async (end) => {
      const [one, two] = [worker(), worker()];
      await one.claim('a');
      rows.failures = Infinity;
      await expect(one[end]('a')).rejects.toThrow('The database is away');
      rows.failures = 0;
      const before = clock.passed;
      expect(await two.claim('a')).toBe('doubtful');
      expect(clock.passed - before).toBeLessThan(20_000);
    },
  );

  test('is not waited for any longer where the execution is stopped', async () => {
    await worker().claim('a');
    isStopped = true;
    await expect(worker().claim('a')).rejects.toThrow('The execution was stopped');
  });

  test('is not waited for where nobody would end it', async () => {
    const one = worker(null);
    expect(await one.claim('a')).toBe('mine');
    expect(kept).toEqual(['row of a']);
    expect(await one.claim('a')).toBe('doubtful');
    await one.release('a');
    expect(await one.claim('a')).toBe('mine');
    expect(clock.passed).toBe(0);
  });
});

describe('field Q2: different keys in several processes', () => {
  test('erase nothing of each other', async () => {
    const processes = [worker(), worker()];
    const keys = Array.from({ length: 50 }, (_none, index) => `key ${index}`);
    await Promise.all(
      keys.map(async (key, index) => {
        const each = processes[index % 2] as Claims;
        expect(await each.claim(key)).toBe('mine');
        await each.confirm(key);
      }),
    );
    for (const key of keys) expect(await (processes[0] as Claims).claim(key)).toBe('sent');
  });
});

describe('field Q4: the database is away', () => {
  test.each(['claim', 'confirm', 'release', 'doubt'] as const)('%s waits until it is back', async (call) => {
    const one = worker();
    if (call !== 'claim') await one.claim('a');
    rows.failures = 10;
    await one[call]('a');
    expect(rows.failures).toBe(0);
    expect(clock.passed).toBeGreaterThan(20_000);
  });

  test('a key whose noting was not answered is still its own', async () => {
    rows.unheard = 1;
    expect(await worker().claim('a')).toBe('mine');
  });

  test('is waited for up to a minute, and then not again until it answers', async () => {
    const absence = { isLong: false };
    const gone = async () => await Promise.reject(new Error('away'));
    const ask = async (question: () => Promise<unknown>, asksStore = true) =>
      await patiently(question, { clock, cancelled: () => isStopped, absence }, asksStore);
    await expect(ask(gone)).rejects.toThrow('away');
    expect(clock.passed).toBeGreaterThanOrEqual(60_000);
    expect(clock.passed).toBeLessThan(70_000);
    const before = clock.passed;
    await expect(ask(gone)).rejects.toThrow('away');
    expect(clock.passed).toBe(before);
    // An answer that needs no store says nothing of it.
    await ask(async () => await Promise.resolve(true), false);
    await expect(ask(gone)).rejects.toThrow('away');
    expect(clock.passed).toBe(before);
    await ask(async () => await Promise.resolve(true));
    await expect(ask(gone)).rejects.toThrow('away');
    expect(clock.passed).toBeGreaterThan(before);
  });

  test.each([
    ['what says itself what to do', invalidInput('Too old.', 'Update.')],
    ['a store that was never set up', Object.assign(new Error('No instance'), { code: 'ERR_ASSERTION' })],
  ])('%s is not waited for', async (_what, thrown) => {
    const ask = async () => await Promise.reject(thrown);
    await expect(patiently(ask, waiting())).rejects.toBe(thrown);
    expect(clock.passed).toBe(0);
  });

  test('is not waited for where the execution is stopped', async () => {
    isStopped = true;
    rows.failures = 100;
    await expect(worker().claim('a')).rejects.toThrow('away');
    expect(clock.passed).toBe(0);
  });
});

describe('where rows cannot be had', () => {
  test('keys are kept the public way, which is waited for, too', async () => {
    rows.areThere = false;
    const noted = new Set<string>();
    let failures = 2;
    const store: KeyStore = {
      async note(...keys) {
        if ((failures -= 1) >= 0) throw new Error('away');
        const isNew = keys.some((key) => !noted.has(key));
        for (const key of keys) noted.add(key);
        return await Promise.resolve(isNew);
      },
      remove: async (key) => void (await Promise.resolve(noted.delete(key))),
    };
    const keys = worker(new Heart(clock), store);
    expect(await keys.claim('a')).toBe('mine');
    expect(clock.passed).toBeGreaterThan(0);
    await keys.doubt('a');
    expect(await keys.claim('a')).toBe('doubtful');
    await keys.release('a');
    expect(await keys.claim('a')).toBe('mine');
    await keys.confirm('a');
    expect(await keys.claim('a')).toBe('sent');
    expect(rows.kept.size).toBe(0);
    expect(keys).toBeInstanceOf(Deduplication);
  });
});

test('a beat that fails is missed and the next one comes', async () => {
  const heart = new Heart(clock);
  const beats: number[] = [];
  heart.hold('a', async (count) => {
    beats.push(count);
    if (count === 1) await Promise.reject(new Error('away'));
  });
  while (clock.passed < 16_000) await turns(1);
  expect(heart.drop('a')).toBe(true);
  expect(heart.drop('a')).toBe(false);
  await turns(5);
  expect(beats).toEqual([1, 2, 3]);
  const after = clock.passed;
  await turns(20);
  expect(clock.passed).toBe(after);
});

test('names every row of a key, the one that decides last', () => {
  expect(rowsOf('a').at(-1)).toBe('a');
  expect(rowsOf('a')).toHaveLength(3);
});
