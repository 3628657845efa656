import { z } from 'zod/v4';
import type { IncomingMedia } from '../../core/contract/delivery';
import { fileIdOf, type FoundFile, type IncomingFiles } from '../../core/contract/incomingFiles';
import { invalidInput } from '../../core/contract/outcome';
import { graph, type MetaConfig } from './config';

/** Where Meta keeps what people send. */
export const FILES_AT = 'https://lookaside.fbsbx.com';

const MEDIA_ID = /^\w[\w-]{0,127}$/;

const text = z
  .string()
  .nullish()
  .catch(null)
  .transform((value) => value ?? null);

/**
 * The ID of a file, which becomes a part of an address, and whoever can call the trigger may have written it.
 *
 * @throws MessagingError (`notSent`) for what is none of Meta
 */
export function metaFileIdOf(media: IncomingMedia): string {
  const id = fileIdOf(media);
  if (MEDIA_ID.test(id)) return id;
  throw invalidInput('The ID of the file is none of Meta.', 'Look at "media" in the item.');
}

/** What Meta says of a file. */
export const metaFile = z
  .object({ url: z.string().min(1), mime_type: text })
  .transform(({ url, mime_type }): FoundFile => ({ url, mimeType: mime_type, fileName: null }));

/**
 * How Meta gives a file, by its pages on media: the id is asked for an address, which lives for five minutes and
 * takes the same token.
 */
export const files: IncomingFiles<MetaConfig> = {
  request: (media, config) => ({ method: 'GET', url: `${graph(config)}/${metaFileIdOf(media)}` }),
  answer: metaFile,
  origins: [FILES_AT],
};
