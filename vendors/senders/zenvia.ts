import { presetReader, type Preset } from '../../core/webhook/shape';

/** Zenvia. A message of two contents has a status for each. */
export const zenvia: Preset = {
  id: 'zenvia',
  label: 'Zenvia',
  description: 'A subscription for the statuses of messages',
  setUp:
    'At Zenvia, make a subscription of the kind <b>message status</b> for the channel WhatsApp with the URL. Zenvia signs nothing: give it a header of your own there and choose the authentication Header Token.',
  encodings: ['json'],
  read: presetReader({
    itemsPath: '',
    eventPath: 'type',
    phones: true,
    shapes: [
      {
        conditions: [{ path: 'type', equals: ['MESSAGE_STATUS'] }],
        idPath: 'message.id || messageId',
        statusPath: 'messageStatus.code',
        timePath: 'messageStatus.timestamp || timestamp',
        recipientPath: 'message.to',
        reasonPath: 'messageStatus.causes[0].channelErrorCode || messageStatus.causes[0].reason',
        reasonTextPath:
          'messageStatus.causes[0].details || messageStatus.causes[0].reason || messageStatus.description',
        callbackDataPath: 'message.externalId',
        partPath: 'message.contentIndex || contentIndex',
      },
    ],
    words: { not_delivered: 'failed', rejected: 'failed' },
  }),
};
