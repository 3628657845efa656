import type { AdviceTable, FailedOutcome } from '../../core/contract/outcome';
import { adviceFor } from '../../core/outcomes/advice';

/** What the codes of Meta's Cloud API tell of a message; others hand them on. */

/** Limits: Meta asks to come back, and gave the message no id. */
const LATER = [4, 17, 341, 613, 80007, 80008, 130429, 131056, 131057, 133004];

/** Meta does not say whether it took the message. */
const UNCLEAR = [1, 2, 131000, 131016];

/** Has no meaning that would tell it. */
const GENERIC = 135000;

/**
 * What became of the message. Meta tells its answers apart by code, and does not promise the statuses that come with
 * the codes: a number that is not registered is answered with 500, a limit of days with 429.
 *
 * @param advice what the vendor's own codes mean
 * @returns undefined for a code that nobody documents: its HTTP status tells
 */
export function outcomeOfCode(code: number, advice: AdviceTable = {}): FailedOutcome | undefined {
  if (LATER.includes(code)) return 'notSent';
  if (UNCLEAR.includes(code)) return 'unknown';
  return code !== GENERIC && adviceFor({ advice }, code) !== undefined ? 'rejected' : undefined;
}
