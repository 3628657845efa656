import { without, type Digits } from './digits';
import { EXAMPLE, MOST_DIGITS, refuse, refuseAreaCode, refuseTooLong, refuseTooShort } from './refusal';

/** Whether and how the ninth digit of a mobile is changed. */
export type NinthDigit = 'keep' | 'add' | 'remove';

/** Brazil's country code. */
export const BRAZIL = '55';

/** A Brazilian number without its country code, and what a person should know about it. */
export interface Brazilian {
  number: string;
  notes: string[];
}

const LANDLINE = 'This is a landline: it gets the message only if it is registered with WhatsApp.';
const OLD_FORM =
  'This number was given with 8 digits after its area code, as mobiles had before they got the ninth digit: make sure that none is missing.';
const TWICE = 'The country code 55 stood there twice and was taken once.';

/** The 67 area codes (DDD) in use, from Anatel's numbering plan. */
const AREA_CODES: ReadonlySet<string> = new Set(
  [
    '11 12 13 14 15 16 17 18 19 21 22 24 27 28 31 32 33 34 35 37 38',
    '41 42 43 44 45 46 47 48 49 51 53 54 55 61 62 63 64 65 66 67 68 69',
    '71 73 74 75 77 79 81 82 83 84 85 86 87 88 89 91 92 93 94 95 96 97 98 99',
  ].flatMap((line) => line.split(' ')),
);

/** The carriers that a telephone can choose, from the same plan. */
const CARRIER = /^0(?:1[245]|2[1-35]|31|4[13]|[56]5|99)/;

export const isAreaCode = (digits: string): boolean => AREA_CODES.has(digits);

/** Whether 10 or 11 digits are an area code in use and a landline, a mobile or a mobile in its old form. */
export function isBrazilian(national: string): boolean {
  return isAreaCode(national.slice(0, 2)) && /^..(9\d{8}|[2-9]\d{7})$/.test(national);
}

/** Whether the digits can be read in one way only: 8 digits that begin with 6 to 9 may lack a ninth. */
export const isCertain = (national: string): boolean => isBrazilian(national) && !isOldMobile(national);

const isOldMobile = (national: string): boolean => /^..[6-9]\d{7}$/.test(national);

/** "11987654321" as a person writes it: "+55 11 98765-4321". */
export function written(national: string): string {
  return `+55 ${national.slice(0, 2)} ${national.slice(2, -4)}-${national.slice(-4)}`;
}

export function refuseCarrierCode(national: string): never {
  refuse(`has a carrier selection code, which only telephones dial: write it as ${written(national)}`);
}

/** Numbers that can be called from anywhere in the country and are nobody's mobile: 0800, 4004, 190. */
export function refuseServiceNumber(digits: string): void {
  if (/^0[3589]00\d{2,8}$|^[3589]00\d{6,7}$|^0?303\d{7}$/.test(digits))
    refuse(
      `is a service number such as 0800, which has no WhatsApp under these digits: give a number with its area code, ${EXAMPLE}`,
    );
  if (/^(?:400\d|4020|4062|300\d)\d{4}$/.test(digits))
    refuse(`is a service number such as 4004, or has no area code (DDD): write it in full, ${EXAMPLE}`);
  if (/^1\d\d$|^10\d{3}$/.test(digits))
    refuse(`is a service number such as 190: give the phone number of one person, ${EXAMPLE}`);
}

/**
 * A Brazilian number without 55, checked, its trunk 0 dropped and its ninth digit as wanted.
 *
 * @throws RecipientRefused where it is none, or where how it is set apart says that a digit is missing or too many
 */
export function readBrazilian(given: Digits, ninthDigit: NinthDigit): Brazilian {
  refuseServiceNumber(given.digits);
  const whole = withoutSecondCountryCode(withoutTrunkZero(given));
  const national = whole.digits;
  if (national.length < 10) refuseShort(whole);
  const area = national.slice(0, 2);
  if (national.length <= 11 && !isAreaCode(area)) refuseAreaCode(area);
  if (!isBrazilian(national)) refuseNumber(national);
  if (national.length === 10) refuseGrouping(whole);
  return {
    number: withNinthDigit(national, ninthDigit),
    notes: [
      ...(whole.digits.length < given.digits.length - 1 ? [TWICE] : []),
      ...(/^..[2-5]\d{7}$/.test(national) ? [LANDLINE] : []),
      ...(isOldMobile(national) && !whole.breaks.includes(6) ? [OLD_FORM] : []),
    ],
  };
}

/** Drops a 0 before an area code; a 0 that is the first digit of the area code is no trunk 0. */
function withoutTrunkZero(given: Digits): Digits {
  const { digits, breaks } = given;
  if (!digits.startsWith('0')) return given;
  const first = breaks[0];
  // "04987654321": area code 04 and a mobile, or 0, area code 49 and a mobile in its old form.
  const isEither = first !== 1 && first !== 3 && /^0\d9[6-9]\d{7}$/.test(digits);
  if (first === 2 || isEither) refuseAreaCode(digits.slice(0, 2));
  const afterCarrier = digits.slice(3);
  if (CARRIER.test(digits) && isBrazilian(afterCarrier) && isAfterCarrier(given))
    refuseCarrierCode(afterCarrier);
  return without(given, 1);
}

/** "0219876543210" may be a number of area code 21 with a digit too many just as well. */
function isAfterCarrier({ digits, breaks }: Digits): boolean {
  const early = breaks.filter((position) => position < 7);
  if (early.includes(3) && early.includes(5)) return true;
  return !early.some((position) => position > 1) && (digits.length === 14 || digits[3] !== '9');
}

/** "55 55 11 98765-4321": nothing else has these 13 digits. */
function withoutSecondCountryCode(given: Digits): Digits {
  const again = given.digits.slice(BRAZIL.length);
  return /^55..9\d{8}$/.test(given.digits) && isBrazilian(again) ? without(given, BRAZIL.length) : given;
}

function refuseShort({ digits, breaks }: Digits): never {
  refuseServiceNumber(digits);
  if (digits.length >= 8 && breaks[0] === 2 && isAreaCode(digits.slice(0, 2)))
    refuse(`has a digit missing after its area code: write it in full, ${EXAMPLE}`);
  refuseTooShort();
}

/** How many digits stand together tells whether one is missing or too many, where the sum does not. */
function refuseGrouping({ digits, breaks }: Digits): void {
  const [first, last] = [breaks[0], breaks.at(-1)];
  const inside = breaks.filter((position) => position > 2 && position < 7);
  if (last === 7 && /^..[6-9]/.test(digits) && inside.every((position) => position === 3))
    refuse(`has a digit missing, as a mobile has five digits and four: write it in full, ${EXAMPLE}`);
  if (last === 6 && first === 1 && digits[1] === '9' && breaks.length === 2)
    refuse(`has an area code (DDD) of one digit: write it in full, ${EXAMPLE}`);
  if (String(breaks) === '3,6')
    refuse(
      `is set apart as foreign numbers are: write it in full, ${EXAMPLE}, or start it with + and its country code`,
    );
  if (last === 5 && breaks.length === 1)
    refuse(`has too many digits after its area code, or none: write it in full, ${EXAMPLE}`);
}

function refuseNumber(national: string): never {
  const isLonger = national.length > 11;
  if (BRAZIL.length + national.length > MOST_DIGITS) refuseTooLong();
  refuse(
    `${isLonger ? 'has too many digits and ' : ''}is not a Brazilian number: after the area code come 9 digits that start with 9 (mobile) or 8 digits that start with 2 to 9, ${EXAMPLE}; a foreign number needs + and its country code`,
  );
}

function withNinthDigit(national: string, ninthDigit: NinthDigit): string {
  const area = national.slice(0, 2);
  if (ninthDigit === 'add' && isOldMobile(national)) return `${area}9${national.slice(2)}`;
  // WhatsApp accounts of the area codes below 31 carry the ninth digit.
  if (ninthDigit === 'remove' && Number(area) >= 31 && /^..9[6-9]\d{7}$/.test(national))
    return area + national.slice(3);
  return national;
}
