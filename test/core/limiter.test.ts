import { Limiter, type Slot } from '../../core/pacing/limiter';
import { VirtualClock } from '../support/virtualClock';

const MINUTE = 60_000;

/** What lies between two starts: a minute's part, and the margin for uneven latency. */
const spacingAt = (rate: number): number => MINUTE / (rate - 0.1 * Math.sqrt(rate));

function setUp(messagesPerMinute: number) {
  const clock = new VirtualClock();
  const limiter = new Limiter(messagesPerMinute, clock);
  const starts: number[] = [];
  const slots: Array<Slot | undefined> = [];
  /** Asks for so many slots at once; each ends so long after its start. */
  const ask = (count: number, latency = 0, cancelled?: () => boolean): void => {
    for (let each = 0; each < count; each++)
      void limiter.acquire(cancelled).then((slot) => {
        slots.push(slot);
        if (slot === undefined) return;
        starts.push(clock.time);
        if (latency !== Infinity) clock.at(clock.time + latency, () => slot.done());
      });
  };
  return { clock, limiter, starts, slots, ask };
}

describe('the limiter', () => {
  it('starts the first request at once and spaces the others evenly', async () => {
    const { clock, starts, ask } = setUp(60);
    ask(4);
    await clock.run();
    const spacing = spacingAt(60);
    expect(starts[0]).toBe(0);
    starts.forEach((start, index) => expect(start).toBe(Math.ceil(index * spacing)));
    expect(starts).toHaveLength(4);
  });

  it('does not let a pause in sending be made up for by a burst', async () => {
    const { clock, starts, ask } = setUp(60);
    ask(1);
    await clock.run(30_000);
    ask(3);
    await clock.run();
    expect(starts[1]).toBe(30_000);
    expect(starts[2]).toBe(30_000 + Math.ceil(spacingAt(60)));
    expect(starts[3]).toBe(30_000 + Math.ceil(2 * spacingAt(60)));
  });

  it('makes up for timers that end late', async () => {
    const clock = new VirtualClock(() => 20);
    const limiter = new Limiter(600, clock);
    let count = 0;
    for (let each = 0; each < 400; each++)
      void limiter.acquire().then((slot) => {
        count += 1;
        slot?.done();
      });
    await clock.run(30_000);
    expect(count).toBeGreaterThanOrEqual(299);
    expect(count).toBeLessThanOrEqual(301);
  });

  it('does not make up for a timer that ends later than half of the time between two requests', async () => {
    const lateness = [80];
    const clock = new VirtualClock(() => lateness.shift() ?? 0);
    const limiter = new Limiter(600, clock);
    const starts: number[] = [];
    for (let each = 0; each < 3; each++) void limiter.acquire().then(() => starts.push(clock.time));
    await clock.run();
    const spacing = Math.ceil(spacingAt(600));
    expect(starts).toEqual([0, spacing + 80, 2 * spacing + 80]);
  });

  it('keeps a place taken until a minute after the request has ended', async () => {
    const { clock, starts, ask } = setUp(2);
    ask(2, 5_000);
    await clock.run(40_000);
    ask(1);
    await clock.run();
    expect(starts[2]).toBeGreaterThanOrEqual(65_000 + 100);
    expect(starts[2]).toBeLessThan(65_000 + 101);
  });

  it('waits while the requests in flight take every place', async () => {
    const { clock, starts, slots, ask } = setUp(1);
    ask(2, Infinity);
    await clock.run(5 * MINUTE);
    expect(starts).toEqual([0]);
    slots[0]?.done();
    await clock.run(7 * MINUTE);
    expect(starts).toHaveLength(2);
    expect(starts[1]).toBeGreaterThanOrEqual(6 * MINUTE);
  });

  it('counts a slot that is ended twice once', async () => {
    const { clock, slots, starts, ask } = setUp(1);
    ask(1, Infinity);
    await clock.run(1);
    slots[0]?.done();
    slots[0]?.done();
    ask(3, Infinity);
    await clock.run(10 * MINUTE);
    expect(starts).toHaveLength(2);
  });

  it('sends less than once a minute where the limit is shared that far', async () => {
    const { clock, starts, ask } = setUp(1 / 2);
    ask(3);
    await clock.run();
    const [first = NaN, second = NaN, third = NaN] = starts;
    expect(second - first).toBeGreaterThan(2 * MINUTE);
    expect(third - second).toBeGreaterThan(2 * MINUTE);
    expect(third).toBeLessThan(4.5 * MINUTE);
  });

  it('keeps a place taken for longer where the limit is less than one a minute', async () => {
    const { clock, starts, ask } = setUp(1 / 2);
    ask(2, 3 * MINUTE);
    await clock.run();
    expect(starts).toEqual([0, 5 * MINUTE + 200]);
  });

  it.each([0, -1, NaN])('has no limit when it is %p', async (none) => {
    const { clock, starts, ask } = setUp(none);
    ask(5_000);
    await clock.run(0);
    expect(starts).toHaveLength(5_000);
  });

  it('takes a new limit over, also while requests wait', async () => {
    const { clock, limiter, starts, ask } = setUp(1);
    ask(61);
    await clock.run(10_000);
    expect(starts).toHaveLength(1);
    limiter.reconfigure(600);
    await clock.run(20_000);
    expect(starts).toHaveLength(61);
    limiter.reconfigure(1);
    ask(1);
    await clock.run();
    expect(starts[61]).toBeGreaterThan(MINUTE);
  });

  it('pauses the whole account, with or without a limit, for the longest time asked', async () => {
    for (const messagesPerMinute of [0, 600]) {
      const { clock, limiter, starts, ask } = setUp(messagesPerMinute);
      limiter.pauseFor(30_000);
      limiter.pauseFor(10_000);
      ask(2);
      await clock.run();
      expect(starts[0]).toBe(30_000);
    }
  });

  it('says how long its pause still lasts', async () => {
    const { clock, limiter } = setUp(60);
    expect(limiter.pausedFor).toBe(0);
    limiter.pauseFor(30_000);
    await clock.run(10_000);
    expect(limiter.pausedFor).toBe(20_000);
    await clock.run(31_000);
    expect(limiter.pausedFor).toBe(0);
  });

  it('asks cancelled waiters to leave within a second, whatever their place, and goes on with the others', async () => {
    const { clock, limiter, starts } = setUp(1);
    const left: string[] = [];
    let stopped = false;
    const ask = (name: string, cancelled?: () => boolean): void =>
      void limiter.acquire(cancelled).then((slot) => {
        left.push(slot === undefined ? `${name} left` : `${name} started`);
        if (slot !== undefined) starts.push(clock.time);
        slot?.done();
      });
    const isStopped = (): boolean => stopped;
    ask('first');
    ask('second', isStopped);
    ask('third');
    ask('fourth', isStopped);
    await clock.run(500);
    stopped = true;
    await clock.run(1_500);
    expect(left).toEqual(['first started', 'second left', 'fourth left']);
    await clock.run();
    expect(left[3]).toBe('third started');
  });

  it('gives no slot to a request that was cancelled before it asked', async () => {
    const { clock, slots, ask } = setUp(60);
    ask(1, 0, () => true);
    await clock.run();
    expect(slots).toEqual([undefined]);
    ask(1);
    await clock.run(0);
    expect(slots).toHaveLength(2);
  });

  it('stops its sleeping when nobody waits', async () => {
    const { clock, limiter, ask } = setUp(60);
    ask(2);
    await clock.run();
    expect(clock.time).toBeLessThan(1_100);
    expect(limiter.isIdle()).toBe(false);
  });

  it('is idle once nothing waits, flies, pauses or counts', async () => {
    const { clock, limiter, slots, ask } = setUp(1);
    expect(limiter.isIdle()).toBe(true);
    ask(1, Infinity);
    await clock.run(2 * MINUTE);
    expect(limiter.isIdle()).toBe(false);
    slots[0]?.done();
    await clock.run(3 * MINUTE);
    expect(limiter.isIdle()).toBe(false);
    ask(1, Infinity, () => clock.time > 3 * MINUTE);
    expect(limiter.isIdle()).toBe(false);
    await clock.run(3 * MINUTE + 1_000);
    expect(limiter.isIdle()).toBe(true);
    limiter.pauseFor(10_000);
    expect(limiter.isIdle()).toBe(false);
    await clock.run(3 * MINUTE + 11_000);
    expect(limiter.isIdle()).toBe(true);
  });

  it('is not idle while one request flies and another one counts', async () => {
    const { clock, limiter, slots, ask } = setUp(60);
    ask(2, Infinity);
    await clock.run();
    slots[0]?.done();
    expect(limiter.isIdle()).toBe(false);
    slots[1]?.done();
    await clock.run(clock.time + MINUTE + 99);
    expect(limiter.isIdle()).toBe(false);
    await clock.run(clock.time + 1);
    expect(limiter.isIdle()).toBe(true);
  });
});

describe('a refusal for too many requests', () => {
  const spacingAfter = async (refusals: number, minutes = 0): Promise<number> => {
    const { clock, limiter, starts, ask } = setUp(600);
    for (let each = 0; each < refusals; each++) {
      const slot = await limiter.acquire();
      await clock.run(clock.time + 1);
      slot?.busy(1_000);
      await clock.run(clock.time + 2_500);
    }
    ask(minutes * 600);
    await clock.run(clock.time + minutes * MINUTE * 1.5 + 1);
    const before = starts.length;
    ask(11);
    await clock.run();
    return ((starts[before + 10] as number) - (starts[before] as number)) / 10;
  };

  it('pauses the account and slows it down to seven tenths', async () => {
    expect(await spacingAfter(0)).toBeCloseTo(spacingAt(600), 0);
    expect(await spacingAfter(1)).toBeCloseTo(spacingAt(600 * 0.7), -1);
    expect(await spacingAfter(2)).toBeCloseTo(spacingAt(600 * 0.7 * 0.7), -1);
  });

  it('never slows it down to a stop', async () => {
    expect(await spacingAfter(12)).toBeCloseTo(spacingAt(600 * 0.05), -2);
  });

  it('is forgiven slowly', async () => {
    const after = await spacingAfter(1, 1);
    expect(after).toBeCloseTo(spacingAt(600 * 0.7 * Math.exp(0.04 * 1.5)), -1);
    expect(await spacingAfter(1, 8)).toBeCloseTo(spacingAt(600), 0);
  });

  it.each([
    [10, 24 * 60, 1],
    [10, 30, 0.05 * Math.exp(0.04 * 30)],
    [1, 0, 0.7],
    [1, 5, 0.7 * Math.exp(0.04 * 5)],
    [1, 10, 1],
  ])(
    'field R7: after %d of them and %d minutes in which nothing was sent the pace is %d of itself',
    async (refusals, minutes, share) => {
      const { clock, limiter, starts, ask } = setUp(60);
      for (let each = 0; each < refusals; each++) {
        void limiter.acquire().then((slot) => clock.at(clock.time + 1, () => slot?.busy(0)));
        await clock.run(clock.time + 30_000);
      }
      const idleSince = clock.time;
      await clock.run(idleSince + minutes * MINUTE);
      ask(3);
      await clock.run();
      const [, second = NaN, third = NaN] = starts;
      const expected = spacingAt(60 * share);
      expect(Math.abs(third - second - expected)).toBeLessThan(expected * 0.05);
      expect(limiter.isIdle()).toBe(false);
    },
  );

  it('remembers until its pace is whole again', async () => {
    const { clock, limiter } = setUp(0);
    (await limiter.acquire())?.busy(0);
    await clock.run(8 * MINUTE);
    expect(limiter.isIdle()).toBe(false);
    await clock.run(9 * MINUTE);
    expect(limiter.isIdle()).toBe(true);
  });

  it('counts once for all requests that were under way together', async () => {
    const { clock, limiter, starts, ask } = setUp(600);
    const slots: Array<Slot | undefined> = [];
    for (let each = 0; each < 5; each++) void limiter.acquire().then((slot) => slots.push(slot));
    await clock.run(500);
    for (const slot of slots) slot?.busy(1_000);
    expect(slots).toHaveLength(5);
    ask(3);
    await clock.run();
    expect(starts[0]).toBe(1_500);
    expect((starts[2] as number) - (starts[1] as number)).toBeCloseTo(spacingAt(600 * 0.7), -1);
  });

  it('frees the place as any other end of a request', async () => {
    const { clock, limiter, starts, ask } = setUp(1);
    const slot = await limiter.acquire();
    slot?.busy(0);
    slot?.done();
    ask(1);
    await clock.run();
    expect(starts[0]).toBeGreaterThan(MINUTE);
    expect(starts[0]).toBeLessThan(2 * MINUTE);
  });
});

describe('field X4: a pause that a vendor asks for', () => {
  const QUARTER = 15 * MINUTE;

  it('of a quarter of an hour ends with one request alone, and its end lets the others go', async () => {
    const { clock, limiter, slots, ask } = setUp(0);
    limiter.pauseFor(QUARTER);
    ask(5, Infinity);
    await clock.run(QUARTER - 1);
    expect(slots).toHaveLength(0);
    await clock.run(QUARTER + 5 * MINUTE);
    expect(slots).toHaveLength(1);
    slots[0]?.done();
    await clock.run(QUARTER + 5 * MINUTE + 2_000);
    expect(slots).toHaveLength(5);
  });

  it('is asked for again by that one, and the others wait on', async () => {
    const { clock, limiter, slots, ask } = setUp(0);
    limiter.pauseFor(QUARTER);
    ask(3, Infinity);
    await clock.run(QUARTER + 1_000);
    slots[0]?.busy(QUARTER);
    await clock.run(2 * QUARTER);
    expect(slots).toHaveLength(1);
    await clock.run(2 * QUARTER + 2_000);
    expect(slots).toHaveLength(2);
  });

  it('of seconds ends for all at once', async () => {
    const { clock, limiter, slots, ask } = setUp(0);
    limiter.pauseFor(10_000);
    ask(5, Infinity);
    await clock.run(11_000);
    expect(slots).toHaveLength(5);
  });
});
