import { z } from 'zod/v4';
import {
  isRecord,
  own,
  LONGEST_ID,
  type EntryReading,
  type Piece,
  type WebhookSource,
} from '../../core/contract/delivery';
import { readEvolutionMessage } from '../families/evolutionMessages';
import { readSwitch } from '../../core/contract/switches';
import { entryBy } from '../../core/webhook/source';
import { phoneOf } from '../../core/webhook/values';
import { toStatus, type Status } from '../../core/contract/status';

/** The words of a linked phone that differ from ours; those of an official number do not. */
export const WORDS: Readonly<Record<string, Status>> = {
  server_ack: 'sent',
  delivery_ack: 'delivered',
  played: 'read',
  error: 'failed',
};

/** Words about a message that say nothing of its delivery. */
const OTHER_WORDS = ['deleted', 'edited'];

const update = z
  .object({
    keyId: z.string().min(1).max(LONGEST_ID),
    status: z.string().min(1),
    remoteJid: z.string().nullish().catch(null),
    fromMe: z.unknown(),
    message: z.unknown(),
    pollUpdates: z.unknown(),
  })
  .transform(({ keyId, status, remoteJid, fromMe, message, pollUpdates }): EntryReading => {
    // About a message that came in; of an official number's messages it is said always.
    if (readSwitch(fromMe) !== true && !keyId.startsWith('wamid.')) return { otherEvent: 'messages.update' };
    if (OTHER_WORDS.includes(status.toLowerCase())) return { otherEvent: status };
    // A message that was edited on the phone: the status is made up, and may be behind what was reported already.
    if (isRecord(message)) return { otherEvent: 'edited' };
    // Somebody voted: made up, too.
    if (Array.isArray(pollUpdates)) return { otherEvent: 'poll vote' };
    return {
      report: {
        messageId: keyId,
        status: toStatus(status, WORDS),
        vendorStatus: status,
        // The event has no time of its own, and the delivery's is the server's local one.
        occurredAt: null,
        to: phoneOf(remoteJid),
        // What WhatsApp said is not passed on.
        reason: null,
      },
    };
  });

/** What an event tells; null where it is a status or a message without a usable id. */
function read(event: Record<string, unknown>): EntryReading | null {
  const name = own(event, 'event');
  if (typeof name !== 'string') return { otherEvent: 'unknown' };
  if (/^messages[._]update$/i.test(name)) return update.safeParse(own(event, 'data')).data ?? null;
  const message = readEvolutionMessage(event);
  return message === undefined ? { otherEvent: name } : message;
}

const entry = entryBy(read);

/** One event a delivery. */
const split = (body: unknown): readonly Piece[] | undefined => (isRecord(body) ? [{ raw: body }] : undefined);

/** What Evolution API posts to the webhook of an instance. */
export const events: WebhookSource = {
  id: 'evolution',
  label: 'Evolution API',
  description: 'The webhook of an instance of your own server',
  setUp:
    'In the manager of your server, open the instance, then Events > Webhook: enter the URL, leave <b>Webhook by Events</b> off and choose <b>MESSAGES_UPDATE</b> for statuses, <b>MESSAGES_UPSERT</b> for messages that come in, and <b>SEND_MESSAGE</b> if you also want those that were sent through the API. The server signs nothing: give the webhook a header of your own there and choose the authentication Header Token.',
  encodings: ['json'],
  reports: ['statuses', 'messages'],
  // Some servers put the key of the instance into every delivery.
  hidden: ['apikey'],
  split,
  entry,
};
