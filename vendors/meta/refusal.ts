import { z } from 'zod/v4';
import type { FailedOutcome } from '../../core/contract/outcome';
import type { Refusal } from '../../core/contract/vendor';

/** Limits: Meta asks to come back, and gave the message no id. */
const LATER = [4, 613, 80007, 130429, 131056, 131057, 133004];

/** Meta does not say whether it took the message. */
const UNCLEAR = [1, 2, 131000, 131016];

/** Answered with a status of trouble, although nothing was taken. */
const REFUSED = [3];

/** Meta tells its answers apart by code; the statuses that come with the codes are not promised. */
function outcomeOf(code: number): FailedOutcome | undefined {
  if (LATER.includes(code)) return 'notSent';
  if (UNCLEAR.includes(code)) return 'unknown';
  return REFUSED.includes(code) ? 'rejected' : undefined;
}

const details = z.union([
  z.string().min(1),
  z.object({ details: z.string().min(1) }).transform(({ details: text }) => text),
]);

/** The body of a refusal; its details say more than its message. */
export const refusal = z
  .object({
    error: z.object({
      code: z.union([z.number().int(), z.string().transform(Number)]),
      message: z.string().catch(''),
      error_data: details.nullish().catch(null),
    }),
  })
  .transform(
    ({ error: { code, message, error_data } }): Refusal => ({
      code: String(code),
      message: error_data ?? message,
      outcome: outcomeOf(code),
    }),
  );
