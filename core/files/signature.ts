/** How many bytes of a file are looked at: a PDF may begin anywhere in the first 1,024, a drawing after its preamble. */
export const HEAD_LENGTH = 4096;

/** What a file's bytes say that it is. The last three are no types of files. */
export type Content =
  | 'image/jpeg'
  | 'image/png'
  | 'image/gif'
  | 'image/webp'
  | 'image/heic'
  | 'image/avif'
  | 'image/bmp'
  | 'image/tiff'
  | 'image/svg+xml'
  | 'video/mp4'
  | 'video/quicktime'
  | 'video/3gpp'
  | 'video/webm'
  | 'video/x-msvideo'
  | 'video/mpeg'
  | 'video/x-ms-wmv'
  | 'audio/mp4'
  | 'audio/ogg'
  | 'audio/mpeg'
  | 'audio/aac'
  | 'audio/amr'
  | 'audio/wav'
  | 'audio/flac'
  | 'application/pdf'
  | 'application/zip'
  | 'application/vnd.rar'
  | 'application/x-7z-compressed'
  | 'application/x-ole-storage'
  | 'application/rtf'
  | 'text/html'
  | 'application/json'
  | 'application/xml'
  | 'program'
  | 'data URI'
  | 'base64';

type Test = (head: Uint8Array) => boolean;

const starts = (head: Uint8Array, bytes: readonly number[], offset = 0): boolean =>
  bytes.every((byte, index) => head[offset + index] === byte);

const text = (word: string): number[] => [...word].map((letter) => letter.charCodeAt(0));

const begins =
  (word: string, offset = 0): Test =>
  (head) =>
    starts(head, text(word), offset);

/** The first box of a film or its sound: its length comes before its name, which text never looks like. */
const box =
  (name: string): Test =>
  (head) =>
    (head[0] ?? 0x20) < 0x20 && begins(name, 4)(head);

const brand = (...brands: string[]): Test => {
  const known = brands.map(text);
  return (head) => box('ftyp')(head) && known.some((each) => starts(head, each, 8));
};

const both =
  (one: Test, other: Test): Test =>
  (head) =>
    one(head) && other(head);

/** Silence before the first frame, as some recorders write it. */
const withoutZeros = (head: Uint8Array): Uint8Array => {
  const first = head.findIndex((byte) => byte !== 0);
  return first === -1 ? head : head.subarray(first);
};

/** The second and third layers; the first one, which nobody uses, would be the mark of UTF-16 text. */
const isMpegFrame: Test = (head) => {
  const [first, second = 0] = withoutZeros(head);
  return first === 0xff && (second & 0xe0) === 0xe0 && [1, 2].includes((second >> 1) & 3);
};

const SIGNATURES: ReadonlyArray<readonly [Content, Test]> = [
  ['image/jpeg', (head) => starts(head, [0xff, 0xd8, 0xff])],
  ['image/png', (head) => starts(head, [0x89, 0x50, 0x4e, 0x47])],
  ['image/gif', begins('GIF8')],
  ['image/webp', both(begins('RIFF'), begins('WEBP', 8))],
  ['audio/wav', both(begins('RIFF'), begins('WAVE', 8))],
  ['video/x-msvideo', both(begins('RIFF'), begins('AVI ', 8))],
  ['image/heic', brand('heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1')],
  ['image/avif', brand('avif', 'avis')],
  ['audio/mp4', brand('M4A ', 'M4B ')],
  ['video/3gpp', brand('3gp', '3g2')],
  ['video/quicktime', brand('qt  ')],
  ['video/mp4', box('ftyp')],
  // Films of cameras that begin without saying what they are.
  ['video/quicktime', (head) => ['moov', 'mdat', 'wide', 'free', 'skip'].some((each) => box(each)(head))],
  ['video/webm', (head) => starts(head, [0x1a, 0x45, 0xdf, 0xa3])],
  ['video/mpeg', (head) => starts(head, [0, 0, 1, 0xba]) || starts(head, [0, 0, 1, 0xb3])],
  ['video/x-ms-wmv', (head) => starts(head, [0x30, 0x26, 0xb2, 0x75])],
  ['audio/ogg', begins('OggS')],
  ['audio/amr', begins('#!AMR')],
  ['audio/flac', begins('fLaC')],
  ['audio/mpeg', (head) => begins('ID3')(head) && (head[3] ?? 0xff) < 0x10],
  ['audio/aac', (head) => starts(head, [0xff, 0xf1]) || starts(head, [0xff, 0xf9])],
  ['application/zip', (head) => starts(head, [0x50, 0x4b, 3, 4]) || starts(head, [0x50, 0x4b, 5, 6])],
  ['application/vnd.rar', begins('Rar!\x1a')],
  ['application/x-7z-compressed', (head) => starts(head, [0x37, 0x7a, 0xbc, 0xaf])],
  ['application/x-ole-storage', (head) => starts(head, [0xd0, 0xcf, 0x11, 0xe0])],
  ['application/rtf', begins('{\\rtf')],
  ['image/tiff', (head) => starts(head, [0x49, 0x49, 0x2a, 0]) || starts(head, [0x4d, 0x4d, 0, 0x2a])],
  ['image/bmp', (head) => begins('BM')(head) && starts(head, [0, 0, 0, 0], 6)],
  ['program', (head) => begins('MZ')(head) && head.subarray(0, 64).includes(0)],
  ['program', begins('\x7fELF')],
  // What `data:` and the mark of a type become when they are taken for base64.
  ['data URI', (head) => starts(head, [0x75, 0xab, 0x5a])],
];

/**
 * What a file is by its content, whatever it is called.
 *
 * @param bytes its first 4,096 bytes, or all of a shorter file
 * @returns undefined where the bytes tell nothing, e.g. for plain text
 */
export function contentOf(bytes: Uint8Array): Content | undefined {
  const head = bytes.subarray(0, HEAD_LENGTH);
  const found = SIGNATURES.find(([, matches]) => matches(head))?.[0];
  if (found !== undefined) return found;
  const words = wordsOf(head);
  const written = words === undefined ? undefined : writtenContent(words);
  if (written !== undefined) return written;
  if (pdfWithin(head)) return 'application/pdf';
  return isMpegFrame(head) ? 'audio/mpeg' : undefined;
}

/** As PDF readers do: the mark is searched in the first 1,024 bytes. */
function pdfWithin(head: Uint8Array): boolean {
  const mark = text('%PDF');
  for (let offset = 0; offset < Math.min(head.length, 1024); offset += 1)
    if (starts(head, mark, offset)) return true;
  return false;
}

/** The beginning of a text without what stands before its first letter; undefined where it is none. */
function wordsOf(head: Uint8Array): string | undefined {
  const encoding = starts(head, [0xff, 0xfe])
    ? 'utf-16le'
    : starts(head, [0xfe, 0xff])
      ? 'utf-16be'
      : 'utf-8';
  const words = new TextDecoder(encoding).decode(head).trimStart();
  return words.slice(0, 200).includes('\0') ? undefined : words;
}

const PAGE =
  /^<(?:!doctype\s+html|html|head|body|title|meta|link|style|script|iframe|frameset|div|span|h[1-6]|p|br|center|font|form|a|b|table)\b/i;

const JSON_TEXT = /^(?:\{\s*(?:"|\})|\[\s*(?:[{"[\]]|null|true|false))/;

function writtenContent(given: string): Content | undefined {
  const words = withoutPreamble(given);
  if (PAGE.test(words)) return 'text/html';
  if (/^<svg\b/i.test(words) || /^<!doctype\s+svg\b/i.test(words)) return 'image/svg+xml';
  if (/^<\?xml\b/i.test(given)) return 'application/xml';
  if (JSON_TEXT.test(words)) return 'application/json';
  if (/^data:[\w.+-]+\/[\w.+-]+[;,]/i.test(words)) return 'data URI';
  if (/^(?:JVBERi0|\/9j\/|iVBORw0KGgo|UEsDB|0M8R4KGx|R0lGODl|T2dnUw|SUQz)[A-Za-z0-9+/=\s]{12}/.test(words))
    return 'base64';
  return undefined;
}

/** Without the comments and declarations that may stand before the first element of a page or a drawing. */
function withoutPreamble(given: string): string {
  let rest = given;
  for (;;) {
    const close = rest.startsWith('<!--') ? '-->' : /^<\?xml/i.test(rest) ? '?>' : undefined;
    if (close === undefined) return rest;
    const end = rest.indexOf(close);
    // A comment longer than what is looked at stands before pages only.
    if (end === -1) return close === '-->' ? '<html' : rest.slice(1);
    rest = rest.slice(end + close.length).trimStart();
  }
}

/** Whether a page is what office programs export under the ending of a sheet or a letter. */
export const isOfficePage = (head: Uint8Array): boolean => {
  const words = wordsOf(head) ?? '';
  return /^<table\b/i.test(words) || words.includes('urn:schemas-microsoft-com:office');
};
