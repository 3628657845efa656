import { z } from 'zod/v4';
import {
  isRecord,
  LONGEST_ID,
  type EntryReading,
  type Piece,
  type WebhookSource,
} from '../../core/contract/delivery';
import { toStatus, type Status } from '../../core/contract/status';

/** The words of a linked phone that differ from ours; those of an official number do not. */
export const WORDS: Readonly<Record<string, Status>> = {
  server_ack: 'sent',
  delivery_ack: 'delivered',
  played: 'read',
  error: 'failed',
};

const STATUS_EVENT = 'messages.update';

const update = z
  .object({
    event: z.literal(STATUS_EVENT),
    data: z.object({
      keyId: z.string().min(1).max(LONGEST_ID),
      status: z.string().min(1),
      remoteJid: z.string().nullish().catch(null),
      fromMe: z.boolean().nullish().catch(null),
    }),
  })
  .transform(({ data: { keyId, status, remoteJid, fromMe } }): EntryReading => {
    // About a message that came in; of an official number's messages it is said always.
    if (fromMe === false && !keyId.startsWith('wamid.')) return { otherEvent: STATUS_EVENT };
    return {
      report: {
        messageId: keyId,
        status: toStatus(status, WORDS),
        vendorStatus: status,
        // The event has no time of its own, and the delivery's is the server's local one.
        occurredAt: null,
        to: /^(\d+)(?::\d+)?@s\.whatsapp\.net$/.exec(remoteJid ?? '')?.[1] ?? null,
        // What WhatsApp said is not passed on.
        reason: null,
      },
    };
  });

const otherEvent = z
  .object({ event: z.string().refine((event) => event !== STATUS_EVENT) })
  .transform(({ event }): EntryReading => ({ otherEvent: event }));

/** One event a delivery. The key of the instance, which some servers put into it, is left out. */
function split(body: unknown): readonly Piece[] | undefined {
  if (!isRecord(body)) return undefined;
  const { apikey: _key, ...raw } = body;
  return [{ raw }];
}

/** What Evolution API posts to the webhook of an instance. */
export const events: WebhookSource = {
  id: 'evolution',
  label: 'Evolution API',
  description: 'The webhook of an instance, for messages sent through it',
  setUp:
    'In the manager of your server, open the instance, then Events > Webhook: enter the URL, leave <b>Webhook by Events</b> off and choose <b>MESSAGES_UPDATE</b>. The server signs nothing: give the webhook a header of your own there and choose the authentication Header Token.',
  encodings: ['json'],
  split,
  entry: z.union([update, otherEvent]),
};
