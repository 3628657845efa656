import { presetReader, type Preset } from '../../core/webhook/shape';

/** Gupshup. The id that the send call gave is `gsId` once WhatsApp has given one of its own, and `id` before. */
export const gupshup: Preset = {
  id: 'gupshup',
  label: 'Gupshup',
  description: 'The callback of an app, in the payload format v2',
  setUp:
    'At Gupshup, enter the URL in the app under Webhooks, in the payload format <b>Gupshup (v2)</b>, with the message events enqueued, failed, sent, delivered and read. For the format of Meta (v3) choose the source Meta.',
  encodings: ['json'],
  read: presetReader({
    itemsPath: '',
    eventPath: 'type',
    phones: true,
    shapes: [
      {
        conditions: [{ path: 'type', equals: ['message-event'] }],
        idPath: 'payload.gsId || payload.id',
        secondIdPath: 'payload.payload.whatsappMessageId || payload.id',
        statusPath: 'payload.type',
        timePath: 'payload.payload.ts || timestamp',
        recipientPath: 'payload.destination',
        reasonPath: 'payload.payload.code || payload.payload.reason',
        reasonTextPath: 'payload.payload.reason',
      },
    ],
    words: { enqueued: 'pending', deleted: null, mismatch: null },
  }),
};
