import { z } from 'zod/v4';
import { json } from '../../core/contract/http';
import { fileIdOf, type FoundFile, type IncomingFiles } from '../../core/contract/incomingFiles';
import { addressOf, type EvolutionConfig } from './config';

const text = z
  .string()
  .nullish()
  .catch(null)
  .transform((value) => value ?? null);

/**
 * How the server gives a file, seen on version 2.3.7: for the id of its message, as text in base64. The link in the
 * delivery leads to what WhatsApp keeps encrypted.
 */
export const files: IncomingFiles<EvolutionConfig> = {
  request: (media, config) => ({
    method: 'POST',
    url: addressOf('chat/getBase64FromMediaMessage', {}, config),
    body: json({ message: { key: { id: fileIdOf(media) } } }),
  }),
  answer: z
    .object({ base64: z.string().min(1), mimetype: text, fileName: text })
    .transform(({ base64, mimetype, fileName }): FoundFile => ({ base64, mimeType: mimetype, fileName })),
};
