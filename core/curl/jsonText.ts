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
