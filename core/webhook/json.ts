const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const MINUS = 0x2d;

/** JavaScript holds every number of so many digits exactly, and some longer ones not. */
const SURE_DIGITS = 15;

/** So many digits in a row, the least that a number needs which may not be exact. */
const LONG_NUMBER = /\d{16}|\d\.\d{15}/;

/** What may stand in a number after its first character. */
const NUMBER = /[\d.eE+-]/;

/**
 * Reads JSON as its bytes say it: always UTF-8, with or without a byte order mark, and with every digit. A number
 * that JavaScript would round comes as text: two long ids must not become one.
 *
 * @returns undefined where it is no JSON
 */
export function readJson(bytes: Buffer): unknown {
  return readJsonText(bytes.toString('utf8').replace(/^\uFEFF/, ''));
}

/** The same, of a text. */
export function readJsonText(text: string): unknown {
  try {
    const value = JSON.parse(text) as unknown;
    return LONG_NUMBER.test(text) || hasLongDecimal(text)
      ? (JSON.parse(withExactNumbers(text)) as unknown)
      : value;
  } catch {
    return undefined;
  }
}

/** Whether a text can be nothing but an object or a list in JSON, to go by its first sign. */
export function looksLikeJson(text: string): boolean {
  return /^[\s\uFEFF]{0,1000}[[{]/.test(text);
}

/** Digits before and after a point count together. */
const hasLongDecimal = (text: string): boolean => /\d{2}\.\d{8}|\d{8}\.\d{2}/.test(text);

/** The JSON text with every number in quotes that a number cannot hold. */
function withExactNumbers(text: string): string {
  const parts: string[] = [];
  let copied = 0;
  for (let at = 0; at < text.length; ) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = endOfString(text, at);
    else if (code === MINUS || isDigit(code)) {
      const end = endOfNumber(text, at);
      const literal = text.slice(at, end);
      if (!isExact(literal)) {
        parts.push(text.slice(copied, at), `"${literal}"`);
        copied = end;
      }
      at = end;
    } else at += 1;
  }
  return parts.join('') + text.slice(copied);
}

const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39;

function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text.charCodeAt(at) !== QUOTE) at += text.charCodeAt(at) === BACKSLASH ? 2 : 1;
  return at + 1;
}

function endOfNumber(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && NUMBER.test(text.charAt(at))) at += 1;
  return at;
}

/** A number with an exponent is nobody's id, so it stays what it is. */
function isExact(literal: string): boolean {
  if (/[eE]/.test(literal)) return true;
  return literal.replace(/\D/g, '').length <= SURE_DIGITS || String(Number(literal)) === literal;
}
