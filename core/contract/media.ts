/** The kinds of media file. A location is an operation of its own. */
export const MEDIA_TYPES = ['image', 'video', 'audio', 'document'] as const;

export type MediaType = (typeof MEDIA_TYPES)[number];

/** A file to upload. Nothing is read before `stream` is called; it may be called once per attempt. */
export interface FileContent {
  fileName: string;
  mimeType: string;
  /** In bytes, exact: it becomes part of the request's length. */
  size: number;
  stream(): AsyncIterable<Uint8Array>;
}

/**
 * File types by extension, for media given as a link. Only what WhatsApp shows, and what it documents as a
 * document; anything else is not guessed.
 */
const TYPE_OF_EXTENSION: Readonly<Record<string, MediaType>> = {
  jpg: 'image',
  jpeg: 'image',
  png: 'image',
  webp: 'image',
  gif: 'image',
  mp4: 'video',
  '3gp': 'video',
  aac: 'audio',
  amr: 'audio',
  mp3: 'audio',
  m4a: 'audio',
  ogg: 'audio',
  oga: 'audio',
  opus: 'audio',
  pdf: 'document',
  doc: 'document',
  docx: 'document',
  xls: 'document',
  xlsx: 'document',
  ppt: 'document',
  pptx: 'document',
  txt: 'document',
  csv: 'document',
  zip: 'document',
};

/**
 * The kind of a media link, judged by the extension in its path.
 *
 * @returns undefined where the link has no extension that we know
 */
export function mediaTypeOfUrl(url: string): MediaType | undefined {
  const extension = /\.([a-z0-9]+)$/i.exec(new URL(url).pathname)?.[1]?.toLowerCase();
  return extension !== undefined && Object.hasOwn(TYPE_OF_EXTENSION, extension)
    ? TYPE_OF_EXTENSION[extension]
    : undefined;
}

/**
 * The kind of a file, judged by its MIME type: what is no image, video or audio is a document.
 *
 * @param mimeType e.g. `image/png`, parameters allowed
 */
export function mediaTypeOfMime(mimeType: string): MediaType {
  const top = mimeType.split('/', 1)[0]?.trim().toLowerCase();
  return top === 'image' || top === 'video' || top === 'audio' ? top : 'document';
}
