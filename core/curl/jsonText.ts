/** A string or a number of a JSON text, with where it stands. */
export interface JsonLeaf {
  kind: 'string' | 'number';
  start: number;
  /** Behind its last sign. */
  end: number;
  /** A string's decoded value, a number's signs. */
  value: string;
  /** The key that it stands under, that of its list for an element; empty without one. */
  key: string;
  /** Whether it is a key itself. */
  isKey: boolean;
}

const NUMBER = /-?\d[\d.eE+-]*/y;

/**
 * The strings and numbers of a JSON text, in order. One pass: each sign is looked at once.
 *
 * @param text valid JSON
 */
export function jsonLeaves(text: string): JsonLeaf[] {
  const leaves: JsonLeaf[] = [];
  const keys: string[] = [];
  let key = '';
  let at = 0;
  while (at < text.length) {
    const sign = text.charAt(at);
    if (sign === '"') {
      const end = endOfString(text, at);
      const value = JSON.parse(text.slice(at, end)) as string;
      const isKey = followedByColon(text, end);
      if (isKey) key = value;
      leaves.push({ kind: 'string', start: at, end, value, key, isKey });
      at = end;
      continue;
    }
    NUMBER.lastIndex = at;
    const number = NUMBER.exec(text)?.[0];
    if (number !== undefined) {
      leaves.push({ kind: 'number', start: at, end: at + number.length, value: number, key, isKey: false });
      at += number.length;
      continue;
    }
    if (sign === '{' || sign === '[') keys.push(key);
    if (sign === '}' || sign === ']') key = keys.pop() ?? '';
    at += 1;
  }
  return leaves;
}

function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at + 1;
}

function followedByColon(text: string, end: number): boolean {
  let at = end;
  while (at < text.length && text.charAt(at).trim() === '') at += 1;
  return text[at] === ':';
}

/** Whether a text is a JSON object or list. */
export function isJsonDocument(text: string): boolean {
  if (!/^\s*[[{]/.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** A text as it stands between the quotes of a JSON string. */
export const insideQuotes = (text: string): string => JSON.stringify(text).slice(1, -1);

/** Whether a text begins as JSON does, valid or not; what stands between double braces is a mark. */
export const beginsAsJson = (text: string): boolean =>
  /^\s{0,200}(?:\{\s{0,200}["'}]|\[\s{0,200}["'[{\d\]])/.test(text);

/**
 * JSON as it was meant where it was copied with signs that JSON does not know: quotes behind a backslash, as PowerShell
 * wants them, and blanks that do not break. What stands inside its strings stays as it is.
 */
export function asJson(text: string): string {
  const straight = withPlainQuotes(text);
  return /[\u00A0\u2000-\u200A\u202F\u3000]/.test(straight) ? withPlainBlanks(straight) : straight;
}

/** The two ways in which Windows wants a quote inside of quotes, which no JSON begins with. */
function withPlainQuotes(text: string): string {
  if (/^\s{0,200}[[{][\s[{]{0,200}\\"/.test(text)) return text.replace(/\\(["\\])/g, '$1');
  if (/^\s{0,200}[[{][\s[{]{0,200}""[^\s":,\]}]/.test(text)) return text.replaceAll('""', '"');
  return text;
}

/** One pass over the signs: each is looked at once. */
function withPlainBlanks(text: string): string {
  let isInString = false;
  const out: string[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charAt(at);
    if (sign === '"') isInString = !isInString;
    if (isInString && sign === '\\') {
      out.push(sign, text.charAt(at + 1));
      at += 1;
    } else out.push(isInString || sign.trim() !== '' ? sign : plainBlank(sign));
  }
  return out.join('');
}

const plainBlank = (sign: string): string => (sign === '\n' || sign === '\t' ? sign : ' ');

/**
 * Where a text stops being JSON, for a sentence: undefined for valid JSON, empty where Node.js does not tell it. Words in
 * which a secret could stand are not shown.
 */
export function faultOfJson(text: string): string | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? undefined : ' object';
  } catch (thrown) {
    const place = /position (\d{1,6})/.exec(thrown instanceof Error ? thrown.message : '')?.[1];
    return place === undefined ? '' : ` near ${near(text, Number(place))}`;
  }
}

const near = (text: string, place: number): string =>
  `${masked(text.slice(Math.max(0, place - 200), place)).slice(-12)}${masked(text.slice(place, place + 200)).slice(0, 12)}`;

const masked = (text: string): string => text.replace(/\s+/g, ' ').replace(/[\w.~+/=-]{9,}/g, '…');
