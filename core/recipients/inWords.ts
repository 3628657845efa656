import { BRAZIL, isBrazilian, written } from './brazil';
import { countryCodeOf } from './country';
import type { RecipientForm } from './phone';

/**
 * A recipient as a person writes it: "5511987654321" is "+55 11 98765-4321", "351912345678" is "+351 912345678".
 *
 * @param to in a vendor's form
 * @param form how that vendor writes numbers; without it only what begins with 55 is surely a Brazilian number
 * @returns the recipient as it is where it is no phone number
 */
export function inWords(to: string, form?: RecipientForm): string {
  const digits = to.replace(/^\+/, '');
  const national = digits.startsWith(BRAZIL) ? digits.slice(BRAZIL.length) : '';
  if (isBrazilian(national)) return written(national);
  if (form === 'national' && isBrazilian(digits)) return written(digits);
  if (form === undefined || !/^\d{7,15}$/.test(digits)) return to;
  const code = countryCodeOf(digits);
  return code === undefined ? to : `+${code} ${digits.slice(code.length)}`;
}
