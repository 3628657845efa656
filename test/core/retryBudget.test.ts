import fc from 'fast-check';
import { backoff } from '../../core/sending/backoff';
import { Breaker, RetryBudget } from '../../core/sending/retryBudget';
import { VirtualClock } from '../support/virtualClock';

const takeAll = (budget: RetryBudget): number => {
  let taken = 0;
  while (budget.spend()) taken += 1;
  return taken;
};

describe('the wait before a retry', () => {
  it('doubles from half a second and stops growing at twenty seconds', () => {
    const longest = [1, 2, 3, 4, 5, 6, 7, 40].map((attempts) => backoff(attempts, () => 1));
    expect(longest).toEqual([500, 1_000, 2_000, 4_000, 8_000, 16_000, 20_000, 20_000]);
  });

  it('is anywhere between nothing and its longest', () => {
    expect(backoff(4, () => 0)).toBe(0);
    expect(backoff(4, () => 0.25)).toBe(1_000);
  });

  it('P10 is never negative and never above the cap', () => {
    const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    fc.assert(
      fc.property(fc.integer(), random, (attempts, number) => {
        const wait = backoff(attempts, () => number);
        expect(wait).toBeGreaterThanOrEqual(0);
        expect(wait).toBeLessThanOrEqual(20_000);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('the budget for retries', () => {
  it('pays ten retries in a row and no more', () => {
    const budget = new RetryBudget(new VirtualClock());
    expect(takeAll(budget)).toBe(10);
    expect(budget.spend()).toBe(false);
  });

  it('gets half a retry back for each success', () => {
    const budget = new RetryBudget(new VirtualClock());
    takeAll(budget);
    budget.succeeded();
    expect(takeAll(budget)).toBe(1);
    budget.succeeded();
    expect(takeAll(budget)).toBe(0);
    budget.succeeded();
    expect(takeAll(budget)).toBe(1);
  });

  it('never grows beyond what it started with', () => {
    const budget = new RetryBudget(new VirtualClock());
    for (let each = 0; each < 100; each++) budget.succeeded();
    expect(takeAll(budget)).toBe(10);
  });

  it('P10 never pays more than ten retries and half the successes, whatever happens', () => {
    fc.assert(
      // Successes are rare, so that the budget is used up.
      fc.property(
        fc.array(
          fc.nat({ max: 9 }).map((each) => each === 0),
          { maxLength: 60, size: 'max' },
        ),
        (events) => {
          const budget = new RetryBudget(new VirtualClock());
          let retries = 0;
          let successes = 0;
          for (const success of events) {
            if (success) {
              successes += 1;
              budget.succeeded();
            } else if (budget.spend()) retries += 1;
            expect(retries).toBeLessThanOrEqual(10 + Math.ceil(successes / 2));
          }
        },
      ),
      { numRuns: 1_000 },
    );
  });
});

describe('the breaker', () => {
  const opened = (): { clock: VirtualClock; breaker: Breaker } => {
    const clock = new VirtualClock();
    const breaker = new Breaker(clock);
    for (let each = 0; each < 8; each++) breaker.note(true);
    return { clock, breaker };
  };

  it('lets everything through until eight attempts in a row found nobody', () => {
    const breaker = new Breaker(new VirtualClock());
    for (let each = 0; each < 7; each++) breaker.note(true);
    expect(breaker.allows()).toBe(true);
    breaker.note(true);
    expect(breaker.allows()).toBe(false);
  });

  it('begins to count anew when the vendor was reached', () => {
    const breaker = new Breaker(new VirtualClock());
    for (let each = 0; each < 7; each++) breaker.note(true);
    breaker.note(false);
    for (let each = 0; each < 7; each++) breaker.note(true);
    expect(breaker.allows()).toBe(true);
  });

  it('lets one attempt through every 30 seconds', () => {
    const { clock, breaker } = opened();
    clock.time = 29_999;
    expect(breaker.allows()).toBe(false);
    clock.time = 30_000;
    expect([breaker.allows(), breaker.allows()]).toEqual([true, false]);
    breaker.note(true);
    clock.time = 59_999;
    expect(breaker.allows()).toBe(false);
    clock.time = 60_000;
    expect([breaker.allows(), breaker.allows()]).toEqual([true, false]);
  });

  it('lets everything through again when that attempt reached the vendor', () => {
    const { clock, breaker } = opened();
    clock.time = 30_000;
    expect(breaker.allows()).toBe(true);
    breaker.note(false);
    expect([breaker.allows(), breaker.allows()]).toEqual([true, true]);
  });

  it('makes at most one attempt in 30 seconds while the vendor is away', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 20_000 }), { maxLength: 40, size: 'max' }), (waits) => {
        const { clock, breaker } = opened();
        const probes: number[] = [0];
        for (const wait of waits) {
          clock.time += wait;
          if (!breaker.allows()) continue;
          expect(clock.time - (probes.at(-1) as number)).toBeGreaterThanOrEqual(30_000);
          probes.push(clock.time);
          breaker.note(true);
        }
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('what is remembered of an account', () => {
  const MINUTE = 60_000;

  it('of its budget a token comes back every 15 seconds, and never more than there were', async () => {
    const clock = new VirtualClock();
    const budget = new RetryBudget(clock);
    expect(budget.isFull).toBe(true);
    takeAll(budget);
    expect(budget.isFull).toBe(false);
    await clock.run(14_000);
    expect(takeAll(budget)).toBe(1);
    await clock.run(14_000 + 45_000);
    expect(takeAll(budget)).toBe(3);
    await clock.run(60 * MINUTE);
    expect(budget.isFull).toBe(true);
    expect(takeAll(budget)).toBe(10);
  });

  it('of failed connections nothing is left five minutes after the last one', async () => {
    const clock = new VirtualClock();
    const breaker = new Breaker(clock);
    expect(breaker.isClosed).toBe(true);
    for (let each = 0; each < 7; each++) breaker.note(true);
    expect(breaker.isClosed).toBe(false);
    await clock.run(5 * MINUTE);
    breaker.note(true);
    expect(breaker.allows()).toBe(false);
    await clock.run(10 * MINUTE);
    expect(breaker.isClosed).toBe(false);
    await clock.run(10 * MINUTE + 1);
    expect(breaker.isClosed).toBe(true);
    breaker.note(true);
    expect(breaker.allows()).toBe(true);
  });
});
