import { z } from 'zod/v4';
import { advice, type AdviceTable } from '../../core/contract/outcome';
import type { Refusal } from '../../core/contract/vendor';

/** What the vendors share whose software grew from Whaticket: CleverChat, and probably Logyca. */

/** `{ "error": "..." }`, where the text is either words or a code such as ERR_NO_DEF_WAPP_FOUND. */
export const errorText = z.object({ error: z.string() }).transform(
  ({ error }): Refusal => ({
    code: /^ERR_[A-Z_]+$/.test(error) ? error : null,
    message: error,
  }),
);

/** The servers tell a kind by the first word of the MIME type; every application/ is a document to them. */
export const DOCUMENT_TYPE = 'application/octet-stream';

/** What the codes of the family mean. */
export const WHATICKET_ADVICE: AdviceTable = {
  ERR_SESSION_EXPIRED: advice(
    'fixCredential',
    'The vendor does not accept the token.',
    'Copy the token of the WhatsApp connection into the credential again.',
  ),
  ERR_NO_DEF_WAPP_FOUND: advice(
    'fixChannel',
    'No WhatsApp connection is marked as the default one.',
    "Mark a connection as default in the vendor's panel, then send this item again.",
  ),
  ERR_WAPP_NOT_INITIALIZED: advice(
    'fixChannel',
    'The WhatsApp connection is not running.',
    "Connect it again in the vendor's panel, then send this item again.",
  ),
  ERR_SENDING_WAPP_MSG: advice(
    'fixChannel',
    'The vendor could not hand the message over to WhatsApp.',
    "Check the connection in the vendor's panel and whether the message arrived.",
  ),
  ERR_CHECK_NUMBER: advice(
    'fixNumber',
    'The vendor did not find this number on WhatsApp.',
    'Check the number with the person before you send again.',
  ),
  ERR_INTERNAL_ERROR: advice(
    'lookFirst',
    'The vendor had trouble of its own while it had the message.',
    "Look in the vendor's panel whether it arrived before you send it again.",
  ),
};
