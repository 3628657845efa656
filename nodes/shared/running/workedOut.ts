import {
  DIGITS_LOST,
  isBlank,
  isCellWithoutResult,
  shown,
  textOfNumber,
  type Fault,
} from '../../../core/contract/text';
import { asksModel, partsOf, quotedIn, sourcesIn } from './expressionParts';
import type { Plain } from './plainValue';

/**
 * What an expression gave, looked at before it is believed. n8n writes whatever a part of an expression gives into the
 * text around it: "Invalid DateTime", "R$ NaN", "Oi undefined", or nothing at all. Such a word counts only where it came
 * out of a calculation: typed by somebody, or standing in the data that the expression names, it is a word like any other.
 */

/** Works out an expression, given without its braces, for the item; undefined where it cannot be worked out. */
export type Evaluate = (code: string) => Plain | undefined;

/** What JavaScript writes where a value is missing or is none. */
const WORDS =
  /undefined|(?<![\p{L}\d_])(?:null|NaN|-?Infinity)(?![\p{L}\d_])|Invalid (?:DateTime|Date|Duration|Interval)|\[object [A-Z][A-Za-z]{1,40}\]|\[native code\]|(?:Sun|Mon|Tue|Wed|Thu|Fri|Sat) [A-Z][a-z]{2} \d\d \d{4} \d\d:\d\d:\d\d GMT[+-]\d{4}/gu;

/** Digits that may have been lost, and a cell without a result: both look right, and only their part tells. */
const DIGITS_OR_CELL = /\d{16}|\de[+-]\d|#|Err:5/;

const wordsIn = (text: string): string[] => [...new Set(Array.from(text.matchAll(WORDS), ([word]) => word))];

/** What a word that stands where a value was meant says of the field. */
const wordFault = (word: string): Fault => ({
  says: `would say "${shown(word)}", because its expression has no value for this item`,
  nextStep: 'Open the node, look at the preview under the parameter and correct it.',
});

const PART_MISSING: Fault = {
  says: 'is missing a part, because its expression has no value for this item',
  nextStep:
    'Check the name of the field in it; without that part different messages would count as the same.',
};

/**
 * What is wrong with a value that an expression gave.
 *
 * @param written the parameter with the sign that makes it an expression
 * @param given what n8n made of it
 * @param isKey whether different items must give different values: then every part has to give one
 */
export function faultInResult(
  written: string,
  given: unknown,
  evaluate: Evaluate,
  isKey: boolean,
): Fault | undefined {
  if (typeof given !== 'string') return undefined;
  const words = wordsIn(given);
  const parts = partsOf(written.slice(1));
  const isWhole = parts.length === 1;
  if (words.length === 0 && !(isKey && !isWhole) && !DIGITS_OR_CELL.test(given)) return undefined;

  const explained: string[] = [];
  let holdsSomething = false;
  for (const part of parts) {
    if ('typed' in part) {
      explained.push(part.typed);
      continue;
    }
    const found = isWhole ? { value: given } : evaluate(part.code);
    if (found === undefined) continue;
    const { value } = found;
    const fault = isKey ? faultInPartOfKey(value, isWhole) : undefined;
    if (fault !== undefined) return fault;
    if (typeof value === 'string') {
      if (!isWhole && isCellWithoutResult(value)) return cellFault(value);
      const strange = wordsIn(value).filter((word) => !isMeant(word, part.code, evaluate));
      if (strange[0] !== undefined) return wordFault(strange[0]);
      explained.push(value);
    } else if (typeof value === 'number') {
      if (Number.isFinite(value) && textOfNumber(value) === undefined) return DIGITS_LOST;
    }
    holdsSomething ||=
      value !== undefined && value !== null && !(typeof value === 'string' && isBlank(value));
  }
  if (isKey && !holdsSomething && !isBlank(given)) return PART_MISSING;
  const all = explained.join('\n');
  const left = words.find((word) => !all.includes(word));
  return left === undefined ? undefined : wordFault(left);
}

const cellFault = (cell: string): Fault => ({
  says: `holds "${shown(cell.trim())}", a spreadsheet cell whose formula has no result`,
  nextStep: 'Correct the sheet, then run this item again.',
});

/** A part that is empty text is left to the whole: a key may have a part that only some items have. */
function faultInPartOfKey(value: unknown, isWhole: boolean): Fault | undefined {
  if (isWhole) return undefined;
  if (value === undefined || value === null || Number.isNaN(value)) return PART_MISSING;
  // A date and time, e.g. `$now`, is an object that writes itself.
  if (typeof value === 'object' && (Array.isArray(value) || wordsIn(written(value)).length > 0))
    return PART_MISSING;
  return typeof value === 'number' && !Number.isFinite(value) ? PART_MISSING : undefined;
}

function written(value: object): string {
  try {
    return `${value as unknown as string}`;
  } catch {
    return '[object Object]';
  }
}

/** Whether a word was typed in the expression, or stands in the data that it names. */
function isMeant(word: string, code: string, evaluate: Evaluate): boolean {
  // What a model fills in, and data written as JSON, are theirs.
  if (asksModel(code) || (word === 'null' && /\bstringify\b|\btoJsonString\b/.test(code))) return true;
  if (quotedIn(code).includes(word)) return true;
  return sourcesIn(code).some((source) => holds(evaluate(source)?.value, word));
}

/** So much of the data is looked through. */
const MOST_VALUES = 10_000;

/** Whether a text anywhere in the data has the word. */
function holds(data: unknown, word: string): boolean {
  const waiting = [data];
  for (let seen = 0; waiting.length > 0 && seen < MOST_VALUES; seen += 1) {
    const each = waiting.pop();
    if (typeof each === 'string') {
      if (each.includes(word)) return true;
    } else if (typeof each === 'object' && each !== null)
      waiting.push(...Object.values(each).slice(0, MOST_VALUES));
  }
  return false;
}

/**
 * An expression with blanks around it is the expression alone: n8n would make text of whatever it gives.
 *
 * @returns the code, or undefined where there is anything but blanks around, or nothing
 */
export function aloneInBlanks(written: string): string | undefined {
  const parts = partsOf(written.slice(1));
  if (parts.length < 2) return undefined;
  const code = parts.flatMap((part) => ('code' in part ? [part.code] : []));
  const typed = parts.map((part) => ('typed' in part ? part.typed : '')).join('');
  return code.length === 1 && typed.trim() === '' ? code[0] : undefined;
}
