import { adviceFor, codeInText } from '../outcomes/advice';
import type { Reason } from '../contract/delivery';
import type { AdviceTable } from '../contract/outcome';

/** In characters. */
const LONGEST_MESSAGE = 500;

/** For codes and texts that nobody explains. */
const LOOK_UP = 'Ask the vendor what this means before you send to this person again.';

/**
 * Why a message did not get through: in plain words where the code is a known one, else in the vendor's own.
 *
 * @param code null where the vendor gives none; one inside the text counts too
 * @param text the vendor's own words, null where it gives none
 * @param table what the vendor's own codes mean; without it only WhatsApp's are known
 */
export function reasonOf(code: string | null, text: string | null, table: AdviceTable = {}): Reason {
  const found = code ?? codeInText(text ?? '') ?? null;
  const advice = adviceFor({ advice: table }, found);
  if (advice !== undefined) return { code: found, message: advice.message, nextStep: advice.nextStep };
  const message = text?.trim().slice(0, LONGEST_MESSAGE) || 'The vendor gives no reason.';
  return { code: found, message, nextStep: LOOK_UP };
}
