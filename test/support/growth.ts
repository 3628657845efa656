import { Script, createContext } from 'node:vm';

/** How the time of some work grows with its input; by the processor, so that a busy machine says the same. */

/** Anything below this is too short to say how it grows, in milliseconds. */
const SHORTEST = 20;

/** Ten times the input may take so many times as long: a linear search takes ten, a quadratic one a hundred. */
const MOST_GROWTH = 40;

/** Work at a tenth of the input that takes longer than this is looked at, in milliseconds. */
const SUSPICIOUS = 1;

const SIZES = [1_000, 10_000, 100_000] as const;

const RUNS = 3;

function spent(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

const least = (work: () => void): number => Math.min(...Array.from({ length: RUNS }, () => spent(work)));

/** The longest that one run may take before it is ended, in milliseconds. */
const LONGEST = 2_000;

const context = createContext({ work: undefined });
const script = new Script('work()');

/** Ends work that would never end; what it throws otherwise is its own business. */
function ended(work: () => void): boolean {
  context['work'] = work;
  try {
    script.runInContext(context, { timeout: LONGEST });
    return true;
  } catch (thrown) {
    return (thrown as { code?: unknown } | undefined)?.code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT';
  }
}

/**
 * What grows faster than its input, as a sentence; undefined where it does not.
 *
 * @param work what is done with an input of so many characters; made before it is measured
 */
export function growsTooFast(work: (size: number) => () => void): string | undefined {
  const [small, middle, large] = SIZES;
  if (!ended(work(small))) return `does not end with ${small} characters`;
  const some = work(middle);
  if (!ended(some)) return `does not end with ${middle} characters`;
  if (spent(some) <= SUSPICIOUS && spent(work(small)) <= SUSPICIOUS) return undefined;
  const atMiddle = least(some);
  if (atMiddle <= SUSPICIOUS) return undefined;
  const all = work(large);
  if (!ended(all)) return `does not end with ${large} characters, and takes ${atMiddle} ms for ${middle}`;
  const atLarge = least(all);
  if (atLarge <= SHORTEST || atLarge <= atMiddle * MOST_GROWTH) return undefined;
  return `takes ${atMiddle} ms for ${middle} characters and ${atLarge} ms for ${large}`;
}
