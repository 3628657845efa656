import type { MediaType } from '../contract/media';

/** What is said of a file of which nothing is known. */
export const UNKNOWN_TYPE = 'application/octet-stream';

/** The types that people send, each with the endings of its files; the first one is given to a file without any. */
const ENDINGS: Readonly<Record<string, readonly string[]>> = {
  'image/jpeg': ['jpg', 'jpeg', 'jfif', 'jpe'],
  'image/png': ['png'],
  'image/webp': ['webp'],
  'image/gif': ['gif'],
  'image/heic': ['heic', 'heif'],
  'image/avif': ['avif'],
  'image/svg+xml': ['svg'],
  'image/bmp': ['bmp'],
  'image/tiff': ['tif', 'tiff'],
  'video/mp4': ['mp4', 'm4v'],
  'video/3gpp': ['3gp'],
  'video/quicktime': ['mov'],
  'video/webm': ['webm'],
  'video/ogg': ['ogv'],
  'video/x-msvideo': ['avi'],
  'video/x-matroska': ['mkv'],
  'video/mpeg': ['mpg', 'mpeg'],
  'video/x-ms-wmv': ['wmv'],
  'audio/aac': ['aac'],
  'audio/amr': ['amr'],
  'audio/mpeg': ['mp3'],
  'audio/mp4': ['m4a'],
  'audio/ogg': ['ogg', 'oga', 'opus'],
  'audio/wav': ['wav'],
  'audio/flac': ['flac'],
  'audio/webm': ['weba'],
  'application/pdf': ['pdf'],
  'application/msword': ['doc'],
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': ['docx'],
  'application/vnd.ms-excel': ['xls'],
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': ['xlsx'],
  'application/vnd.ms-powerpoint': ['ppt', 'pps'],
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': ['pptx', 'ppsx'],
  'application/vnd.oasis.opendocument.text': ['odt'],
  'application/vnd.oasis.opendocument.spreadsheet': ['ods'],
  'application/vnd.oasis.opendocument.presentation': ['odp'],
  'application/rtf': ['rtf'],
  'application/zip': ['zip'],
  'application/vnd.rar': ['rar'],
  'application/x-7z-compressed': ['7z'],
  'application/epub+zip': ['epub'],
  'application/json': ['json'],
  'application/xml': ['xml'],
  'text/plain': ['txt'],
  'text/csv': ['csv'],
  'text/html': ['html', 'htm'],
  'text/vcard': ['vcf'],
  'text/calendar': ['ics'],
};

const TYPE_OF_ENDING: ReadonlyMap<string, string> = new Map(
  Object.entries(ENDINGS).flatMap(([type, endings]) => endings.map((ending) => [ending, type] as const)),
);

/** Other names of the same types, as programs and phones write them. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  'image/jpg': 'image/jpeg',
  'image/pjpeg': 'image/jpeg',
  'image/x-png': 'image/png',
  'image/heif': 'image/heic',
  'image/x-ms-bmp': 'image/bmp',
  'image/svg': 'image/svg+xml',
  'audio/mp3': 'audio/mpeg',
  'audio/x-mp3': 'audio/mpeg',
  'audio/x-mpeg': 'audio/mpeg',
  'audio/m4a': 'audio/mp4',
  'audio/x-m4a': 'audio/mp4',
  'audio/x-aac': 'audio/aac',
  'audio/opus': 'audio/ogg',
  'application/ogg': 'audio/ogg',
  'audio/x-wav': 'audio/wav',
  'audio/wave': 'audio/wav',
  'audio/vnd.wave': 'audio/wav',
  'audio/x-flac': 'audio/flac',
  'video/x-m4v': 'video/mp4',
  'video/avi': 'video/x-msvideo',
  'application/x-pdf': 'application/pdf',
  'text/rtf': 'application/rtf',
  'text/xml': 'application/xml',
  'text/json': 'application/json',
  'application/xhtml+xml': 'text/html',
  'application/x-zip-compressed': 'application/zip',
  'application/csv': 'text/csv',
  'text/x-vcard': 'text/vcard',
};

/** Types that say no more than that there are bytes. */
const SAYS_NOTHING = new Set([
  UNKNOWN_TYPE,
  'binary/octet-stream',
  'application/binary',
  'application/x-binary',
  'application/download',
  'application/x-download',
  'application/force-download',
  'application/unknown',
  'application/x-unknown',
  'application/file',
  'image/*',
  '*/*',
]);

/** A type as it was declared. */
export interface Mime {
  /** In lower case, by its usual name, without parameters; `application/octet-stream` where it says nothing. */
  type: string;
  /** With what says how it is encoded, as it can stand in a header: `audio/ogg; codecs=opus`. */
  written: string;
}

/** Type and subtype as they can stand in a header, and what follows them. */
const DECLARED = /^([\w.+-]+\/[\w.+*-]+)[ \t]*(?:;(.*))?$/s;

const CODECS = /(?:^|;)[ \t]*codecs[ \t]*=[ \t]*"?([\w.+, -]{1,60})"?[ \t]*(?:;|$)/i;

/**
 * Reads a MIME type: the one reader for all of them, whoever declared it.
 *
 * @param declared e.g. `image/jpeg;charset=binary`; anything that is no type says nothing
 */
export function readMime(declared: unknown): Mime {
  const [, given = '', parameters = ''] =
    DECLARED.exec(typeof declared === 'string' ? declared.trim() : '') ?? [];
  const lower = given.toLowerCase();
  const type = Object.hasOwn(OTHER_NAMES, lower) ? (OTHER_NAMES[lower] as string) : lower;
  if (type === '' || type.includes('*') || SAYS_NOTHING.has(type))
    return { type: UNKNOWN_TYPE, written: UNKNOWN_TYPE };
  const codecs = /^(audio|video)\//.test(type)
    ? CODECS.exec(parameters.slice(0, 200))?.[1]?.trim()
    : undefined;
  if (codecs === undefined) return { type, written: type };
  return { type, written: `${type}; codecs=${/^[\w.-]+$/.test(codecs) ? codecs : `"${codecs}"`}` };
}

/** The ending of a file name in lower case, without its dot; undefined where there is none, or only digits. */
export function endingOf(name: string): string | undefined {
  const ending = /\.([a-z0-9]{1,10})$/i.exec(name.slice(-12))?.[1]?.toLowerCase();
  return ending === undefined || /^\d+$/.test(ending) ? undefined : ending;
}

/** The type that the ending of a file name stands for; undefined where it stands for none that we know. */
export function mimeOfName(name: string): string | undefined {
  return TYPE_OF_ENDING.get(endingOf(name) ?? '');
}

/** The ending that a file of this type has; undefined for types that we do not know. */
export function endingOfMime(type: string): string | undefined {
  return Object.hasOwn(ENDINGS, type) ? ENDINGS[type]?.[0] : undefined;
}

/** The last part of a link's path, as people read it; empty where there is none. */
export function lastPartOf(link: string): string {
  const last = new URL(link).pathname.split('/').at(-1) ?? '';
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}

/** Pages and answers of servers, whose links are not taken for a file unless somebody says so. */
const RATHER_A_PAGE = new Set(['text/html', 'application/json', 'application/xml']);

/**
 * The type of the file behind a link, judged by the ending in its path.
 *
 * @returns undefined where the link has no ending that we know
 */
export function mimeOfUrl(url: string): string | undefined {
  const type = mimeOfName(lastPartOf(url));
  return type === undefined || RATHER_A_PAGE.has(type) ? undefined : type;
}

/**
 * The kind of a file, judged by its MIME type: what is no image, video or audio is a document.
 *
 * @param mimeType e.g. `image/png`, parameters allowed
 */
export function mediaTypeOfMime(mimeType: string): MediaType {
  const top = readMime(mimeType).type.split('/', 1)[0];
  return top === 'image' || top === 'video' || top === 'audio' ? top : 'document';
}
