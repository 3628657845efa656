import { z } from 'zod/v4';
import { advice } from '../../core/contract/outcome';
import type { Refusal } from '../../core/contract/vendor';
import { outcomeOfCode } from '../families/metaCodes';
import { ADVICE } from './advice';

const details = z.union([
  z.string().min(1),
  z.object({ details: z.string().min(1) }).transform(({ details: text }) => text),
]);

/** Comes with code 100, which says nothing of it. */
const NEEDS_PROOF = advice(
  'fixAccount',
  'The app at Meta wants every call proved with its secret, which is not done here.',
  'Switch off "Require App Secret" under App Settings > Advanced of the app at Meta.',
);

/** The body of a refusal; its details say more than its message. */
export const refusal = z
  .object({
    error: z.object({
      code: z.union([z.number().int(), z.string()]),
      message: z.string().catch(''),
      error_data: details.nullish().catch(null),
    }),
  })
  .transform(
    ({ error: { code, message, error_data } }): Refusal => ({
      code: String(code),
      message: error_data ?? message,
      outcome: outcomeOfCode(Number(code), ADVICE),
      ...(/appsecret_proof/.test(message) && { meaning: NEEDS_PROOF }),
    }),
  );
