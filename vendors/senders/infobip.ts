import { presetReader, type Preset } from '../../core/webhook/shape';

/** Infobip. Reports of delivery and of reading come to one address, in lists. */
export const infobip: Preset = {
  id: 'infobip',
  label: 'Infobip',
  description: 'Delivery and seen reports of WhatsApp messages',
  setUp:
    'At Infobip, enter the URL in a subscription for the delivery and seen reports of WhatsApp, or give it to each message as <b>notifyUrl</b>.',
  encodings: ['json'],
  read: presetReader({
    itemsPath: 'results',
    phones: true,
    shapes: [
      {
        conditions: [{ path: 'seenAt' }],
        idPath: 'messageId',
        statusPath: '',
        word: 'seen',
        timePath: 'seenAt',
        callbackDataPath: 'callbackData',
      },
      {
        conditions: [{ path: 'status.groupName' }],
        idPath: 'messageId',
        statusPath: 'status.groupName',
        finerWordPath: 'status.name',
        timePath: 'doneAt || sentAt',
        recipientPath: 'to',
        reasonPath: 'error.id',
        reasonTextPath: 'error.description || error.name',
        callbackDataPath: 'callbackData',
      },
    ],
    words: {
      accepted: 'pending',
      undeliverable: 'failed',
      expired: 'failed',
      rejected: 'failed',
      seen: 'read',
    },
  }),
};
