import { endingOf, endingOfMime, lastPartOf, mimeOfName } from './mime';

/** In characters. */
const LONGEST_NAME = 120;

/** Digits with slashes between them that do not continue a path: a date, or the number of an invoice. */
const SLASHED_NUMBER = /(?<![\\/\d])\d+(?:\/\d+)+/g;

/**
 * A file name that is only a name: no folders, no control or direction characters, at most 120 characters
 * with its extension kept.
 */
export function safeFileName(given: string | undefined, extension = 'bin'): string {
  const name = (given ?? '')
    .normalize('NFC')
    .replace(SLASHED_NUMBER, (number) => number.replaceAll('/', '-'))
    .split(/[\\/]/)
    .at(-1)!
    .replace(/[\u0000-\u001F\u007F-\u009F\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF"]/g, '')
    .replace(/^\.+/, '')
    .trim();
  if (name === '') return `file.${/^\w{1,10}$/.test(extension) ? extension : 'bin'}`;
  if (name.length <= LONGEST_NAME) return name;
  const ending = /\.\w{1,10}$/.exec(name.slice(-11))?.[0] ?? '';
  return name.slice(0, LONGEST_NAME - ending.length) + ending;
}

/** Endings of programs that make a file, and of files that nobody named. */
const SAYS_NOTHING = /\.(?:php|aspx?|ashx|jsp|do|cgi|bin|tmp|dat|file|download)$/i;

/**
 * A safe name with an ending, without which some servers cannot hand a file over, and no phone can open it.
 *
 * @param given the name; undefined or empty where there is none
 * @param mimeType what the file is, by its usual name
 * @param other a further name of the same file, whose ending is taken where the type has none
 */
export function nameWithEnding(given: string | undefined, mimeType: string, other = ''): string {
  const ofType = endingOfMime(mimeType);
  const ending = ofType ?? endingOf(other) ?? 'bin';
  const name = safeFileName(given, ending);
  const own = endingOf(name);
  if (own !== undefined && (ofType === undefined || mimeOfName(name) !== undefined)) return name;
  const stem = withoutDots(name.replace(SAYS_NOTHING, ''));
  return safeFileName(`${stem.slice(0, LONGEST_NAME - ending.length - 1)}.${ending}`, ending);
}

/** Without the dots at its end. */
function withoutDots(name: string): string {
  let end = name.length;
  while (name[end - 1] === '.') end -= 1;
  return name.slice(0, end);
}

/**
 * The name of the file behind a link, for who is told no other.
 *
 * @returns undefined where the link does not end in the name of a file
 */
export function nameOfLink(link: string): string | undefined {
  const name = safeFileName(lastPartOf(link), '');
  return mimeOfName(name) === undefined ? undefined : name;
}

/**
 * The name that a server gives a file in its header Content-Disposition.
 *
 * @returns undefined where it gives none
 */
export function nameInDisposition(header: string | undefined): string | undefined {
  const text = (header ?? '').slice(0, 2000);
  const encoded = /filename\*[ \t]*=[ \t]*([\w-]*)'[\w-]*'([^;\s]+)/i.exec(text);
  if (encoded !== null) {
    const name = percentDecoded(encoded[2] as string, encoded[1] as string);
    if (name !== undefined) return name;
  }
  const plain = /filename[ \t]*=[ \t]*(?:"((?:[^"\\]|\\.)*)"|([^;]+))/i.exec(text);
  const name = (plain?.[1]?.replace(/\\(["\\])/g, '$1') ?? plain?.[2] ?? '').trim();
  return name === '' ? undefined : asUtf8(name);
}

function percentDecoded(text: string, charset: string): string | undefined {
  try {
    return /^(iso-8859-1|latin1)$/i.test(charset)
      ? text.replace(/%([0-9a-f]{2})/gi, (_all, code: string) =>
          String.fromCharCode(Number.parseInt(code, 16)),
        )
      : decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/** Servers write UTF-8 where the header knows Latin-1 only. */
function asUtf8(text: string): string {
  if (!/^[\u0000-\u00FF]*$/.test(text)) return text;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(
      Uint8Array.from(text, (each) => each.charCodeAt(0)),
    );
  } catch {
    return text;
  }
}
