/**
 * The one reader of texts that come from people: typed, copied, out of a sheet, or given by an expression. What is no
 * text never becomes one, and what is invisible counts as nothing.
 */

/** A character that somebody can see. */
const VISIBLE = /[^\s\p{Cc}\p{Cf}\p{Z}\p{Default_Ignorable_Code_Point}\u2800]/u;

/** Whether a text has no visible character, whatever blanks and marks it has. */
export const isBlank = (text: string): boolean => !VISIBLE.test(text);

/** Without the blanks around it, the invisible ones included: for ids and names. */
export function trimmed(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isBlankUnit(text.charCodeAt(start))) start += 1;
  while (end > start && isBlankUnit(text.charCodeAt(end - 1))) end -= 1;
  return text.slice(start, end);
}

/** Half of a surrogate pair belongs to a character that is not looked at here. */
const isBlankUnit = (unit: number): boolean =>
  (unit < 0xd800 || unit > 0xdfff) && !VISIBLE.test(String.fromCharCode(unit));

/** Lone halves of surrogate pairs become the replacement character, so that the text survives UTF-8. */
const wellFormed = (text: string): string =>
  text.replace(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, '\uFFFD');

/** Whatever acts as a line break is one; no other control character is left but the tab. */
const cleaned = (text: string): string =>
  wellFormed(text)
    .replace(/\r\n?|[\v\f\x85\u2028\u2029]/g, '\n')
    .replace(/(?![\n\t])\p{Cc}/gu, '');

/** A finite number that JavaScript holds to the last digit, as its text; undefined for any other. */
export function textOfNumber(value: number): string | undefined {
  const text = String(value);
  return Number.isFinite(value) && Math.abs(value) <= Number.MAX_SAFE_INTEGER && !text.includes('e')
    ? text
    : undefined;
}

/** The most of a user's value that a sentence quotes. */
const LONGEST_QUOTE = 40;

/** A user's value inside a sentence: on one line, cut, and never the insides of an object. */
export function shown(value: unknown): string {
  if (typeof value === 'function' || (typeof value === 'object' && value !== null))
    return Array.isArray(value) ? 'a list' : 'an object';
  const whole = String(value);
  const text = wellFormed(whole.slice(0, 4 * LONGEST_QUOTE)).replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ');
  return text.length > LONGEST_QUOTE || whole.length > 4 * LONGEST_QUOTE
    ? `${text.slice(0, LONGEST_QUOTE - 1)}…`
    : text;
}

/** Why a value is no text: what follows its name in a sentence, and the next step. */
export interface Fault {
  /** E.g. `is empty`. */
  says: string;
  nextStep: string;
}

export type TextRead = { text: string } | { fault: Fault };

const FILL_IT_IN = 'Fill it in, or check that its expression gives a value for this item.';

export const NOTHING: Fault = { says: 'is empty', nextStep: FILL_IT_IN };

const NO_TEXT: Fault = {
  says: 'is not text',
  nextStep: 'Give it as text, not as a list or an object.',
};

export const DIGITS_LOST: Fault = {
  says: 'is a number with more digits than can be kept, so some of them are lost',
  nextStep: 'Give it as text from where it comes, e.g. format the column of the sheet as text.',
};

/** What spreadsheets write where a formula has no result; in the languages of who uses them here. */
const CELL_WITHOUT_RESULT =
  /^(?:#N\/[AD]|#[¡¿]?(?:REF|VALOR|VALUE|ERROR|ERRO|NAME|NOME|NOMBRE|NUM|NÚM|NULL|NULO|NUL|DIV\/0|SPILL|DESPEJAR|DESPEJO|CALC|CÁLC|FIELD|CAMPO|BLOCKED|BLOQUEADO|CONNECT|CONECTAR|BUSY|OCUPADO|UNKNOWN|DESCONHECIDO|PYTHON)[!?]|#GETTING_DATA|Err:5\d\d)$/iu;

/** A number that a spreadsheet shortened. */
const SHORTENED_NUMBER = /^[+-]?\d[.,]\d{1,15}E\+\d{2,3}$/i;

/** How JavaScript writes an object for which it has no words. */
const OBJECT_AS_TEXT = /\[object [A-Z][A-Za-z]{1,40}\]/;

/** The longest text that can be such a cell. */
const LONGEST_CELL = 40;

/** Whether a text is a spreadsheet's cell whose formula has no result. */
export const isCellWithoutResult = (text: string): boolean =>
  text.length <= LONGEST_CELL && CELL_WITHOUT_RESULT.test(trimmed(text));

/** Why a text stands in the place of a value that was lost on the way; undefined where it is one. */
function lostValue(text: string): Fault | undefined {
  const inside = OBJECT_AS_TEXT.exec(text)?.[0];
  if (inside !== undefined)
    return {
      says: `holds "${inside}", which stands there for a whole object`,
      nextStep: 'Choose one of its fields in the expression, e.g. {{ $json.customer.name }}.',
    };
  if (isCellWithoutResult(text))
    return {
      says: `is "${trimmed(text)}", a spreadsheet cell whose formula has no result`,
      nextStep: 'Correct the sheet, then run this item again.',
    };
  return text.length <= LONGEST_CELL && SHORTENED_NUMBER.test(trimmed(text))
    ? {
        says: `is "${trimmed(text)}", a number that a spreadsheet shortened, so digits are lost`,
        nextStep: DIGITS_LOST.nextStep,
      }
    : undefined;
}

/**
 * Reads a value as text: text without control characters, and a number that is exact.
 *
 * @returns its fault where it is empty, blank, no text, or stands for a value that was lost on the way
 */
export function readText(value: unknown): TextRead {
  if (value === undefined || value === null) return { fault: NOTHING };
  if (typeof value === 'number') {
    const text = textOfNumber(value);
    if (text !== undefined) return { text };
    return { fault: Number.isFinite(value) ? DIGITS_LOST : NO_TEXT };
  }
  if (typeof value !== 'string') return { fault: NO_TEXT };
  const text = cleaned(value);
  if (isBlank(text)) return { fault: NOTHING };
  const fault = lostValue(text);
  return fault === undefined ? { text } : { fault };
}

/** The same for an id or a name, around which no blank is meant. */
export function readName(value: unknown): TextRead {
  const read = readText(value);
  return 'text' in read ? { text: trimmed(read.text) } : read;
}

const LIST = new Intl.ListFormat('en-GB');

/** Names in a sentence: "A", "A and B", "A, B and C". */
export const enumerated = (names: readonly string[]): string => LIST.format(names);

/** The sentence about a parameter that cannot be read, named as the user sees it. */
export const sentence = (label: string, { says, nextStep }: Fault): string =>
  `"${label}" ${says}. ${nextStep}`;
