/** What stands where a secret stood. */
export const REDACTED = '[redacted]';

/** A value shorter than this is no secret; searching for it would tear ordinary text apart. */
const SHORTEST_SECRET = 6;

/** Longest text of a vendor that is passed on. */
const LONGEST_TEXT = 500;

/** Things that look like a secret, whoever they belong to. */
const PATTERNS: readonly RegExp[] = [
  /\b(token|apikey|api_key|access_token)=[^\s&"'<>]+/gi,
  /\bBearer\s+[\w.~+/=-]{6,}/gi,
  /\b(if_live|if_test|ak)_[\w-]{4,}/g,
];

/** Removes an account's secrets from text, in every form in which a vendor or a library may write them. */
export type Redact = (text: string) => string;

/**
 * Makes the function that removes secrets.
 *
 * @param secrets the values, as the credential holds them
 */
export function redactor(secrets: readonly string[]): Redact {
  const forms = secrets
    .filter((secret) => secret.length >= SHORTEST_SECRET && !REDACTED.includes(secret))
    .flatMap(formsOf)
    .sort((a, b) => b.length - a.length);
  const patterns = [...new Set(forms)].map((form) => new RegExp(Array.from(form, written).join(''), 'g'));
  return (text) => {
    let clean = text;
    for (const pattern of [...patterns, ...PATTERNS]) clean = clean.replace(pattern, REDACTED);
    return clean;
  };
}

function formsOf(secret: string): string[] {
  const bytes = Buffer.from(secret);
  const hex = bytes.toString('hex');
  return [secret, hex, hex.toUpperCase(), ...base64Forms(bytes)];
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
 * address (`%2F`, also twice; a space also as `+`) and in HTML. Letters and digits are never escaped. Every
 * repetition is bounded, so that no text makes the search slow.
 */
function written(character: string): string {
  if (/[A-Za-z0-9]/.test(character)) return character;
  const itself = character.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
  const code = character.codePointAt(0) as number;
  const hex = anyCase(code.toString(16));
  const percent = Array.from(Buffer.from(character), (byte) => `%(?:25){0,2}${anyCase(byte.toString(16))}`);
  const ways = [
    `\\\\{0,4}${itself}`,
    percent.join(''),
    ...(character === ' ' ? ['\\+'] : []),
    `\\\\{1,4}u0{0,2}${hex}`,
    `&(?:amp;)?#(?:0{0,4}${code}|[xX]0{0,4}${hex});`,
    ...(ENTITIES[character] === undefined ? [] : [`&(?:amp;)?${ENTITIES[character]};`]),
  ];
  return `(?:${ways.join('|')})`;
}

const anyCase = (hex: string): string =>
  hex.replace(/[a-f]/gi, (digit) => `[${digit.toLowerCase()}${digit.toUpperCase()}]`);

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

/** A vendor's words, fit to be shown: no secret, no control or direction characters, cut to length. */
export function quotable(text: string, redact: Redact, longest = LONGEST_TEXT): string {
  const clean = redact(text)
    // Control, direction-changing and zero-width characters can make a text look like another.
    .replace(/[\u0000-\u001F\u007F-\u009F\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]+/g, ' ')
    .trim();
  return clean.length > longest ? `${clean.slice(0, longest - 1)}…` : clean;
}

/** The same for a whole JSON value, keys included. */
export function redactValue(value: unknown, redact: Redact, depth = 0): unknown {
  if (typeof value === 'string') return redact(value);
  if (value === null || typeof value !== 'object') return value;
  if (depth > 20) return REDACTED;
  if (Array.isArray(value)) return value.map((each) => redactValue(each, redact, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [redact(key), redactValue(each, redact, depth + 1)]),
  );
}
