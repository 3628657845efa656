import { z } from 'zod/v4';
import {
  LONGEST_ID,
  isRecord,
  own,
  type EntryReading,
  type Piece,
  type WebhookSource,
} from '../../core/contract/delivery';
import { toStatus, type Status } from '../../core/contract/status';
import { reasonOf } from '../../core/webhook/reason';
import { entryBy } from '../../core/webhook/source';
import { toIsoTime } from '../../core/webhook/time';
import { given } from '../../core/webhook/values';
import { isMessagePiece, messagePieces, readMessage } from './messages';

/** A voice message is `played` after it was read: for everybody else that is reading. */
const words: Readonly<Record<string, Status>> = { played: 'read' };

/** A text, or a number as one; null for anything else. */
const text = z
  .union([z.string(), z.number().int().transform(String)])
  .nullish()
  .catch(null)
  .transform((value) => value?.trim() || null);

const metaError = z.object({
  code: text,
  title: text,
  message: text,
  // In a list, alone, or as the words themselves.
  error_data: z
    .union([z.object({ details: text }), text.transform((details) => ({ details }))])
    .nullish()
    .catch(null),
});

const status = z
  .object({
    id: z.string().min(1).max(LONGEST_ID),
    status: z.string().min(1),
    timestamp: z.unknown(),
    // Statuses of messages have no type, but for servers of before the Cloud API.
    type: z.literal('message').nullish(),
    recipient_id: text,
    recipient_user_id: text,
    parent_recipient_user_id: text,
    parent_user_id: text,
    recipient_participant_id: text,
    recipient_participant_user_id: text,
    biz_opaque_callback_data: text,
    errors: z
      .union([z.array(metaError), metaError.transform((error) => [error])])
      .nullish()
      .catch(null),
  })
  .transform((each): EntryReading => {
    const [error] = each.errors ?? [];
    const more = {
      toUserId: each.recipient_user_id ?? each.parent_recipient_user_id ?? each.parent_user_id,
      participant: each.recipient_participant_id ?? each.recipient_participant_user_id,
      callbackData: each.biz_opaque_callback_data,
    };
    return {
      report: {
        messageId: each.id,
        status: toStatus(each.status, words),
        vendorStatus: each.status,
        occurredAt: toIsoTime(each.timestamp),
        to: each.recipient_id,
        reason: error === undefined ? null : reasonOfError(error),
        ...given(more),
      },
    };
  });

/** What stands beside the statuses of messages, such as that of a payment. */
const otherStatus = z
  .object({ type: z.string().refine((type) => type !== 'message' && type !== '') })
  .transform(({ type }): EntryReading => ({ otherEvent: type }));

const message = entryBy(readMessage, isMessagePiece);

const entry = z.union([message, status, otherStatus]);

function reasonOfError({ code, title, message, error_data }: z.infer<typeof metaError>) {
  return reasonOf(code, error_data?.details ?? message ?? title);
}

/** The parts of a batch without its envelope, as some providers forward it. */
const INNER = ['statuses', 'messages', 'message_echoes', 'errors'];

/** The statuses and other changes of a batch in their order, also of several in a list. */
function split(body: unknown): readonly Piece[] | undefined {
  if (Array.isArray(body)) {
    const batches = body.filter(isRecord);
    return batches.length === 0 && body.length > 0 ? undefined : batches.flatMap(piecesOfBatch);
  }
  return isRecord(body) ? piecesOfBatch(body) : undefined;
}

function piecesOfBatch(body: Record<string, unknown>): readonly Piece[] {
  const entries = own(body, 'entry');
  if (Array.isArray(entries)) return entries.flatMap(piecesOfEntry);
  if (isRecord(own(body, 'value'))) return piecesOfChange(body);
  const inner = INNER.find((name) => Array.isArray(own(body, name)));
  return piecesOf(body, inner === 'statuses' ? '' : (inner ?? ''));
}

function piecesOfEntry(entry: unknown): readonly Piece[] {
  const changes = isRecord(entry) ? own(entry, 'changes') : undefined;
  if (Array.isArray(changes)) return changes.flatMap(piecesOfChange);
  // Other products of Meta put their events beside the changes, such as `messaging`.
  const name = isRecord(entry) ? Object.keys(entry).find((each) => Array.isArray(entry[each])) : undefined;
  return name === undefined ? [{ raw: entry }] : [{ raw: entry, otherEvent: name }];
}

function piecesOfChange(change: unknown): readonly Piece[] {
  const value = isRecord(change) ? own(change, 'value') : undefined;
  const field = isRecord(change) ? own(change, 'field') : undefined;
  return isRecord(value) ? piecesOf(value, typeof field === 'string' ? field : '') : [{ raw: change }];
}

/** What stands in a batch without statuses and messages is a change of a template and so on. */
function piecesOf(value: Record<string, unknown>, field: string): readonly Piece[] {
  const statuses = own(value, 'statuses');
  const messages = messagePieces(value);
  if (Array.isArray(statuses) || messages !== undefined)
    return [...(Array.isArray(statuses) ? (statuses as unknown[]) : []), ...(messages ?? [])].map((raw) => ({
      raw,
    }));
  return [{ raw: value, otherEvent: field || 'unknown' }];
}

/** Meta's own webhook of the WhatsApp Business Platform, which official channels of others forward too. */
export const metaStatuses: WebhookSource = {
  id: 'meta',
  label: 'Meta',
  description: 'The WhatsApp Business Platform, and the providers that forward what it reports',
  setUp:
    'At Meta, enter the URL in the app under WhatsApp > Configuration as callback URL, subscribe to the field <b>messages</b>, which is for statuses and for messages that come in, and activate the workflow before you verify. What you write on the phone itself comes with the field <b>smb_message_echoes</b>. At a provider that forwards them, enter it as webhook URL.',
  encodings: ['json'],
  reports: ['statuses', 'messages'],
  split,
  entry,
  signature: {
    scheme: 'hmac',
    headerName: 'x-hub-signature-256',
    algorithm: 'sha256',
    encoding: 'hex',
    prefix: 'sha256=',
    signedContent: 'body',
    timestampHeader: '',
  },
  handshake: {
    query: {
      mode: 'hub.mode',
      modeIs: 'subscribe',
      token: 'hub.verify_token',
      challenge: 'hub.challenge',
    },
    setUp:
      "Meta verifies the URL before it uses it. For that choose the authentication HMAC Signature: the credential's Secret is the app secret, its Verify Token the text that you also enter at Meta. A provider that only forwards needs neither.",
  },
};
