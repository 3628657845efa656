import { presetReader, type Preset } from '../../core/webhook/shape';

/** Z-API. Its table of statuses says `id`, every example `ids`. */
export const zapi: Preset = {
  id: 'zapi',
  label: 'Z-API',
  description: 'The webhooks of an instance for message status and for delivery',
  setUp:
    'At Z-API, enter the URL in the instance under Webhooks and general settings, as <b>Receive message status</b> and, for sent, as <b>On send</b>. Z-API signs nothing, so keep the URL to yourself.',
  encodings: ['json'],
  read: presetReader({
    itemsPath: '',
    eventPath: 'type',
    phones: true,
    shapes: [
      {
        conditions: [{ path: 'type', equals: ['MessageStatusCallback'] }],
        idPath: 'ids || id',
        statusPath: 'status',
        timePath: 'momment || moment',
        recipientPath: 'phone',
        participantPath: 'participant',
      },
      {
        conditions: [{ path: 'type', equals: ['DeliveryCallback'] }, { path: 'error' }],
        idPath: 'messageId',
        secondIdPath: 'zaapId',
        statusPath: '',
        word: 'error',
        recipientPath: 'phone',
        reasonPath: 'error',
      },
      {
        conditions: [{ path: 'type', equals: ['DeliveryCallback'] }],
        idPath: 'messageId',
        secondIdPath: 'zaapId',
        statusPath: '',
        word: 'DeliveryCallback',
        recipientPath: 'phone',
      },
    ],
    words: {
      received: 'delivered',
      played: 'read',
      deliverycallback: 'sent',
      error: 'failed',
      // The user read what somebody else had written.
      read_by_me: null,
    },
  }),
};
