import { chaos } from './chaos';
import { Rig } from './rig/rig';
import { testSoundness } from './soundness';

/** The short form; `npm run test:faults` has the long one. Both are all the same for the same seed. */

let rig: Rig;

beforeAll(async () => {
  rig = await Rig.start();
});

afterAll(async () => await rig.stop());

test('what is said to be safe to send again never was with the vendor', async () => {
  const found = await testSoundness(rig, 150, 7_000);
  expect(found).toMatchObject({ cases: 150, violations: [], doubles: [], leaks: [] });
  expect(found.outcomes['notSent']).toBeGreaterThan(20);
  expect(found.outcomes['unknown']).toBeGreaterThan(20);
}, 60_000);

test.each([1, 2, 3, 5, 8, 9])(
  'nothing is lost and nothing goes out twice in a batch where everything goes wrong (seed %i)',
  async (seed) => {
    expect((await chaos(rig, 40, seed)).wrong).toEqual([]);
  },
  60_000,
);
