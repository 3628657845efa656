import { endingOfMime, mediaTypeOfMime, mimeOfName, readMime, UNKNOWN_TYPE } from './mime';
import { contentOf, isOfficePage, type Content } from './signature';

/** What is said of a file, and how it begins. */
export interface Claimed {
  /** The MIME type as it was declared. */
  declared: unknown;
  /** Undefined or empty where there is none. */
  name: string | undefined;
  /** The first 4,096 bytes, or all of a shorter file. */
  head: Uint8Array;
  /** It came from a link, which may lead to a page in the place of the file. */
  fetched?: boolean;
}

/** Why a file is not what is said of it. */
export type Contradiction =
  | { claim: 'type' | 'name'; content: 'other' | 'encoded' }
  | { claim: 'link'; content: 'page' | 'answer' };

/** What a file is: as it can stand in a header, and by its usual name. */
export interface Judged {
  written: string;
  type: string;
}

/** Containers that hold sound or pictures alike. */
const EITHER_KIND = /^(?:audio|video)\/(?:mp4|ogg|webm|3gpp|quicktime|x-matroska)$/;

const OFFICE_ZIP = /^application\/(?:vnd\.openxmlformats|vnd\.oasis\.opendocument|epub\+zip)/;
const OFFICE_OLD = /^application\/(?:msword|vnd\.ms-(?:excel|powerpoint))/;
const MARKUP = new Set<Content>(['text/html', 'application/json', 'application/xml']);
const ENCODED = new Set<Content>(['data URI', 'base64']);

/**
 * What a file is: the one check of a file's content, whatever way it travels. Its declared type counts, where that
 * says nothing its name and its first bytes, and all that is said of it must agree with its bytes.
 */
export function judgeFile({ declared, name = '', head, fetched = false }: Claimed): Judged | Contradiction {
  const content = contentOf(head);
  const mime = readMime(declared);
  const ofName = mimeOfName(name);
  const misled = fetched ? ledElsewhere(content, mime.type, ofName) : undefined;
  if (misled !== undefined) return misled;
  const isWeak = saysLittle(mime.type, ofName, content);
  const claims: ReadonlyArray<readonly ['type' | 'name', string]> = [
    ...(isWeak ? [] : [['type', mime.type] as const]),
    ...(ofName !== undefined && (isWeak || isText(content)) ? [['name', ofName] as const] : []),
  ];
  for (const [claim, type] of claims)
    if (!agrees(type, content, head)) return { claim, content: isEncoded(content) ? 'encoded' : 'other' };
  // Without any claim that could be wrong, it still is no file that anybody could open.
  if (isEncoded(content) && (isWeak ? (ofName ?? UNKNOWN_TYPE) : mime.type) === UNKNOWN_TYPE)
    return { claim: 'type', content: 'encoded' };
  const claimed = isWeak ? { type: ofName ?? UNKNOWN_TYPE, written: ofName ?? UNKNOWN_TYPE } : mime;
  return settled(claimed, content);
}

const isEncoded = (content: Content | undefined): boolean => content !== undefined && ENCODED.has(content);

/** What a server, or a step that fails, writes in the place of a file. */
const isText = (content: Content | undefined): boolean =>
  content === undefined || MARKUP.has(content) || ENCODED.has(content);

/** Text is also what n8n declares where it knows nothing, and a page what a program does that forgot to say more. */
const saysLittle = (type: string, ofName: string | undefined, content: Content | undefined): boolean =>
  type === UNKNOWN_TYPE ||
  (type === 'text/plain' && (ofName !== undefined || !isText(content))) ||
  (type === 'text/html' && !isText(content));

function ledElsewhere(
  content: Content | undefined,
  type: string,
  ofName: string | undefined,
): Contradiction | undefined {
  if (content === 'text/html' || (type === 'text/html' && content === undefined)) {
    const isMeant = ofName === 'text/html' || (ofName === 'text/plain' && type === 'text/plain');
    // What office programs export as a page is judged like any other claim.
    const isJudged = ofName !== undefined && OFFICE_OLD.test(ofName);
    return isMeant || isJudged ? undefined : { claim: 'link', content: 'page' };
  }
  if (content !== 'application/json') return undefined;
  const isMeant = ofName !== undefined && !hasOwnBytes(ofName) && (ofName === content || type !== content);
  return isMeant || type.endsWith('+json') ? undefined : { claim: 'link', content: 'answer' };
}

/** Whether files of a type begin in a way of their own, by which a page in their place is found out. */
const hasOwnBytes = (type: string): boolean =>
  mediaTypeOfMime(type) !== 'document' ||
  type === 'application/pdf' ||
  type === 'application/zip' ||
  OFFICE_ZIP.test(type) ||
  OFFICE_OLD.test(type) ||
  type === 'text/csv';

function agrees(type: string, content: Content | undefined, head: Uint8Array): boolean {
  const kind = mediaTypeOfMime(type);
  if (kind === 'image') return agreesWithImage(type, content);
  if (kind !== 'document') return agreesWithFilm(type, content);
  if (type === 'application/pdf') return content === 'application/pdf';
  if (OFFICE_ZIP.test(type)) return content === 'application/zip' || content === 'application/x-ole-storage';
  if (OFFICE_OLD.test(type))
    return content === 'text/html'
      ? isOfficePage(head)
      : !isMedia(content) && !isWrong(content) && content !== 'application/json';
  if (
    type.startsWith('text/') ||
    type === 'application/json' ||
    type === 'application/xml' ||
    type === 'application/rtf'
  )
    return agreesWithText(type, content);
  // A drawing or a form in XML, a sheet in JSON: there are more types than can be known.
  return (
    content !== 'text/html' &&
    !(type === 'application/zip' && (isMedia(content) || isText(content)) && content !== undefined)
  );
}

function agreesWithImage(type: string, content: Content | undefined): boolean {
  if (type === 'image/svg+xml')
    return content === undefined || content === 'image/svg+xml' || content === 'application/xml';
  const isPicture = content?.startsWith('image/') === true && content !== 'image/svg+xml';
  return isPicture || (content === undefined && endingOfMime(type) === undefined);
}

function agreesWithFilm(type: string, content: Content | undefined): boolean {
  if (content === undefined) return endingOfMime(type) === undefined && !EITHER_KIND.test(type);
  if (EITHER_KIND.test(content))
    return EITHER_KIND.test(type) || type.startsWith('audio/') || content.startsWith('video/');
  return mediaTypeOfMime(content) === mediaTypeOfMime(type) && !content.startsWith('application/');
}

function agreesWithText(type: string, content: Content | undefined): boolean {
  if (type === 'text/plain')
    return (
      content === undefined || isText(content) || content === 'application/rtf' || content === 'image/svg+xml'
    );
  if (type === 'text/csv') return content === undefined;
  if (type === 'application/json') return content === undefined || content === 'application/json';
  if (type === 'application/rtf') return content === undefined || content === 'application/rtf';
  return (
    !isMedia(content) &&
    !isWrong(content) &&
    content !== 'application/zip' &&
    content !== 'application/x-ole-storage'
  );
}

const isMedia = (content: Content | undefined): boolean =>
  content !== undefined && (/^(?:image|audio|video)\//.test(content) || content === 'application/pdf');

const isWrong = (content: Content | undefined): boolean => content === 'program' || isEncoded(content);

/** The type to send it under: what the bytes say where that is more exact than what was said of it. */
function settled(claimed: Judged, content: Content | undefined): Judged {
  if (content === undefined || content === 'program' || isEncoded(content)) return claimed;
  const { type } = claimed;
  const as = (found: string): Judged => ({ type: found, written: found });
  if (type === UNKNOWN_TYPE) return content === 'application/x-ole-storage' ? claimed : as(content);
  if (type.startsWith('image/') && content.startsWith('image/')) return as(content);
  if (type === 'audio/aac' && content === 'audio/mpeg') return claimed;
  if (!/^(?:audio|video)\//.test(type) || type === content || EITHER_KIND.test(type)) return claimed;
  // A recording under another name, e.g. an .m4a that is called .mp3.
  if (EITHER_KIND.test(content) && type.startsWith('audio/')) return as(content.replace('video/', 'audio/'));
  return mediaTypeOfMime(content) === mediaTypeOfMime(type) ? as(content) : claimed;
}
