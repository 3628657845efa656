/** How a vendor wants numbers: with the country code, or area code and number only. */
export type RecipientForm = 'international' | 'national';

export interface RecipientOptions {
  form: RecipientForm;
  /** Put before a bare number of 10 or 11 digits; empty means that a country code is never added. */
  defaultCountryCode: string;
  ninthDigit: 'keep' | 'add' | 'remove';
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

/** A recipient that cannot be used. The message is one sentence that says what happened and what to do. */
export class RecipientRefused extends Error {
  override readonly name = 'RecipientRefused';
}

const BRAZIL = '55';

/** The 67 area codes (DDD) in use, from Anatel's numbering plan. */
const AREA_CODES: ReadonlySet<string> = new Set(
  [
    '11 12 13 14 15 16 17 18 19 21 22 24 27 28 31 32 33 34 35 37 38',
    '41 42 43 44 45 46 47 48 49 51 53 54 55 61 62 63 64 65 66 67 68 69',
    '71 73 74 75 77 79 81 82 83 84 85 86 87 88 89 91 92 93 94 95 96 97 98 99',
  ].flatMap((line) => line.split(' ')),
);

const LANDLINE_NOTE = 'This is a landline: it gets the message only if it is registered with WhatsApp.';

// Longer than any masked number: keeps a whole message pasted into the field out of the checks and the output.
const LONGEST_VALUE = 100;
const MOST_DIGITS = 15;
const INVISIBLE = /[\p{Cf}\p{Cc}\p{Default_Ignorable_Code_Point}]/gu;
const MASK = /[\s.()[\]{}\p{Pd}\u2043\u2212]/gu;
const EXAMPLE = 'for example +55 11 98765-4321';

/** "11987654321" as a person writes it: "+55 11 98765-4321". */
function written(national: string): string {
  return `+55 ${national.slice(0, 2)} ${national.slice(2, -4)}-${national.slice(-4)}`;
}

/** Whether 10 or 11 digits are an area code in use and a landline, a mobile or a mobile in its old form. */
function isBrazilian(national: string): boolean {
  return AREA_CODES.has(national.slice(0, 2)) && /^..(9\d{8}|[2-9]\d{7})$/.test(national);
}

/** Decimal digits of any script (full-width, Arabic, Devanagari) as 0 to 9: Unicode keeps them in runs of ten. */
function asciiDigits(text: string): string {
  return text.replace(/\p{Nd}/gu, (digit) => {
    const code = digit.codePointAt(0) as number;
    let first = code;
    while (/\p{Nd}/u.test(String.fromCodePoint(first - 1))) first -= 1;
    return String((code - first) % 10);
  });
}

/** Whether the value is a WhatsApp group id (new, old, or without its "@g.us"), not a person's number. */
export function isGroupId(value: unknown): boolean {
  if (typeof value !== 'string') return false;
  const id = value.replace(INVISIBLE, '').trim();
  return /@g\.us$/i.test(id) || /^120363\d{9,}$/.test(id) || /^\d{10,15}-\d{10}$/.test(id);
}

/** The value as text, or a refusal that names what it is instead. */
function readText(value: unknown): string {
  if (value === undefined || value === null || value === '') {
    throw new RecipientRefused('The recipient is empty: map the field that holds the phone number.');
  }
  if (typeof value === 'number') {
    if (Number.isSafeInteger(value) && value >= 0) return String(value);
    throw new RecipientRefused('The recipient is not a whole number: give the phone number as text.');
  }
  if (typeof value !== 'string') {
    const kind = Array.isArray(value) ? 'a list' : 'not text';
    throw new RecipientRefused(`The recipient is ${kind}: give one phone number per item, as text.`);
  }
  return value;
}

function refuseSpreadsheetForms(text: string): void {
  if (/^\+?\d+(?:[.,]\d+)?e\+?\d+$/i.test(text)) {
    throw new RecipientRefused(
      'A spreadsheet shortened the recipient to scientific notation and digits are lost: format the column as text and enter the number again.',
    );
  }
  if (/^\+?\d{10,15}[.,]0+$/.test(text)) {
    throw new RecipientRefused(
      'The recipient was saved as a decimal number: format the column as text so that it does not end in ".0".',
    );
  }
}

/** Takes mask and invisible characters away: what is left are digits, and whether a plus stood before them. */
function readDigits(value: unknown): { digits: string; hasPlus: boolean } {
  const text = readText(value);
  if (isGroupId(text)) {
    throw new RecipientRefused('The recipient is a WhatsApp group: give the phone number of one person.');
  }
  if (text.length > LONGEST_VALUE) {
    throw new RecipientRefused('The recipient is too long for a phone number: map the field that holds it.');
  }
  const visible = asciiDigits(text.replace(INVISIBLE, ''))
    .replace(/[\uFF0B\uFE62]/g, '+')
    .trim();
  refuseSpreadsheetForms(visible);
  const bare = visible.replace(MASK, '');
  if (/\p{L}/u.test(bare)) {
    throw new RecipientRefused(`The recipient has letters in it: give digits only, ${EXAMPLE}.`);
  }
  if (/\d[,;/|]+\+?\d/.test(bare)) {
    throw new RecipientRefused('The recipient looks like several numbers: give one number per item.');
  }
  const [, plus, digits] = /^(\+?)(\d*)$/.exec(bare) ?? [];
  if (digits === undefined) {
    throw new RecipientRefused(
      `The recipient has a character that no number has: write it as digits, ${EXAMPLE}.`,
    );
  }
  if (digits === '') {
    throw new RecipientRefused('The recipient has no digits: map the field that holds the phone number.');
  }
  return { digits, hasPlus: plus === '+' };
}

function readCountryCode(value: string): string {
  const code = value.trim().replace(/^\+/, '');
  if (/^([1-9]\d{0,2})?$/.test(code)) return code;
  throw new RecipientRefused(
    '"Country Code" is not a country code: enter 1 to 3 digits such as 55, or leave it empty.',
  );
}

function refuseTooLong(): never {
  throw new RecipientRefused(
    'The recipient has too many digits: a phone number has 15 at most, so correct it.',
  );
}

function refuseCarrierCode(national: string): never {
  throw new RecipientRefused(
    `The recipient has a carrier selection code, which only telephones dial: write it as ${written(national)}.`,
  );
}

/** A Brazilian number without 55, checked, its trunk 0 dropped and its ninth digit as wanted. */
function readBrazilian(given: string, ninthDigit: RecipientOptions['ninthDigit']): string {
  if (/^0\d{12,13}$/.test(given) && isBrazilian(given.slice(3))) refuseCarrierCode(given.slice(3));
  if (BRAZIL.length + given.length > MOST_DIGITS) refuseTooLong();
  const national = given.replace(/^0/, '');
  if (national.length < 10) {
    throw new RecipientRefused(
      `The recipient has no area code (DDD) or is too short: write it in full, ${EXAMPLE}.`,
    );
  }
  const area = national.slice(0, 2);
  if (national.length <= 11 && !AREA_CODES.has(area)) {
    throw new RecipientRefused(
      `No place in Brazil has the area code (DDD) ${area}: correct the number, or start it with + and its country code if it is foreign.`,
    );
  }
  if (!isBrazilian(national)) {
    throw new RecipientRefused(
      'The recipient is not a Brazilian number: after the area code come 9 digits that start with 9 (mobile) or 8 digits that start with 2 to 9; a foreign number needs + and its country code.',
    );
  }
  if (ninthDigit === 'add' && /^..[6-9]\d{7}$/.test(national)) return `${area}9${national.slice(2)}`;
  // WhatsApp accounts of the area codes below 31 carry the ninth digit.
  if (ninthDigit === 'remove' && Number(area) >= 31 && /^..9[6-9]\d{7}$/.test(national)) {
    return area + national.slice(3);
  }
  return national;
}

/** All digits with their country code, from digits that may lack it. */
function withCountryCode(digits: string, hasPlus: boolean, countryCode: string): string {
  if (hasPlus) return digits;
  if (digits.startsWith('00')) {
    // 00, carrier, country code, number: how a telephone in Brazil dials abroad.
    const afterCarrier = /^00\d\d55(\d{10,11})$/.exec(digits)?.[1];
    if (afterCarrier !== undefined && isBrazilian(afterCarrier)) refuseCarrierCode(afterCarrier);
    return digits.slice(2);
  }
  if (digits.startsWith('0')) {
    if (countryCode === BRAZIL || /^0\d{12,13}$/.test(digits)) return BRAZIL + digits;
    throw new RecipientRefused(
      'The recipient starts with 0 and has no country code: start it with + and the country code instead.',
    );
  }
  if (digits.length < 10) {
    throw new RecipientRefused(
      `The recipient has no area code (DDD) or is too short: write it in full, ${EXAMPLE}.`,
    );
  }
  return digits.length <= 11 ? countryCode + digits : digits;
}

function checkForeign(digits: string): void {
  if (digits.startsWith('0')) {
    throw new RecipientRefused(
      `No country code starts with 0: write the recipient with + and its country code, ${EXAMPLE}.`,
    );
  }
  if (digits.length < 7) {
    throw new RecipientRefused('The recipient is too short: write it in full, with its country code.');
  }
  if (digits.length > MOST_DIGITS) refuseTooLong();
}

function recipient(value: unknown, to: string, isLandline = false): Recipient {
  const given = String(value);
  return {
    to,
    ...(given === to ? {} : { toOriginal: given }),
    ...(isLandline ? { note: LANDLINE_NOTE } : {}),
  };
}

/**
 * The recipient in the form that a vendor takes.
 *
 * A plus or 00 means that the country code is there; a bare number of 10 or 11 digits gets the default one.
 * Numbers of country code 55 are checked against Brazil's numbering plan; foreign ones only for their length.
 * @param value what the user mapped: text, or a whole number read as its digits
 * @throws RecipientRefused for everything that is not one person's number, and nothing else
 */
export function normalizeRecipient(value: unknown, options: RecipientOptions): Recipient {
  const { digits, hasPlus } = readDigits(value);
  const plus = options.plus === true ? '+' : '';
  const national = options.form === 'national' && options.stripCountryCode !== false;
  // In the national form a bare number is a Brazilian one already, whether or not a code may be added.
  const countryCode = readCountryCode(options.defaultCountryCode) || (national ? BRAZIL : '');
  const full = withCountryCode(digits, hasPlus, countryCode);

  if (full.startsWith(BRAZIL)) {
    const number = readBrazilian(full.slice(BRAZIL.length), options.ninthDigit);
    return recipient(value, national ? number : plus + BRAZIL + number, /^..[2-5]\d{7}$/.test(number));
  }
  checkForeign(full);
  // Peru's mobiles, +51 9..., have the digits of mobiles in Porto Alegre, area code 51.
  if (national && isBrazilian(full)) {
    throw new RecipientRefused(
      'This vendor takes numbers without a country code and would read this foreign number as a Brazilian one: send it through another vendor.',
    );
  }
  return recipient(value, plus + full);
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
