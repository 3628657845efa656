import { advice, type AdviceTable } from '../../core/contract/outcome';
import type { Refusal } from '../../core/contract/vendor';
import { explicitNo, refusalWords } from '../../core/outcomes/answers';

/** What the vendors share whose software grew from Whaticket: CleverChat, and probably Logyca. */

/**
 * Comes also where WhatsApp took the message and only the row of its ticket could not be written after it: seen
 * on a server of the family, which catches both in one place.
 */
const MAY_BE_SENT = /\bERR_SENDING_WAPP_MSG\b/;

const withOutcome = (refusal: Refusal): Refusal =>
  MAY_BE_SENT.test(`${refusal.code} ${refusal.message}`) ? { ...refusal, outcome: 'unknown' } : refusal;

/** `{ "error": "..." }`, where the text is either words or a code such as ERR_NO_DEF_WAPP_FOUND. */
export const errorText = refusalWords.transform(withOutcome);

/** A no under a status of success. */
export const refusedInSuccess = explicitNo.transform(withOutcome);

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
    'lookFirst',
    'It says this also of messages that arrived, and of a text whose {{ has no }}.',
    "Look in the vendor's panel whether it arrived before you send it again.",
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
