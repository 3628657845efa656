import { z } from 'zod/v4';
import { invalidInput } from '../../core/contract/outcome';
import type { FoundFile, IncomingFiles } from '../../core/contract/vendor';
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
 * How Meta gives a file, by its pages on media: the id is asked for an address, which lives for five minutes and
 * takes the same token.
 */
export const files: IncomingFiles<MetaConfig> = {
  request: (id, config) => {
    // It becomes a part of the address, and whoever can call the trigger may have written it.
    if (!MEDIA_ID.test(id))
      throw invalidInput('The ID of the file is none of Meta.', 'Look at "media" in the item.');
    return { method: 'GET', url: `${graph(config)}/${id}` };
  },
  answer: z
    .object({ url: z.string().min(1), mime_type: text })
    .transform(({ url, mime_type }): FoundFile => ({ url, mimeType: mime_type, fileName: null })),
  origins: [FILES_AT],
};
