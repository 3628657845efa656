import {
  BRAZIL,
  isAreaCode,
  isBrazilian,
  isCertain,
  readBrazilian,
  refuseCarrierCode,
  refuseServiceNumber,
  written,
  type NinthDigit,
} from './brazil';
import { countryCodeOf, fitsCountry, isCountryCode, isOldMexican, withoutForeignTrunkZero } from './country';
import { prefixed, without, type Digits } from './digits';
import { madeUpNotes } from './madeUp';
import {
  EXAMPLE,
  MOST_DIGITS,
  refuse,
  refuseAreaCode,
  refuseTooLong,
  refuseTooShort,
  RecipientRefused,
} from './refusal';
import { readWritten, type Written } from './written';

export { RecipientRefused } from './refusal';
export { isGroupId } from './written';

/** How a vendor wants numbers: with the country code, or area code and number only. */
export type RecipientForm = 'international' | 'national';

export interface RecipientOptions {
  form: RecipientForm;
  /**
   * Put before a number that has none: text or a number. Empty text means that a country code is never added;
   * what is not there at all means 55.
   */
  defaultCountryCode: unknown;
  ninthDigit: NinthDigit;
  /** National form only: whether a leading 55 is taken off. True unless given. */
  stripCountryCode?: boolean;
  /** Whether a number with its country code is written with a plus before it. */
  plus?: boolean;
}

export interface Recipient {
  /** In the vendor's form: digits only, or a plus and digits. */
  to: string;
  /** The value as it was given, present only where it differs from `to`. */
  toOriginal?: string;
  /** What a person should know about an accepted number. */
  note?: string;
}

const UNUSUAL =
  'Numbers of this country are usually written in another way or have another length: check it.';
const OLD_MEXICO =
  'Numbers of Mexico have no 1 after 52 any more; WhatsApp still knows many accounts with it.';

/** A number with its country code, and what a person should know about how it was read. */
interface International extends Digits {
  note?: string;
}

function readCountryCode(value: unknown): string {
  if (value === undefined || value === null) return BRAZIL;
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : '?';
  const code = text.trim().replace(/^\+/, '');
  if (code === '' || (/^[1-9]\d{0,2}$/.test(code) && isCountryCode(code))) return code;
  throw new RecipientRefused(
    '"Country Code" is not a country code: enter 1 to 3 digits such as 55, or leave it empty.',
  );
}

/** The number with its country code, from one that may lack it. */
function withCountryCode(given: Written, countryCode: string): International {
  const { digits, bracket, hasCountryCode } = given;
  if (hasCountryCode) return given;
  const isAtHome = countryCode === BRAZIL;
  if (isAtHome && isAreaInBrackets(bracket)) return prefixed(BRAZIL, given);
  if (digits.startsWith('00')) return afterInternationalPrefix(given);
  if (digits.startsWith('0')) {
    if (isAtHome || /^0\d{12,13}$/.test(digits)) return prefixed(BRAZIL, given);
    refuse('starts with 0 and has no country code: start it with + and the country code instead');
  }
  if (digits.length <= 11 && isAtHome) return bareAtHome(given);
  return bareElsewhere(given, countryCode);
}

/** "(11) ...", "(011) ...", "(04) ..."; "(55) ..." is the country code as often, and is looked at with the rest. */
const isAreaInBrackets = (bracket: string | undefined): boolean =>
  bracket !== undefined && bracket !== BRAZIL && /^(?:0?[1-9]\d|0\d)$/.test(bracket);

/** 10 or 11 digits, or less, of which nothing says that they are foreign. */
function bareAtHome(given: Written): Digits {
  const { digits, bracket = '' } = given;
  if (digits.length < 10) {
    refuseServiceNumber(digits);
    // Its sentence knows more where the area code stands apart.
    if (given.breaks[0] !== 2) refuseTooShort();
  }
  if (given.isInText) refuseTooLong();
  if (/^(?:[1-9]|[1-9]\d\d)$/.test(bracket))
    refuse(
      `begins with ${bracket} in brackets, where a Brazilian area code (DDD) has two digits: correct it, or start it with + and its country code if it is foreign`,
    );
  return prefixed(BRAZIL, given);
}

/** More digits than a Brazilian number has, or a number where another country code, or none, is added. */
function bareElsewhere(given: Written, countryCode: string): International {
  const { digits } = given;
  const national = countryCode + digits;
  const isNational = countryCode !== '' && countryCode !== BRAZIL && fitsCountry(national);
  if (isNational && digits.length <= 11) return prefixed(countryCode, given);
  if (digits.startsWith(BRAZIL) && digits.length >= 10) return given;
  if (isForeign(given)) return { ...given, ...ambiguityNote(given) };
  if (isNational) return prefixed(countryCode, given);
  if (digits.length < 10) {
    refuseServiceNumber(digits);
    refuseTooShort();
  }
  if (digits.length > MOST_DIGITS) refuseTooLong();
  const happened = digits.length > 11 ? 'has too many digits for a Brazilian number' : 'has no country code';
  return refuse(
    `${happened} and is no number of another country: correct it, or start it with + and its country code, ${EXAMPLE}`,
  );
}

/** Whether digits without a plus are the number of a country, and nothing speaks for a mistyped Brazilian one. */
function isForeign(given: Written): boolean {
  const digits = withoutForeignTrunkZero(given.digits);
  if (!fitsCountry(digits) && !isOldMexican(digits)) return false;
  // "2. 11 98765-4321" would be South Sudan's 211, "49 49 98765-4321" Germany's 49.
  const isCut = given.breaks[0] !== undefined && given.breaks[0] < String(countryCodeOf(digits)).length;
  const area = digits.slice(0, 2);
  const isAreaTwice = digits.startsWith(area + area) && isBrazilian(digits.slice(2));
  return !isCut && !isAreaTwice && !given.isInText;
}

function ambiguityNote({ digits }: Digits): { note?: string } {
  if (!hasDigitTooMany(digits)) return {};
  const code = countryCodeOf(digits);
  return {
    note: `It was read as a number of country code ${code}, as it has no + and is too long for Brazil: if it is Brazilian, it has a digit too many.`,
  };
}

/** An area code in use and a mobile with one digit more. */
const hasDigitTooMany = (digits: string): boolean =>
  isAreaCode(digits.slice(0, 2)) && /^..9\d{9}$/.test(digits);

/** A number that starts with 00: dialled from Brazil, or an area code that there is not. */
function afterInternationalPrefix(given: Written): Digits {
  const rest = without(given, 2);
  const { digits } = rest;
  // 00, carrier, country code, number: how a telephone in Brazil dials abroad.
  const afterCarrier = /^\d\d55(\d{10,11})$/.exec(digits)?.[1] ?? '';
  if (isCertain(afterCarrier)) refuseCarrierCode(afterCarrier);
  if (given.bracket === '00' || /^9\d{8}$/.test(digits)) refuseAreaCode('00');
  const isSomewhere = fitsCountry(withoutForeignTrunkZero(digits)) || isOldMexican(digits);
  if (digits.startsWith('0') || digits.startsWith(BRAZIL) || isSomewhere) return rest;
  if (digits.length < 10) refuseAreaCode('00');
  return refuse(
    `starts with 00, but no country has such a number: write it with + and its country code, ${EXAMPLE}`,
  );
}

/** A foreign number, checked, and what a person should know about it. */
function readForeign(given: International): { full: string; notes: string[] } {
  const full = withoutForeignTrunkZero(given.digits);
  const [code, isUsual] = [countryCodeOf(full), fitsCountry(full)];
  if (full.startsWith('0'))
    throw new RecipientRefused(
      `No country code starts with 0: write the recipient in "To" with + and its country code, ${EXAMPLE}.`,
    );
  if (full.length < 7) refuse('is too short: write it in full, with its country code');
  if (full.length > MOST_DIGITS) refuseTooLong();
  if (isBrazilian(full) && !isUsual) refuseAreaAsCountry(full);
  if (isBrazilian(full) && String(given.breaks) === '2,7') refuseUnclear(full);
  if (code === undefined)
    refuse(`begins with no country code that is in use: write it with + and its country code, ${EXAMPLE}`);
  if (!isUsual && hasDigitTooMany(full)) refuseTooLong();
  const unusual = isOldMexican(full) ? OLD_MEXICO : UNUSUAL;
  return {
    full,
    notes: [
      ...(given.note === undefined ? [] : [given.note]),
      ...(isUsual ? [] : [unusual]),
      ...madeUpNotes(full, false),
    ],
  };
}

/** "+11 98765-4321": no country has such a number. */
function refuseAreaAsCountry(national: string): never {
  const form = isCertain(national) ? written(national) : EXAMPLE;
  refuse(
    `has the area code (DDD) ${national.slice(0, 2)} where its country code belongs: write it with +55 before it, ${form}`,
  );
}

/** "+49 98765-4321": a country has such a number, but it is set apart as in Brazil. */
function refuseUnclear(national: string): never {
  refuse(
    `may be Brazilian or foreign: write ${written(national)} if it is Brazilian, or +${national} without spaces if it is foreign`,
  );
}

function recipient(value: unknown, to: string, notes: readonly string[]): Recipient {
  const given = String(value);
  return {
    to,
    ...(given === to ? {} : { toOriginal: given }),
    ...(notes.length === 0 ? {} : { note: notes.join(' ') }),
  };
}

/**
 * The recipient in the form that a vendor takes.
 *
 * A plus, 00, a WhatsApp link or id mean that the country code is there; a number without gets the default one.
 * Numbers of country code 55 are checked against Brazil's numbering plan. A foreign number without a plus must
 * fit the plan of its country; with a plus it gets a note where it does not.
 * @param value what the user mapped: text, or a whole number read as its digits
 * @throws RecipientRefused for everything that is not one person's number, and nothing else
 */
export function normalizeRecipient(value: unknown, options: RecipientOptions): Recipient {
  const given = readWritten(value);
  const plus = options.plus === true ? '+' : '';
  const national = options.form === 'national' && options.stripCountryCode !== false;
  // In the national form a bare number is a Brazilian one already, whether or not a code may be added.
  const countryCode = readCountryCode(options.defaultCountryCode) || (national ? BRAZIL : '');
  const international = withCountryCode(given, countryCode);

  if (international.digits.startsWith(BRAZIL)) {
    const { number, notes } = readBrazilian(without(international, BRAZIL.length), options.ninthDigit);
    const kept = given.isWhatsAppId === true ? [] : [...notes, ...madeUpNotes(number.slice(2), true)];
    return recipient(value, national ? number : plus + BRAZIL + number, kept);
  }
  const { full, notes } = readForeign(international);
  // Peru's mobiles, +51 9..., have the digits of mobiles in Porto Alegre, area code 51.
  if (national && isBrazilian(full)) {
    throw new RecipientRefused(
      'This vendor takes numbers without a country code and would read the foreign number in "To" as a Brazilian one: send it through another vendor.',
    );
  }
  return recipient(value, plus + full, notes);
}

/**
 * The digits under which a delivery report may name this number, the given ones first.
 *
 * WhatsApp adds or drops the ninth digit of Brazilian mobiles, so both forms mean the same person.
 * @param phone digits with country code, masked or not; a WhatsApp id such as 5511...@s.whatsapp.net also fits
 */
export function numberVariants(phone: string): string[] {
  const digits = phone.replace(/[@:].*$/su, '').replace(/\D/g, '');
  const mobile = /^(55\d\d)(9?)([6-9]\d{7})$/.exec(digits);
  if (digits === '') return [];
  if (mobile === null) return [digits];
  const [, prefix, ninth, rest] = mobile;
  return [digits, ninth === '' ? `${prefix}9${rest}` : `${prefix}${rest}`];
}
