import { presetReader, type Preset } from '../../core/webhook/shape';

/** WAHA. The payload of an acknowledgement has no time, the event has. */
export const waha: Preset = {
  id: 'waha',
  label: 'WAHA',
  description: 'The webhook of a session of your own server',
  setUp:
    "In the session's configuration, enter the URL as webhook and choose the event <b>message.ack</b>. If you give the webhook an HMAC key there, choose the authentication HMAC Signature and leave <b>Header Name</b> of the credential empty.",
  encodings: ['json'],
  read: presetReader({
    itemsPath: '',
    eventPath: 'event',
    phones: true,
    shapes: [
      {
        conditions: [
          { path: 'event', equals: ['message.ack', 'message.ack.group'] },
          { path: 'payload.fromMe', equals: ['true'] },
        ],
        idPath: 'payload.id',
        statusPath: 'payload.ackName || payload.ack',
        timePath: 'timestamp',
        recipientPath: 'payload.from',
        participantPath: 'payload.participant',
      },
    ],
    words: {
      error: 'failed',
      server: 'sent',
      device: 'delivered',
      played: 'read',
      '-1': 'failed',
      '0': 'pending',
      '1': 'sent',
      '2': 'delivered',
      '3': 'read',
      '4': 'read',
    },
  }),
  signature: {
    scheme: 'hmac',
    headerName: 'x-webhook-hmac',
    algorithm: 'sha512',
    encoding: 'hex',
    prefix: '',
    signedContent: 'body',
    timestampHeader: '',
  },
};
