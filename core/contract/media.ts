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
