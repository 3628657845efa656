import { randomAnswer, randomFault } from './randomFault';
import { closedPort, openBlackhole } from './rig/blackhole';
import { Random } from './rig/random';
import type { Fired, Rig, Shot } from './rig/rig';
import { STANDS } from './rig/stands';

/** What came of many random faults. */
export interface Soundness {
  cases: number;
  connections: number;
  outcomes: Record<string, number>;
  /** Judged not sent, or refused, although the vendor had the message: each with the seed that repeats it. */
  violations: string[];
  /** Taken more than once. */
  doubles: string[];
  /** Of the single attempts judged unknown, those whose message never arrived whole. */
  overCautious: number;
  unknownOfSingle: number;
  leaks: string[];
}

/**
 * Sends one message into each of many random faults and compares what the node says of it with what the
 * vendor knows. Half of the messages have one attempt, half of them four, each attempt with a fault of its own.
 *
 * @param seed the case n has the seed `seed + n`
 */
export async function testSoundness(rig: Rig, cases: number, seed: number, atOnce = 24): Promise<Soundness> {
  const blackhole = await openBlackhole();
  const nobody = await closedPort();
  const found: Soundness = {
    cases: 0,
    connections: 0,
    outcomes: {},
    violations: [],
    doubles: [],
    overCautious: 0,
    unknownOfSingle: 0,
    leaks: [],
  };
  let next = 0;
  const work = async (): Promise<void> => {
    while (next < cases) {
      const own = seed + next++;
      const shot = randomShot(new Random(own), { blackhole: blackhole.port, nobody });
      note(found, own, shot, await rig.fire(shot));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  await blackhole.close();
  return found;
}

/** One case, all of it from its seed. */
export function randomShot(random: Random, ports: { blackhole: number; nobody: number }): Shot {
  const stand = random.pick(STANDS);
  const tls = random.chance(0.5);
  const attempts = random.chance(0.5) ? 1 : 4;
  const answers = Array.from({ length: 4 }, () => randomAnswer(random, stand.yes));
  const faults = Array.from({ length: 4 }, () => randomFault(random, tls));
  const scheme = tls ? 'https' : 'http';
  const elsewhere = random.next();
  return {
    stand,
    tls,
    random,
    options: { attempts, longestWait: 900 },
    timeout: random.whole(60, 250),
    script: (earlier) => answers[earlier] ?? stand.yes,
    ...(elsewhere < 0.02
      ? { address: `${scheme}://127.0.0.1:${ports.nobody}` }
      : elsewhere < 0.03
        ? { address: `${scheme}://127.0.0.1:${ports.blackhole}` }
        : { faultOf: (connection) => faults[connection] ?? {} }),
  };
}

const OUTCOMES = ['sent', 'accepted', 'rejected', 'notSent', 'unknown'];

function note(
  found: Soundness,
  seed: number,
  shot: Shot,
  { results, connections, leaks, garbled }: Fired,
): void {
  const [result] = results;
  if (result === undefined || !OUTCOMES.includes(result.outcome))
    throw new Error(`Seed ${seed}: no outcome came.`);
  const { outcome, httpStatus } = result;
  const complete = result.complete + garbled.complete;
  const taken = result.taken + garbled.taken;
  found.cases += 1;
  found.connections += connections;
  found.outcomes[outcome] = (found.outcomes[outcome] ?? 0) + 1;
  const what = `seed ${seed}: ${outcome} ${httpStatus ?? ''}, complete ${complete}, taken ${taken}`;
  // Where the last attempt was answered, an earlier one may have been answered, too; but none was taken.
  const answered = httpStatus !== null || shot.options?.['attempts'] !== 1;
  const safe = outcome === 'notSent' || outcome === 'rejected';
  if (safe && (taken > 0 || (!answered && complete > 0))) found.violations.push(what);
  if (taken > 1) found.doubles.push(what);
  if ((outcome === 'sent' || outcome === 'accepted') && taken !== 1) found.violations.push(what);
  if (leaks.length > 0) found.leaks.push(what);
  if (outcome === 'unknown' && shot.options?.['attempts'] === 1) {
    found.unknownOfSingle += 1;
    if (complete === 0) found.overCautious += 1;
  }
}
