import type { Advice, AdviceTable } from '../contract/outcome';
import { WHATSAPP_ADVICE } from './whatsappAdvice';

/** Meta's permission codes are a whole range, of which only the first is in the table. */
const PERMISSIONS = { first: 200, last: 299 };

/**
 * What is known about a code that a vendor gave: the vendor's own meaning first, then WhatsApp's, which vendors
 * with an official channel pass on. What a code means at another vendor is never said.
 *
 * @param vendor whose code it is; without a table of its own only WhatsApp's codes are known
 * @param code in any case
 * @returns undefined for a code that nobody documents
 */
export function adviceFor(
  { advice = {} }: { advice?: AdviceTable },
  code: string | number | null,
): Advice | undefined {
  const name = String(code ?? '')
    .trim()
    .toUpperCase();
  for (const table of [advice, WHATSAPP_ADVICE]) if (Object.hasOwn(table, name)) return table[name];
  const isPermission =
    /^\d{3}$/.test(name) && Number(name) >= PERMISSIONS.first && Number(name) <= PERMISSIONS.last;
  return isPermission ? WHATSAPP_ADVICE[PERMISSIONS.first] : undefined;
}

const CODES_IN_TEXT: readonly RegExp[] = [
  // Meta's own way of writing it, which vendors pass on: "(#131047) Re-engagement message".
  /\(#(\d{1,6})\)/,
  /\b(ERR_[A-Z0-9_]{1,60})\b/,
];

/**
 * The code that a vendor put into its text instead of a field of its own.
 *
 * @returns the code, known or not; undefined where the text has none
 */
export function codeInText(text: string): string | undefined {
  for (const form of CODES_IN_TEXT) {
    const code = form.exec(text)?.[1];
    if (code !== undefined) return code;
  }
  return undefined;
}
