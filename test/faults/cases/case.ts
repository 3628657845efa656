import { type Fired, type Result, type Rig, type Shot } from '../rig/rig';
import type { Stand } from '../rig/stands';
import type { Answer } from '../rig/vendorDouble';

/** A fault as data: what is done, and what must come of it. */
export interface FaultCase {
  id: string;
  what: string;
  /** Only for these vendors; for all where it is missing. */
  vendors?: readonly string[];
  shot: (tools: Tools) => Omit<Shot, 'stand'> | Promise<Omit<Shot, 'stand'>>;
  /** The outcomes that are right. `taken` is `sent` or `accepted`, whichever the vendor's document says. */
  outcomes: ReadonlyArray<'taken' | 'sent' | 'accepted' | 'rejected' | 'notSent' | 'unknown'>;
  /** How many whole requests may reach the vendor, at least and at most. */
  complete: readonly [least: number, most: number];
  /** How many attempts the node says it made. */
  attempts?: readonly [least: number, most: number];
  /** What the sentence of a failure says. */
  says?: RegExp;
  /** Anything else that must hold. */
  also?: (fired: Fired, rig: Rig) => string | undefined;
}

export interface Tools {
  rig: Rig;
  stand: Stand;
  /** A port on which nobody listens, another one for each case. */
  nobody: number;
  /** A port that takes no connection and refuses none. */
  blackhole: number;
}

/** A short table row: the vendor answers this, the first time or always. */
export const answering = (answer: Answer, then?: Answer): FaultCase['shot'] => {
  return () => ({ script: (earlier) => (earlier === 0 ? answer : (then ?? answer)) });
};

/** The answer, then the vendor's yes. */
export const answeringOnce =
  (answer: Answer): FaultCase['shot'] =>
  ({ stand }) => ({ script: (earlier) => (earlier === 0 ? answer : stand.yes) });

const NODE_CODES = /\b(E[A-Z]{4,}|ERR_[A-Z_]+|HPE_[A-Z_]+|UND_ERR|Z_[A-Z]+_ERROR)\b/;

/**
 * Runs a case against one vendor.
 *
 * @returns what is wrong, in words; nothing where all is as it must be
 */
export async function runCase(each: FaultCase, tools: Tools): Promise<{ wrong: string[]; leaks: number }> {
  const fired = await tools.rig.fire({ stand: tools.stand, ...(await each.shot(tools)) });
  const wrong = fired.results.flatMap((result) => faultsOf(each, result, tools.stand));
  if (fired.results.length !== fired.leads.length)
    wrong.push(`${fired.leads.length} items in, ${fired.results.length} out`);
  if (fired.leaks.length > 0) wrong.push('a secret can be seen');
  const more = each.also?.(fired, tools.rig);
  if (more !== undefined) wrong.push(more);
  return { wrong, leaks: fired.leaks.length };
}

function faultsOf(each: FaultCase, result: Result, stand: Stand): string[] {
  const { outcome, complete, taken, attempts, words, nextStep, httpStatus } = result;
  const allowed = each.outcomes.map((word) => (word === 'taken' ? stand.taken : word));
  const failed = ['rejected', 'notSent', 'unknown'].includes(outcome);
  // A refusal in a success is the vendor's word, whatever the case has counted as taken.
  const saidNo = outcome === 'rejected' && httpStatus !== null && httpStatus < 300;
  const within = (value: number, [least, most]: readonly [number, number]) => value >= least && value <= most;
  const checks: Array<[boolean, string]> = [
    [(allowed as string[]).includes(outcome), `outcome ${outcome}, not ${allowed.join(' or ')}`],
    [within(complete, each.complete), `${complete} whole requests, not ${each.complete.join(' to ')}`],
    [each.attempts === undefined || within(attempts, each.attempts), `${attempts} attempts`],
    [taken <= 1, `taken ${taken} times`],
    [outcome === 'unknown' || saidNo || taken === (failed ? 0 : 1), `${outcome}, but taken ${taken} times`],
    [!failed || each.says === undefined || each.says.test(words), `says: ${words}`],
    [!failed || words.endsWith(nextStep), `does not end with the next step: ${words}`],
    [!failed || nextStep.length > 0, 'no next step'],
    [words.length <= 300, `${words.length} characters: ${words}`],
    [!NODE_CODES.test(words), `holds a code of Node: ${words}`],
  ];
  return checks.filter(([right]) => !right).map(([, wrong]) => wrong);
}
