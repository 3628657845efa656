import { isBlank, trimmed } from '../contract/text';
import { normalizeRecipient, numberVariants } from './phone';

/**
 * Whether a recipient is one of those given, however each is written: with or without country code, ninth digit,
 * brackets and blanks. What is no phone number must be the same text.
 *
 * @param to the recipient as it was given
 * @param allowed whatever may name a recipient; what names none is passed over
 * @param defaultCountryCode put before a number that has none; empty for never
 */
export function isAmong(to: unknown, allowed: Iterable<unknown>, defaultCountryCode: string): boolean {
  const wanted = namesOf(to, defaultCountryCode);
  if (wanted.length === 0) return false;
  for (const each of allowed)
    if (namesOf(each, defaultCountryCode).some((name) => wanted.includes(name))) return true;
  return false;
}

/** In characters; numbers with all that is written around them, and the ids of vendors, are shorter. */
const LONGEST = 200;

/** Under what a recipient is compared; empty for what is none. */
function namesOf(value: unknown, defaultCountryCode: string): string[] {
  if (typeof value !== 'string' && typeof value !== 'number') return [];
  // What is longer names nobody.
  if (`${value}`.length > LONGEST) return [];
  try {
    const { to } = normalizeRecipient(value, {
      form: 'international',
      ninthDigit: 'keep',
      defaultCountryCode,
    });
    return numberVariants(to);
  } catch {
    const text = trimmed(`${value}`);
    return isBlank(text) ? [] : [text];
  }
}
