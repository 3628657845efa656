import { isRecord, own, type EntryReading } from '../../core/contract/delivery';
import { presetReader, type Preset } from '../../core/webhook/shape';
import { readBaileys } from '../families/baileys';

const MESSAGE_EVENTS = ['messages.upsert', 'send.message'];

/**
 * Reads a message in Evolution API's envelope: one that came in, or an own one, which has an event of its own where
 * it was sent through the API.
 *
 * @returns undefined where the event is no message; null where it is one without a usable id
 */
export function readEvolutionMessage(event: Record<string, unknown>): EntryReading | null | undefined {
  const name = own(event, 'event');
  const data = own(event, 'data');
  if (typeof name !== 'string' || !isRecord(data)) return undefined;
  const known = name.toLowerCase().replace('_', '.');
  if (!MESSAGE_EVENTS.includes(known)) return undefined;
  const reading = readBaileys(data, { account: own(event, 'instance'), fetchedById: true });
  return reading !== null && 'message' in reading ? { ...reading, event: name } : reading;
}

/** Evolution API, with a linked phone or an official number. */
export const evolution: Preset = {
  id: 'evolution',
  label: 'Evolution API',
  description: 'The webhook of an instance of your own server',
  setUp:
    'In the manager of your server, open the instance, then Events > Webhook: enter the URL, leave <b>Webhook by Events</b> off and choose <b>MESSAGES_UPDATE</b> for statuses, <b>MESSAGES_UPSERT</b> for messages that come in, and <b>SEND_MESSAGE</b> if you also want those that were sent through the API. The server signs nothing: give the webhook a header of your own there and choose the authentication Header Token.',
  encodings: ['json'],
  // Some servers put the key of the instance into every delivery.
  hidden: ['apikey'],
  read: presetReader({
    itemsPath: '',
    readMessage: readEvolutionMessage,
    eventPath: 'event',
    phones: true,
    shapes: [
      {
        conditions: [
          { path: 'event', equals: ['messages.update', 'MESSAGES_UPDATE'] },
          { path: 'data.fromMe', equals: ['true'] },
        ],
        idPath: 'data.keyId',
        statusPath: 'data.status',
        recipientPath: 'data.remoteJid',
      },
      {
        // Of an official number it is said of every message that it is not ours.
        conditions: [
          { path: 'event', equals: ['messages.update', 'MESSAGES_UPDATE'] },
          { path: 'data.keyId', beginsWith: 'wamid.' },
        ],
        idPath: 'data.keyId',
        statusPath: 'data.status',
        recipientPath: 'data.remoteJid',
      },
    ],
    words: {
      server_ack: 'sent',
      delivery_ack: 'delivered',
      played: 'read',
      error: 'failed',
      deleted: null,
      edited: null,
    },
  }),
};
