import { presetReader, type Preset } from '../../core/webhook/shape';
import { readEvolutionMessage } from '../families/evolutionMessages';

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
