import { complaint, shown } from '../contract/inputs';
import { MEDIA_TYPES, type MediaType } from '../contract/media';
import { invalidInput } from '../contract/outcome';
import type { AnyOperation } from '../contract/vendor';
import { mediaTypeOfMime, readMime, UNKNOWN_TYPE } from './mime';

const MB = 1024 * 1024;

/** What WhatsApp itself shows of each kind, by its own table of supported media. */
const SHOWN: Readonly<Record<MediaType, { types?: readonly string[]; largest: number; words: string }>> = {
  image: { types: ['image/jpeg', 'image/png'], largest: 5 * MB, words: 'JPEG and PNG up to 5 MB' },
  video: { types: ['video/mp4', 'video/3gpp'], largest: 16 * MB, words: 'MP4 and 3GP up to 16 MB' },
  audio: {
    types: ['audio/aac', 'audio/amr', 'audio/mpeg', 'audio/mp4', 'audio/ogg'],
    largest: 16 * MB,
    words: 'AAC, AMR, MP3, M4A and OGG up to 16 MB',
  },
  document: { largest: 100 * MB, words: 'files up to 100 MB' },
};

const NAMES: Readonly<Record<MediaType, string>> = {
  image: 'an image',
  video: 'a video',
  audio: 'an audio',
  document: 'a document',
};

/** Containers that hold sound or pictures alike, so that the one may be sent as the other. */
const EITHER_KIND = /^(?:audio|video)\/(mp4|ogg|webm|3gpp)$/;

/** A file, as far as its kind depends on it. */
export interface Carried {
  /** The field that says which file it is, as the user sees it. */
  label: string;
  /** As it can stand in a header; undefined where nothing is known, e.g. of a link without an ending. */
  mimeType: string | undefined;
  /** In bytes, where it is known. */
  size?: number;
}

/** The kind that is sent, and for an upload the type that its part is sent under. */
export interface Kind {
  kind: unknown;
  mimeType: string;
}

/**
 * The kind as which a file is sent: what the user chose, if the file can be that and the vendor's server honours it;
 * judged by the file where it is left to us.
 *
 * @param asked `auto` or a kind; what is no kind is left for the operation's schema to refuse
 * @param name the vendor's, with the generation of its API
 * @throws MessagingError (`notSent`) where the choice cannot be kept, or the file is none that the channel shows
 */
export function kindOf(
  asked: unknown,
  file: Carried,
  name: string,
  operation: Pick<AnyOperation, 'kindByFile' | 'shownByWhatsApp'>,
): Kind {
  const { mimeType = UNKNOWN_TYPE } = file;
  if (asked !== 'auto' && !isKind(asked)) return { kind: asked, mimeType };
  const natural = file.mimeType === undefined ? undefined : mediaTypeOfMime(mimeType);
  if (asked === 'auto') {
    if (natural === undefined)
      throw complaint(
        '"Media Type" is Automatic, but the link does not end in a known file type. Choose the media type.',
      );
    return automatic(natural, file, name, operation);
  }
  if (natural === undefined) return { kind: asked, mimeType };
  const retyped = retypedAs(asked, natural, mimeType);
  if (asked === 'document' && natural !== 'document') return asDocument(file, name, operation);
  if (retyped === undefined) throw contradiction(asked, mimeType, natural);
  const unseen = unshown(asked, { ...file, mimeType: retyped }, name, operation);
  if (unseen !== undefined) throw refused(unseen, asDocumentIn(operation) !== undefined);
  return { kind: asked, mimeType: retyped };
}

const isKind = (asked: unknown): asked is MediaType => MEDIA_TYPES.some((each) => each === asked);

/** Judged by the file; what the channel would not show goes as a document, as people send it by hand. */
function automatic(
  natural: MediaType,
  file: Carried,
  name: string,
  operation: Pick<AnyOperation, 'kindByFile' | 'shownByWhatsApp'>,
): Kind {
  const { mimeType = UNKNOWN_TYPE } = file;
  const unseen = unshown(natural, file, name, operation);
  if (unseen === undefined) return { kind: natural, mimeType };
  const documentType = asDocumentIn(operation);
  if (natural === 'document' || documentType === undefined) throw refused(unseen, false);
  return inTheLimits(file, name, operation, documentType);
}

function asDocument(
  file: Carried,
  name: string,
  operation: Pick<AnyOperation, 'kindByFile' | 'shownByWhatsApp'>,
): Kind {
  const { mimeType = UNKNOWN_TYPE } = file;
  const documentType = asDocumentIn(operation);
  if (documentType === undefined)
    throw invalidInput(
      `"Media Type" is document, but ${name} decides by the file and would send ${NAMES[mediaTypeOfMime(mimeType)]}.`,
      'Set "Media Type" to Automatic, or put the file into a ZIP or PDF first.',
    );
  return inTheLimits(file, name, operation, documentType);
}

function inTheLimits(
  file: Carried,
  name: string,
  operation: Pick<AnyOperation, 'kindByFile' | 'shownByWhatsApp'>,
  documentType: string,
): Kind {
  const unseen = unshown('document', file, name, operation);
  if (unseen !== undefined) throw refused(unseen, false);
  return { kind: 'document', mimeType: documentType === '' ? (file.mimeType ?? UNKNOWN_TYPE) : documentType };
}

/** The type under which any file is a document; empty where the request says the kind, undefined where nothing does. */
function asDocumentIn({ kindByFile }: Pick<AnyOperation, 'kindByFile'>): string | undefined {
  return kindByFile === undefined ? '' : kindByFile.documentType;
}

/** @returns undefined where a file of this type cannot be of that kind */
function retypedAs(asked: MediaType, natural: MediaType, mimeType: string): string | undefined {
  if (asked === natural) return mimeType;
  const { type, written } = readMime(mimeType);
  if ((asked !== 'audio' && asked !== 'video') || !EITHER_KIND.test(type)) return undefined;
  return written.replace(/^\w+/, asked);
}

function contradiction(asked: MediaType, mimeType: string, natural: MediaType) {
  const { type } = readMime(mimeType);
  const other = natural.charAt(0).toUpperCase() + natural.slice(1);
  return invalidInput(
    `"Media Type" is ${asked}, but the file is no ${asked} (${shown(type)}).`,
    `Set "Media Type" to Automatic or ${other}, or give another file.`,
  );
}

interface Unshown {
  happened: string;
  allowed: string;
}

/** Why WhatsApp would not show it, where the vendor's channel goes by WhatsApp's own rules. */
function unshown(
  kind: MediaType,
  { label, mimeType, size = 0 }: Carried,
  name: string,
  { shownByWhatsApp }: Pick<AnyOperation, 'shownByWhatsApp'>,
): Unshown | undefined {
  if (shownByWhatsApp === undefined || mimeType === undefined) return undefined;
  const { types, largest, words } = SHOWN[kind];
  const allowed = `${NAMES[kind]} through ${name} may be: ${words}`;
  const { type } = readMime(mimeType);
  if (types !== undefined && !types.includes(type))
    return {
      happened: `The file of "${label}" is ${shown(type)}, which WhatsApp takes but never shows as ${NAMES[kind]}.`,
      allowed,
    };
  if (shownByWhatsApp === 'types' || size <= largest) return undefined;
  const megabytes = Math.ceil((size / MB) * 100) / 100;
  return {
    happened: `The file of "${label}" has ${megabytes} MB, too large for ${NAMES[kind]} on WhatsApp.`,
    allowed,
  };
}

const refused = ({ happened, allowed }: Unshown, asDocument: boolean) =>
  invalidInput(
    happened,
    `${allowed.charAt(0).toUpperCase()}${allowed.slice(1)}; convert it${asDocument ? ', or set "Media Type" to Document' : ', or send a link to it as text'}.`,
  );
