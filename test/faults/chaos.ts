import { retryExecution } from '../support/engine';
import { randomAnswer, randomFault } from './randomFault';
import { Random } from './rig/random';
import { time, type Fired, type Rig } from './rig/rig';
import { STANDS } from './rig/stands';

/** What came of one batch in which everything goes wrong at random. */
export interface Chaos {
  seed: number;
  what: string;
  items: number;
  connections: number;
  executions: number;
  outcomes: Record<string, number>;
  /** Anything lost, sent twice, or said wrongly. */
  wrong: string[];
}

const FORMS = ['stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'] as const;

/** Retries with On Error = Stop before the rest is let go on. */
const MOST_RETRIES = 40;

/**
 * Sends many items through faults of every kind, retries nodes and executions as n8n and its users do, and
 * compares what comes out with what the vendor has.
 */
export async function chaos(rig: Rig, items: number, seed: number): Promise<Chaos> {
  const random = new Random(seed);
  const stand = random.pick(STANDS);
  const tls = random.chance(0.4);
  const onError = FORMS[seed % FORMS.length] as (typeof FORMS)[number];
  const retryOnFail = random.chance(0.5);
  const faulty = random.pick([0.02, 0.1, 0.4]);
  let executions = 1;
  let seen: string | undefined;
  time.perLook = 500;
  const fired = await rig.fire({
    stand,
    tls,
    random,
    items,
    onError,
    timeout: 300,
    options: { parallelRequests: random.pick([0, 1, 20]), longestWait: 900 },
    faultOf: () => (random.chance(faulty) ? randomFault(random, tls) : {}),
    script: () => (random.chance(faulty) ? randomAnswer(random, stand.yes) : stand.yes),
    more: { retryOnFail, maxTries: 3 },
    // A user retries the execution; once the same item stops it again, the rest is let go on without it.
    afterwards: async (ran, test) => {
      let last = ran;
      for (; last.error !== undefined; executions++) {
        const stuck = executions >= MOST_RETRIES || last.error.message === seen;
        seen = last.error.message;
        last = await retryExecution(last, stuck ? { ...test, onError: 'continueRegularOutput' } : test);
      }
      return last;
    },
  });
  time.perLook = 0;
  const what = `${stand.name}${tls ? ' over TLS' : ''}, ${onError}${retryOnFail ? ', Retry On Fail' : ''}, ${faulty} faulty`;
  return { seed, what, items, connections: fired.connections, executions, ...judge(rig, fired) };
}

function judge(rig: Rig, { results, leads, leaks, garbled }: Fired): Pick<Chaos, 'outcomes' | 'wrong'> {
  const wrong: string[] = [];
  const outcomes: Record<string, number> = {};
  let spoilt = garbled.taken;
  if (leaks.length > 0) wrong.push('a secret can be seen');
  for (const [item, lead] of leads.entries()) {
    const { complete, taken } = rig.double.count(lead);
    const result = results[item];
    if (taken > 1) wrong.push(`item ${item} was taken ${taken} times`);
    if (result === undefined) {
      wrong.push(`item ${item} did not come out`);
      continue;
    }
    const { outcome } = result;
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
    // Taken with other words, since bytes were changed on the way.
    const withOtherWords = taken === 0 && spoilt > 0;
    if ((outcome === 'sent' || outcome === 'accepted') && withOtherWords) spoilt -= 1;
    else if ((outcome === 'sent' || outcome === 'accepted') && taken !== 1)
      wrong.push(`item ${item} is ${outcome}, taken ${taken} times`);
    if ((outcome === 'notSent' || outcome === 'rejected') && taken > 0)
      wrong.push(`item ${item} is ${outcome}, taken ${taken} times`);
    if (outcome === 'notSent' && result.attempts === 1 && result.httpStatus === null && complete > 0)
      wrong.push(`item ${item} is notSent, but arrived whole`);
  }
  return { outcomes, wrong };
}
