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
import { toIsoTime } from '../../core/webhook/time';

/** A voice message is `played` after it was delivered: for everybody else that is reading. */
const words: Readonly<Record<string, Status>> = { played: 'read' };

const metaError = z.object({
  code: z.union([z.number(), z.string()]).nullish(),
  title: z.string().nullish(),
  message: z.string().nullish(),
  error_data: z.object({ details: z.string().nullish() }).nullish(),
});

const entry = z
  .object({
    id: z.string().min(1).max(LONGEST_ID),
    status: z.string().min(1),
    timestamp: z.unknown(),
    recipient_id: z.string().nullish().catch(null),
    errors: z.array(metaError).nullish().catch(null),
  })
  .transform(({ id, status, timestamp, recipient_id, errors }): EntryReading => {
    const [error] = errors ?? [];
    return {
      report: {
        messageId: id,
        status: toStatus(status, words),
        vendorStatus: status,
        occurredAt: toIsoTime(timestamp),
        to: recipient_id ?? null,
        reason: error === undefined ? null : reasonOfError(error),
      },
    };
  });

function reasonOfError({ code, title, message, error_data }: z.infer<typeof metaError>) {
  const text = error_data?.details ?? message ?? title ?? null;
  return reasonOf(code == null ? null : String(code), text);
}

/** The statuses and other changes of a batch in their order, or of its inner part alone, as some providers forward it. */
function split(body: unknown): readonly Piece[] | undefined {
  if (!isRecord(body)) return undefined;
  const entries = own(body, 'entry');
  if (!Array.isArray(entries)) return Array.isArray(own(body, 'statuses')) ? piecesOf(body, '') : undefined;
  return entries.flatMap((each): readonly Piece[] => {
    const changes = isRecord(each) ? own(each, 'changes') : undefined;
    return Array.isArray(changes) ? changes.flatMap(piecesOfChange) : [{ raw: each }];
  });
}

function piecesOfChange(change: unknown): readonly Piece[] {
  const value = isRecord(change) ? own(change, 'value') : undefined;
  const field = isRecord(change) ? own(change, 'field') : undefined;
  return isRecord(value) ? piecesOf(value, typeof field === 'string' ? field : '') : [{ raw: change }];
}

/** What stands in a batch without statuses is a message that came in, a change of a template and so on. */
function piecesOf(value: Record<string, unknown>, field: string): readonly Piece[] {
  const statuses = own(value, 'statuses');
  if (Array.isArray(statuses)) return statuses.map((raw: unknown) => ({ raw }));
  return [{ raw: value, otherEvent: field || 'unknown' }];
}

/** Meta's own webhook of the WhatsApp Business Platform, which official channels of others forward too. */
export const metaStatuses: WebhookSource = {
  id: 'meta',
  label: 'Meta',
  description: 'The WhatsApp Business Platform, and the providers that forward its statuses',
  setUp:
    'At Meta, enter the URL in the app under WhatsApp > Configuration as callback URL, subscribe to the field <b>messages</b>, and activate the workflow before you verify. At a provider that forwards statuses, enter it as webhook URL.',
  encodings: ['json'],
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
      "Meta verifies the URL before it uses it. For that choose the authentication HMAC Signature: the credential's Secret is the app secret, its Verify Token the text that you also enter at Meta. A provider that only forwards statuses needs neither.",
  },
};
