import { cleanText } from './clean';

/** What stands where a secret stood. */
export const REDACTED = '[redacted]';

/** A value shorter than this is searched for only where it stands alone; otherwise it would tear ordinary text apart. */
export const SHORTEST_SECRET = 6;

/** A value shorter than this is no secret. */
const SHORTEST_WORD = 3;

/** Longest text of a vendor that is passed on. */
const LONGEST_TEXT = 500;

/** Things that look like a secret, whoever they belong to. */
const PATTERNS: readonly RegExp[] = [
  /\b(token|apikey|api_key|access_token|id_cliente)=[^\s&"'<>]+/gi,
  /\bBearer\s+[\w.~+/=-]{6,}/gi,
  /\b(if_live|if_test|ak)_[\w-]{4,}/g,
];

/** Removes an account's secrets from text, in the forms in which vendors and libraries write them. */
export interface Redact {
  (text: string): string;
  /** Whether all that is removed from a text are secrets that people chose as plain words. */
  onlyWords?(text: string): boolean;
}

/**
 * Makes the function that removes secrets: without regard to capitals, escaped, in hexadecimal, in base64 and in base64
 * of that, begun and then cut or masked. A secret written backwards or letter by letter is not found.
 *
 * @param secrets the values, as the credential holds them
 */
export function redactor(secrets: readonly string[]): Redact {
  const known = secrets.filter(
    (secret) => secret.length >= SHORTEST_WORD && !REDACTED.includes(secret.toLowerCase()),
  );
  const all = [...patternsOf(known), ...PATTERNS];
  // Asked for only where an id holds a secret.
  let strong: readonly RegExp[] | undefined;
  const without = (text: string, patterns: readonly RegExp[]): string =>
    patterns.reduce((clean, pattern) => clean.replace(pattern, REDACTED), text);
  return Object.assign((text: string) => without(text, all), {
    onlyWords: (text: string) => {
      strong ??= [...patternsOf(known.filter((secret) => !WORD.test(secret))), ...PATTERNS];
      return without(text, strong) === text;
    },
  });
}

/** What a person may have chosen as a token. */
const WORD = /^[a-z]{3,16}$/i;

/** The longest first: one secret may begin with another. */
function patternsOf(secrets: readonly string[]): RegExp[] {
  const whole = secrets
    .filter(({ length }) => length >= SHORTEST_SECRET)
    .flatMap(formsOf)
    .sort((a, b) => b.length - a.length);
  return [
    ...[...new Set(whole)].map((form) => new RegExp(Array.from(form, written).join(BROKEN), 'gi')),
    ...secrets.flatMap(beginningsOf),
    ...secrets.filter(({ length }) => length < SHORTEST_SECRET).map(alone),
  ];
}

/** What may stand inside a secret that was broken over lines or given characters without width. */
const BROKEN = '[\\r\\n\\u00AD\\u200B-\\u200F\\u2060-\\u2064\\uFEFF]{0,3}';

const literally = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');

const alone = (secret: string): RegExp =>
  new RegExp(`(?<![A-Za-z0-9])${literally(secret)}(?![A-Za-z0-9])`, 'g');

/** The word before the random part of a key, such as sk_live_, which is no secret and stands in guides. */
const SCHEME = /^(?:[a-z]{1,8}_){0,2}/i;

/** The beginning of a secret with what follows it, and one with its middle masked. */
function beginningsOf(secret: string): RegExp[] {
  const scheme = secret.length - secret.replace(SCHEME, '').length;
  const beginning = secret.slice(0, scheme + 8);
  // Letters alone may be a word, and as good as the whole is the whole.
  const isTelling = /\d/.test(beginning.slice(scheme)) && secret.length >= scheme + 12;
  const masked = `${literally(secret.slice(0, 4))}[\\w-]{0,20}(?:(?:[*•●…#]{2,}|[xX]{4,})[\\w-]{0,20}|\\.{3,}[\\w-]{2,20})`;
  return [
    ...(isTelling ? [new RegExp(`${literally(beginning)}[\\w+/=~*•●….-]*`, 'gi')] : []),
    ...(secret.length >= 8 ? [new RegExp(masked, 'gi')] : []),
  ];
}

function formsOf(secret: string): string[] {
  const bytes = Buffer.from(secret);
  const encoded = base64Forms(bytes);
  const twice = encoded.flatMap((form) => base64Forms(Buffer.from(form)));
  return [secret, bytes.toString('hex'), ...encoded, ...twice].filter(
    ({ length }) => length >= SHORTEST_SECRET,
  );
}

/** Names of characters in HTML. */
const ENTITIES: Readonly<Record<string, string>> = {
  '&': 'amp',
  '<': 'lt',
  '>': 'gt',
  '"': 'quot',
  "'": 'apos',
};

/**
 * A character in every way in which it is written in JSON (`\/`, `\u002f`, also inside a JSON text), in an
 * address (`%2F`, also twice; a space also as `+`) and in HTML. Every repetition is bounded, so that no text makes the
 * search slow.
 */
function written(character: string): string {
  const code = character.codePointAt(0) as number;
  const hex = code.toString(16);
  const percent = Array.from(Buffer.from(character), (byte) => `%(?:25){0,2}${byte.toString(16)}`);
  const isPlain = /[A-Za-z0-9]/.test(character);
  const ways = [
    isPlain ? character : `\\\\{0,4}${literally(character)}`,
    percent.join(''),
    ...(character === ' ' ? ['\\+'] : []),
    `\\\\{1,4}(?:u0{0,2}|x)${hex}`,
    `&(?:amp;)?#(?:0{0,4}${code}|x0{0,4}${hex});`,
    ...(ENTITIES[character] === undefined ? [] : [`&(?:amp;)?${ENTITIES[character]};`]),
  ];
  return `(?:${ways.join('|')})`;
}

/** Base64 of a secret inside a longer text depends on where it starts: all three alignments, both alphabets. */
function base64Forms(bytes: Buffer): string[] {
  return [0, 1, 2].flatMap((before) => {
    const encoded = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64url');
    // The first characters mix with what stands before the secret, the last one with what follows it.
    const stable = encoded.slice(
      before === 0 ? 0 : before + 1,
      (bytes.length + before) % 3 === 0 ? undefined : -1,
    );
    return [stable, stable.replace(/-/g, '+').replace(/_/g, '/')];
  });
}

/**
 * The id of a message without a secret. People choose some tokens themselves, and a word such as "suporte" may be a part
 * of any id: that is left alone, unless the id is nothing but the token.
 */
export function redactId(id: string, redact: Redact): string {
  const clean = redact(id);
  const isWhole = clean === REDACTED;
  return isWhole || clean === id || redact.onlyWords?.(id) !== true ? clean : id;
}

/** A vendor's words, fit to be shown: nothing that cannot be seen, no secret, cut to length. */
export function quotable(text: string, redact: Redact, longest = LONGEST_TEXT): string {
  // Control, direction-changing and zero-width characters can make a text look like another.
  const seen = redact(text).replace(
    /[\u0000-\u001F\u007F-\u009F\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]+/g,
    ' ',
  );
  const clean = redact(cleanText(seen)).trim();
  return clean.length > longest ? `${clean.slice(0, longest - 1)}…` : clean;
}

/** Fields of an answer that hold what proves who asks. */
const NAMES = /^(?:token|apikey|api_key|access_token|id_cliente|authorization)$/i;

/** The same for a whole JSON value, keys included. */
export function redactValue(value: unknown, redact: Redact, depth = 0): unknown {
  if (typeof value === 'string') return redact(value);
  if (typeof value === 'number') return redact(String(value)) === String(value) ? value : REDACTED;
  if (value === null || typeof value !== 'object') return value;
  if (depth > 20) return REDACTED;
  if (Array.isArray(value)) return value.map((each) => redactValue(each, redact, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [
      redact(key),
      NAMES.test(key) ? REDACTED : redactValue(each, redact, depth + 1),
    ]),
  );
}
