import fc from 'fast-check';
import { Limiter } from '../../core/pacing/limiter';
import { randomFrom } from '../support/pacing';
import { VirtualClock } from '../support/virtualClock';

const MINUTE = 60_000;

describe('whatever the latency and the clock', () => {
  interface Journey {
    start: number;
    arrival: number;
    end: number;
  }

  const leap = fc.record({
    at: fc.integer({ min: 0, max: 3 * MINUTE }),
    by: fc.oneof(
      fc.integer({ min: -3_600_000, max: -1 }),
      fc.integer({ min: 101, max: 3_600_000 }),
      fc.constantFrom(-500, -1_000, 1_000, 60_000),
    ),
  });

  interface Situation {
    limit: number;
    seed: number;
    longest: number;
    lateness: number;
    leaps: Array<{ at: number; by: number }>;
    refusals: number;
  }

  const situation: fc.Arbitrary<Situation> = fc.record({
    limit: fc.integer({ min: 1, max: 12 }),
    seed: fc.integer(),
    longest: fc.constantFrom(1, 300, 3_000, 30_000, 90_000),
    lateness: fc.constantFrom(0, 2, 90),
    leaps: fc.array(leap, { maxLength: 8 }),
    refusals: fc.constantFrom(0, 0, 0.1),
  });

  /** Senders that always have the next request waiting, for three minutes. */
  async function journeys(given: Situation): Promise<Journey[]> {
    const random = randomFrom(given.seed);
    const clock = new VirtualClock(() => random() * given.lateness);
    const limiter = new Limiter(given.limit, clock);
    for (const { at, by } of given.leaps) clock.at(at, () => clock.leap(by));
    const made: Journey[] = [];
    const sendAll = async (): Promise<void> => {
      while (clock.time < 3 * MINUTE) {
        const slot = await limiter.acquire(() => clock.time > 5 * MINUTE);
        if (slot === undefined) return;
        const start = clock.time;
        const latency = random() < 0.5 ? 0 : random() * given.longest;
        // The vendor counts it at once, at the end, or in between.
        const arrival = start + latency * ([0, 1, random()][Math.floor(random() * 3)] as number);
        made.push({ start, arrival, end: start + latency });
        clock.at(start + latency, () => {
          if (random() < given.refusals) slot.busy(random() * 2_000);
          else slot.done();
        });
      }
    };
    for (let each = 0; each < given.limit + 2; each++) void sendAll();
    await clock.run();
    return made;
  }

  it('P11 no minute of the vendor ever holds more than the limit', async () => {
    await fc.assert(
      fc.asyncProperty(situation, async (given) => {
        const arrivals = (await journeys(given)).map(({ arrival }) => arrival).sort((a, b) => a - b);
        for (let index = given.limit; index < arrivals.length; index++)
          expect((arrivals[index] as number) - (arrivals[index - given.limit] as number)).toBeGreaterThan(
            MINUTE,
          );
      }),
      { numRuns: 1_000 },
    );
  });

  it('no more requests are under way than the limit has places', async () => {
    await fc.assert(
      fc.asyncProperty(situation, async (given) => {
        const made = await journeys(given);
        for (const { start } of made)
          expect(
            made.filter((other) => other.start <= start && start < other.end).length,
          ).toBeLessThanOrEqual(given.limit);
      }),
      { numRuns: 200 },
    );
  });

  it('P12 every waiter is served in the order of asking, except those that are cancelled', async () => {
    const waiter = fc.record({
      at: fc.integer({ min: 0, max: MINUTE }),
      cancelledAfter: fc.option(fc.integer({ min: 0, max: MINUTE }), { nil: Infinity }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(waiter, { minLength: 1, maxLength: 20 }),
        fc.integer({ min: 1, max: 30 }),
        fc.array(leap, { maxLength: 5 }),
        async (waiters, limit, leaps) => {
          const clock = new VirtualClock();
          const limiter = new Limiter(limit, clock);
          for (const { at, by } of leaps) clock.at(at, () => clock.leap(by));
          const asked: number[] = [];
          const served: number[] = [];
          const left: Array<{ index: number; late: number }> = [];
          waiters.forEach(({ at, cancelledAfter }, index) =>
            clock.at(at, () => {
              asked.push(index);
              void limiter
                .acquire(() => clock.time >= at + cancelledAfter)
                .then((slot) => {
                  if (slot === undefined) left.push({ index, late: clock.time - at - cancelledAfter });
                  else served.push(index);
                  slot?.done();
                });
            }),
          );
          await clock.run();
          const gone = left.map(({ index }) => index);
          expect(served).toEqual(asked.filter((index) => !gone.includes(index)));
          for (const { index, late } of left) {
            expect(waiters[index]?.cancelledAfter).not.toBe(Infinity);
            expect(late).toBeLessThanOrEqual(1_000);
          }
        },
      ),
      { numRuns: 1_000 },
    );
  });
});
