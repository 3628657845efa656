import { COUNTRY_CODES } from './countryCodes';

interface Plan {
  lengths: readonly number[];
  expression: string;
  /** Built when a number first asks for it. */
  built?: RegExp;
}

/** The numbers of each country, by its code. */
const PLANS: ReadonlyMap<string, Plan> = new Map(
  COUNTRY_CODES.trim()
    .split('\n')
    .map((line) => {
      const [code, lengths, expression] = line.split(' ') as [string, string, string];
      return [code, { lengths: lengths.split(',').map(Number), expression }];
    }),
);

/** Whether it is the code of a country, or of a network that is in none. */
export const isCountryCode = (code: string): boolean => PLANS.has(code);

/** The country code that the digits begin with: no code in use is the beginning of another. */
export function countryCodeOf(digits: string): string | undefined {
  return [1, 2, 3].map((length) => digits.slice(0, length)).find(isCountryCode);
}

/** Whether the digits, country code included, have the length and the beginning of a number of that country. */
export function fitsCountry(digits: string): boolean {
  const code = countryCodeOf(digits) ?? '';
  const plan = PLANS.get(code);
  if (plan === undefined || !plan.lengths.includes(digits.length - code.length)) return false;
  plan.built ??= new RegExp(`^(?:${plan.expression})$`);
  return plan.built.test(digits.slice(code.length));
}

/** Mexico's mobiles had a 1 after the country code until 2019; WhatsApp still names their accounts so. */
export const isOldMexican = (digits: string): boolean => /^521[2-9]\d{9}$/.test(digits);

/** The digits without a 0 after the country code that is dialled only at home: "+44 (0)20 ..." is "+4420...". */
export function withoutForeignTrunkZero(digits: string): string {
  const code = countryCodeOf(digits) ?? '';
  if (digits[code.length] !== '0' || fitsCountry(digits)) return digits;
  const dropped = code + digits.slice(code.length + 1);
  return fitsCountry(dropped) ? dropped : digits;
}
