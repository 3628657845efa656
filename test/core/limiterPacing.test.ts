import { RATE_LIMITS } from '../support/rateLimits';
import { runPacing } from '../support/pacing';

const servers = Object.entries(RATE_LIMITS);
const limits = [60, 300, 1_000];
const cases = limits.flatMap((limit) => servers.map(([name, server]) => ({ limit, name, server })));

describe('pacing against servers that count in six ways', () => {
  it.each(cases)('is never refused at $limit a minute by a $name, and uses it', async ({ limit, server }) => {
    const result = await runPacing({ limit, minutes: 10, seed: limit, server: server(limit) });
    expect(result.refused).toBe(0);
    expect(result.use).toBeGreaterThanOrEqual(0.98);
    expect(result.use).toBeLessThanOrEqual(1);
    expect(result.lost).toBe(0);
  });

  it.each(cases)(
    'lets two processes share $limit a minute of a $name without a refusal',
    async ({ limit, server }) => {
      const result = await runPacing({
        limit,
        minutes: 10,
        seed: limit + 1,
        server: server(limit),
        workers: 2,
        workersSharing: 2,
      });
      expect(result.refused).toBe(0);
      expect(result.use).toBeGreaterThanOrEqual(0.97);
      expect(result.lost).toBe(0);
    },
  );

  it.each([true, false])(
    'keeps processes that do not know of each other to one refusal in a hundred (server says when: %s)',
    async (saysWhen) => {
      for (const { limit, server } of cases.filter((each) => each.limit < 1_000)) {
        const run = { limit, minutes: 20, seed: limit + 2, server: server(limit), workers: 2, saysWhen };
        const result = await runPacing(run);
        expect(result.refused).toBeGreaterThan(0);
        expect(result.refused / result.requests).toBeLessThanOrEqual(0.01);
        expect(result.use).toBeGreaterThan(0.8);
        expect(result.lost).toBe(0);
      }
    },
  );
});
