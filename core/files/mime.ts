import type { MediaType } from '../contract/media';

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
