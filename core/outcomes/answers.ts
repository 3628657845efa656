import { z } from 'zod/v4';
import type { Refusal } from '../contract/vendor';

/** Parts of answers that more than one vendor gives. */

/**
 * Any body that may be a success, for a vendor that documents no shape of it. A web page says that something
 * else than the vendor's API answered, such as a login or a proxy; JSON that breaks off was not read to its end.
 */
export const anyButPageOrFragment = z
  .unknown()
  .refine((body) => typeof body !== 'string' || !/^\s*[<{[]/.test(body));

const saysNo = z.union([
  z.object({ success: z.literal(false) }),
  z.object({ status: z.enum(['error', 'erro']) }),
  z.object({ error: z.string().min(1) }),
  z.object({ erro: z.string().min(1) }),
]);

const words = z.string().nullish();

/** A body that says no in so many words, whatever its HTTP status is. */
export const explicitNo = z
  .unknown()
  .refine((body) => saysNo.safeParse(body).success)
  .pipe(
    z.object({
      error: words.catch(null),
      erro: words.catch(null),
      message: words.catch(null),
      mensagem: words.catch(null),
    }),
  )
  .transform(
    ({ error, erro, message, mensagem }): Refusal => ({
      code: null,
      message: error ?? erro ?? message ?? mensagem ?? 'no reason given',
    }),
  );
