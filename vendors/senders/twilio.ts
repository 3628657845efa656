import { presetReader, type Preset } from '../../core/webhook/shape';

/** Twilio. A form for each status, without a time. */
export const twilio: Preset = {
  id: 'twilio',
  label: 'Twilio',
  description: 'The statuses of messages sent through Twilio',
  setUp:
    "Give the URL to each message as <b>Status Callback</b>, or enter it at Twilio in the Messaging Service under Integration. With the authentication HMAC Signature the credential's Secret is the auth token of the account.",
  encodings: ['form'],
  read: presetReader({
    itemsPath: '',
    eventPath: 'SmsStatus',
    phones: true,
    shapes: [
      {
        conditions: [{ path: 'MessageStatus' }],
        idPath: 'MessageSid || SmsSid',
        statusPath: 'MessageStatus',
        recipientPath: 'To',
        reasonPath: 'ErrorCode || ErrorMessage',
        reasonTextPath: 'ErrorMessage',
      },
    ],
    words: {
      accepted: 'pending',
      queued: 'pending',
      scheduled: 'pending',
      sending: 'pending',
      partially_delivered: 'delivered',
      undelivered: 'failed',
      // What came in says so in the same place.
      receiving: null,
      received: null,
    },
  }),
  signature: {
    scheme: 'addressAndFields',
    headerName: 'x-twilio-signature',
    algorithm: 'sha1',
    encoding: 'base64',
  },
};
