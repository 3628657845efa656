import { isCertain, written } from './brazil';
import type { Digits } from './digits';
import { EXAMPLE, refuse, RecipientRefused } from './refusal';

/** A number as somebody wrote it. */
export interface Written extends Digits {
  /** Whether its country code is there: after a plus, in a WhatsApp link, in a WhatsApp id. */
  hasCountryCode: boolean;
  /** The digits in brackets with which it begins. */
  bracket?: string;
  /** Whether it came from WhatsApp itself, whose ids are whole. */
  isWhatsAppId?: true;
  /** Whether it stands after the number of its line, as in "2. 11 98765-4321", or before more digits. */
  isInText: boolean;
}

// Longer than any masked number: keeps a whole message pasted into the field out of the checks and the output.
const LONGEST_VALUE = 100;
/** Links may carry a whole message. */
const LONGEST_LINK = 6_000;

const INVISIBLE = /[\p{Cf}\p{Cc}\p{Default_Ignorable_Code_Point}\u20E3]/gu;
const MASK = /[\s.()[\]{}_\p{Pd}\u00B7\u2022\u2043\u2212\u2800\uFF0E]/gu;
const QUOTES = '"\'`\u00B4\u2018\u2019\u201C\u201D';
const BEHIND = `${QUOTES},;:!/| `;
const LINK =
  /^(?:https?:\/\/)?(?:www\.)?(wa\.me|(?:[a-z]{1,9}\.)?whatsapp\.com)(?:[/?]|$)|^whatsapp:\/\/send/i;
const WORDS = 'whats?app|whats|wpp|zap|telefone|tel|fone|phone|mobile|celular|cel|n[uú]mero';
const LABEL = new RegExp(`^(?:(?:${WORDS})[\\s.:]{1,9}|(?:p|wa|sms|callto):\\s{0,9})(?=[+(\\d])`, 'i');
const LABEL_BEHIND = new RegExp(`[\\s(-]{1,9}(?:${WORDS})\\.?\\)?$`, 'i');
const EXTENSION = /^(.{0,90}?\d)[\s,;(.-]{0,9}(?:ramal|ram|r|extension|ext|x|#)[\s.:=]{0,9}\d{1,6}\)?$/i;

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
  if (value === undefined || value === null || value === '')
    refuse('is empty: map the field that holds the phone number');
  if (typeof value === 'number') {
    if (Number.isSafeInteger(value) && value >= 0) return String(value);
    refuse('is not a whole number: give the phone number as text');
  }
  if (typeof value !== 'string')
    refuse(`is ${Array.isArray(value) ? 'a list' : 'not text'}: give one phone number per item, as text`);
  return value;
}

/** Line ends and tabs set apart; what cannot be seen does not. */
const visibleText = (text: string): string =>
  asciiDigits(text.replace(/[\t-\r]/g, ' ').replace(INVISIBLE, ''))
    .replace(/[\uFF0B\uFE62]/g, '+')
    .replace(/\uFF08/g, '(')
    .replace(/\uFF09/g, ')')
    .trim();

/** Takes quotes, a spreadsheet's apostrophe and the punctuation of a list away. */
function withoutQuotes(text: string): string {
  let [start, end] = [text.startsWith('=') ? 1 : 0, text.length];
  while (start < end && QUOTES.includes(text.charAt(start))) start += 1;
  while (end > start && BEHIND.includes(text.charAt(end - 1))) end -= 1;
  return text.slice(start, end).trim();
}

/**
 * Takes apart what the user mapped: mask, labels and links fall away, what is left are digits.
 *
 * @throws RecipientRefused for what cannot be one person's number
 */
export function readWritten(value: unknown): Written {
  const text = readText(value);
  if (isGroupId(text)) refuse('is a WhatsApp group: give the phone number of one person');
  const trimmed = text.trim();
  const isLink = LINK.test(trimmed);
  if (trimmed.length > (isLink ? LONGEST_LINK : LONGEST_VALUE))
    refuse('is too long for a phone number: map the field that holds it');
  const visible = withoutQuotes(visibleText(trimmed));
  if (LINK.test(visible)) return fromWhatsApp(numberInLink(visible));
  if (visible.includes('@')) return { ...fromWhatsApp(numberInId(visible)), isWhatsAppId: true };
  return readNumber(visible.replace(LABEL, '').replace(LABEL_BEHIND, ''));
}

function fromWhatsApp(given: string): Written {
  const digits = given.replace(MASK, '').replace(/^\+/, '');
  if (!/^\d+$/.test(digits)) refuse(`is a link or an id without a phone number: give the number, ${EXAMPLE}`);
  return { digits, breaks: [], hasCountryCode: true, isInText: false };
}

/** What stands in a wa.me or whatsapp.com link where its number belongs. */
function numberInLink(link: string): string {
  if (/^(?:https?:\/\/)?chat\./i.test(link))
    refuse('is the link of a WhatsApp group: give the phone number of one person');
  const [, inQuery] = /[?&]phone=([^&#\s]*)/i.exec(link) ?? [];
  const [, inPath] = /wa\.me\/(?:c\/|p\/\d{1,30}\/)?([^/?#]*)/i.exec(link) ?? [];
  return (inQuery ?? inPath ?? '').replace(/%2B/gi, '+').replace(/%20/g, ' ');
}

/** What stands before the "@" of a WhatsApp id of one person. */
function numberInId(id: string): string {
  const [, number] = /^([^@:]*)(?::\d{1,5})?@(?:s\.whatsapp\.net|c\.us)$/i.exec(id) ?? [];
  if (number !== undefined) return number;
  if (/@lid$/i.test(id)) refuse('is a WhatsApp id that hides the phone number (@lid): give the phone number');
  if (/@(?:broadcast|newsletter)$/i.test(id))
    refuse('is a WhatsApp broadcast list or channel: give the phone number of one person');
  if (/@g\.us\b/i.test(id)) refuse('is a WhatsApp group: give the phone number of one person');
  return refuse(`has letters in it, as an e-mail address has: give the phone number, ${EXAMPLE}`);
}

function readNumber(text: string): Written {
  refuseOtherKinds(text);
  const number = withoutFormat(text);
  const bare = number.replace(MASK, '');
  if (/\p{L}/u.test(bare)) refuseLetters(number);
  if (/\d[,;/|]+\+?\d/.test(bare)) refuseSeveral();
  const [, plus, digits] = /^(\+?)(\d*)$/.exec(bare) ?? [];
  if (digits === undefined) refuse(`has a character that no number has: write it as digits, ${EXAMPLE}`);
  if (digits === '') refuse('has no digits: map the field that holds the phone number');
  return {
    digits,
    breaks: breaksOf(number),
    hasCountryCode: plus === '+',
    ...bracketOf(number),
    isInText:
      /^\d{1,2}[.)]\s+\(?\d\d\)?\s*\d{4,5}[\s-]?\d{4}$/.test(number) ||
      /^\(?0?\d\d\)?[\s-]*\d{4,5}-\d{4}\D+\d+$/.test(number),
  };
}

function breaksOf(number: string): number[] {
  const runs = [...number.matchAll(/\d+/g)].map(String);
  return runs
    .slice(0, -1)
    .reduce<number[]>((breaks, run) => [...breaks, (breaks.at(-1) ?? 0) + run.length], []);
}

function bracketOf(number: string): { bracket?: string } {
  const [, inside] =
    /^[^\d([{]*[([{]([^)\]}]*)[)\]}]/.exec(number) ?? /^\D{0,9}(0?\d\d)\s?[)\]}]/.exec(number) ?? [];
  return inside === undefined ? {} : { bracket: inside.replace(/\D/g, '') };
}

/** Takes away what is written around digits and is none of the number's. */
function withoutFormat(text: string): string {
  // "11,987,654,321" is one number, as a spreadsheet shows it.
  if (/^\d{1,3}(?:,\d{3}){3,4}$/.test(text)) return text.replaceAll(',', '');
  return (
    text
      // "(0xx11)": any carrier may be dialled between the 0 and the area code.
      .replace(/^([^\dA-Za-z]{0,9}(?:55)?[^\dA-Za-z]{0,3})0?\s?(?:xx|\*\*)\s?(?=\D{0,3}\d)/i, '$10 ')
      // "11/98765-4321"
      .replace(/^(\D{0,3}(?:55\D{1,3})?0?\d\d\)?)\s?\/\s?(?=\d{4,5}\D?\d{4}$)/, '$1 ')
  );
}

function refuseOtherKinds(text: string): void {
  if (/^\+?\d+(?:[.,]\d+)?\s?e\s?\+?\d+$/i.test(text))
    throw new RecipientRefused(
      'A spreadsheet shortened the recipient in "To" to scientific notation and digits are lost: format the column as text and enter the number again.',
    );
  if (
    /^\+?\d[\d.,]{8,20}[.,]0+$/.test(text) &&
    /^\+?(?:\d{10,15}|\d{1,3}(?:[.,]\d{3}){3,4})[.,]0+$/.test(text)
  )
    refuseDecimal();
  if (/^\d{7,9}[.,]0{1,2}$/.test(text)) refuseDecimal();
  if (
    /(?<!\d)\d{3}\.\d{3}\.\d{3}-\d{2}(?!\d)/.test(text) ||
    /^\d{3}([. ]?)\d{3}\1\d{3}[. -]\d{2}$/.test(dashed(text))
  )
    refuse(`is a CPF: map the field that holds the phone number, ${EXAMPLE}`);
  if (
    /(?<!\d)\d{2}\.?\d{3}\.?\d{3}\/\d{4}-?\d{2}(?!\d)/.test(text) ||
    /^(?!55)\d{8}000[1-9]\d{2}$/.test(text)
  )
    refuse(`is a CNPJ: map the field that holds the phone number, ${EXAMPLE}`);
  const [, before] = EXTENSION.exec(text) ?? [];
  if (before !== undefined)
    refuse(`has an extension (ramal), which WhatsApp cannot dial: give the number alone, ${advised(before)}`);
}

const dashed = (text: string): string => text.replace(/[\p{Pd}\u2212]/gu, '-');

function refuseDecimal(): never {
  throw new RecipientRefused(
    'The recipient in "To" was saved as a decimal number: format the column as text so that it does not end in ".0".',
  );
}

function refuseSeveral(): never {
  refuse('looks like several numbers: give one number per item');
}

/** What looks like a number inside a text. */
const numbersIn = (text: string): string[] => text.match(/[+(]?\d[\d\s().-]*/g) ?? [];

function refuseLetters(text: string): never {
  if (numbersIn(text).filter((number) => number.replace(/\D/g, '').length >= 8).length > 1) refuseSeveral();
  refuse(`has letters in it: give digits only, ${advised(text)}`);
}

/** The right form of the one number in a text, where that is certain: a mobile, or a landline set apart as one. */
function advised(text: string): string {
  const [number = '', ...others] = numbersIn(text);
  const [, national = ''] = /^(?:\+?55)?0?(\d{10,11})$/.exec(number.replace(/[^\d+]/g, '')) ?? [];
  const isSetApart = /^\D{0,3}(?:55\D{0,3})?0?\d\d\D/.test(number);
  const isOne = others.length === 0 && isCertain(national) && (national.length === 11 || isSetApart);
  return isOne ? written(national) : EXAMPLE;
}
