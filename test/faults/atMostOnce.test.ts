import fc from 'fast-check';
import type { INode } from 'n8n-workflow';
import { retryExecution, type Ran } from '../support/engine';
import { Rig } from './rig/rig';
import { STANDS } from './rig/stands';
import type { Answer } from './rig/vendorDouble';

/** What an execution goes through: the vendor's answers, one per request, and the user's retries. */

let rig: Rig;

beforeAll(async () => {
  rig = await Rig.start();
});

afterAll(async () => await rig.stop());

const ANSWERS: Readonly<Record<string, Answer | 'yes'>> = {
  yes: 'yes',
  refused: { status: 400, body: { message: 'No.', error: 'No.' } },
  busy: { status: 429 },
  'broken, taken': { status: 500, takes: true },
  'broken, not taken': { status: 502 },
  'cut off, taken': { raw: 'HTTP/1.1 20', then: 'reset', takes: true },
  'unclear, taken': { status: 200, body: '<html></html>', takes: true },
};

const FORMS: Array<INode['onError']> = ['stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'];

const history = fc.record({
  stand: fc.constantFrom(...STANDS),
  items: fc.integer({ min: 1, max: 5 }),
  answers: fc.array(fc.constantFrom(...Object.keys(ANSWERS)), { maxLength: 20 }),
  onError: fc.constantFrom(...FORMS),
  retryOnFail: fc.boolean(),
  attempts: fc.integer({ min: 1, max: 3 }),
  /** Whether each retry is with the workflow as it was, or with another timeout. */
  retries: fc.array(fc.boolean(), { maxLength: 4 }),
});

test('no message is taken twice, and none is sent again after its end is unknown, whatever is retried', async () => {
  await fc.assert(
    fc.asyncProperty(history, async ({ stand, items, answers, onError, retryOnFail, attempts, retries }) => {
      const left = [...answers];
      const counts = new Map<string, { requests: number; doubtfulAt?: number }>();
      const answer = (lead: string): Answer => {
        const chosen = ANSWERS[left.shift() ?? 'yes'] ?? 'yes';
        const known = counts.get(lead) ?? { requests: 0 };
        known.requests += 1;
        const doubtful = chosen !== 'yes' && (chosen.takes === true || chosen.status === 502);
        if (doubtful) known.doubtfulAt ??= known.requests;
        counts.set(lead, known);
        return chosen === 'yes' ? stand.yes : chosen;
      };
      let last: Ran | undefined;
      const fired = await rig.fire({
        stand,
        items,
        onError,
        options: { attempts },
        script: (_earlier, lead) => answer(lead),
        more: { retryOnFail, maxTries: 3 },
        afterwards: async (ran, run) => {
          last = ran;
          for (const same of retries) {
            if (last.error === undefined) break;
            const options = { ...(run.parameters['options'] as object), timeout: 90 };
            const edited = { ...run, parameters: { ...run.parameters, options } };
            last = await retryExecution(last, same ? run : edited);
          }
          return last;
        },
      });
      for (const lead of fired.leads) {
        expect(rig.double.count(lead).taken).toBeLessThanOrEqual(1);
        const { requests = 0, doubtfulAt = Infinity } = counts.get(lead) ?? {};
        expect(requests).toBeLessThanOrEqual(doubtfulAt);
      }
      if (last?.error === undefined) {
        expect(fired.results.filter(Boolean)).toHaveLength(items);
        for (const { outcome, taken } of fired.results)
          if (outcome !== 'unknown') expect(taken).toBe(['sent', 'accepted'].includes(outcome) ? 1 : 0);
      }
      expect(fired.leaks).toEqual([]);
    }),
    { numRuns: 150 },
  );
}, 120_000);
