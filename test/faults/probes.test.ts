import { retryExecutionProbes, retryOnFailProbes } from './probes';
import { Rig } from './rig/rig';
import { STANDS } from './rig/stands';

let rig: Rig;

beforeAll(async () => {
  rig = await Rig.start();
});

afterAll(async () => await rig.stop());

describe.each(STANDS.map((stand) => [stand.name, stand] as const))('%s', (_name, stand) => {
  test.each([
    ['F01, F02 Retry On Fail', retryOnFailProbes, 27],
    ['F03, F04 Retry execution', retryExecutionProbes, 6],
  ])('%s gives nobody a second copy', async (_what, probe, count) => {
    const probes = await probe(rig, stand);
    expect(probes).toHaveLength(count);
    for (const { what, copies, expected, leaks } of probes)
      expect({ what, copies, leaks }).toEqual({ what, copies: expected, leaks: 0 });
  });
});
