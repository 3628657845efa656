import { z } from 'zod/v4';
import type { Refusal } from '../contract/vendor';
import { refusalIn, wordsIn } from './explicitNo';

/** Parts of answers that more than one vendor gives. */

/**
 * Any body that may be a success, for a vendor that documents no shape of it. A web page says that something
 * else than the vendor's API answered, such as a login or a proxy; JSON that breaks off was not read to its end; a
 * text with control characters was not meant to be read at all.
 */
export const anyButPageOrFragment = z
  .unknown()
  .refine((body) => typeof body !== 'string' || !/^\s*[<{[]|[\u0000-\u0008\u000E-\u001F]/.test(body));

/** A vendor's own id, which may be text or a number; text comes out. A number that is no exact one is none. */
export const theirId = z
  .union([z.string(), z.number().int().positive()])
  .transform((id) => String(id).trim())
  .pipe(z.string().min(1));

/** A body that says no in so many words, whatever its HTTP status is. */
export const explicitNo = z.unknown().transform((body, context): Refusal => {
  const refusal = refusalIn(body);
  if (refusal !== undefined) return refusal;
  context.addIssue('No refusal.');
  return z.NEVER;
});

/** The words of an answer that its HTTP status makes a refusal, wherever in it they stand. */
export const refusalWords = z.unknown().transform((body, context): Refusal => {
  const refusal = wordsIn(body);
  if (refusal !== undefined) return refusal;
  context.addIssue('No words.');
  return z.NEVER;
});
