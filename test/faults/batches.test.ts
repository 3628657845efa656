import fc from 'fast-check';
import { chaos } from './chaos';
import { Rig } from './rig/rig';
import { testSoundness } from './soundness';

/** The short form; `npm run test:faults` has the long one. Both are all the same for the same seed. */

let rig: Rig;

beforeAll(async () => {
  rig = await Rig.start();
});

afterAll(async () => await rig.stop());

// All at once: one after the other they would wait for each other's timeouts. What is wrong names its own seed.
test('P3 what is said to be safe to send again never was with the vendor', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(), async (seed) => {
      const found = await testSoundness(rig, 1_000, seed);
      expect(found).toMatchObject({ cases: 1_000, violations: [], doubles: [], leaks: [] });
      expect(found.outcomes['notSent']).toBeGreaterThan(100);
      expect(found.outcomes['unknown']).toBeGreaterThan(100);
    }),
    { numRuns: 1, endOnFailure: true },
  );
});

test.each([1, 2, 3, 5, 8, 9])(
  'nothing is lost and nothing goes out twice in a batch where everything goes wrong (seed %i)',
  async (seed) => {
    expect((await chaos(rig, 40, seed)).wrong).toEqual([]);
  },
);
