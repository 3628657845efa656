import { filesAtPath } from '../../core/contract/incomingFiles';
import { presetReader, type Preset } from '../../core/webhook/shape';

/** Twilio. A form for each status and each message, without a time. */
export const twilio: Preset = {
  id: 'twilio',
  label: 'Twilio',
  description: 'The statuses of messages sent through Twilio, and what people write to its number',
  setUp:
    "Give the URL to each message as <b>Status Callback</b>, or enter it at Twilio in the Messaging Service under Integration. For messages that come in enter it there too, or at the WhatsApp sender, as the URL for incoming messages. With the authentication HMAC Signature the credential's Secret is the auth token of the account.",
  encodings: ['form'],
  // By its page on the Media resource; with the account's protection of media on, it leads on to a signed link.
  files: {
    keyed: {
      ...filesAtPath(/^\/2010-04-01\/Accounts\/\w+\/Messages\/\w+\/Media\/\w+$/),
      leadsOn: true,
    },
  },
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
    messages: [
      {
        conditions: [
          { path: 'SmsStatus', equals: ['received', 'receiving'] },
          { path: 'From', beginsWith: 'whatsapp:' },
        ],
        except: [{ path: 'MessageStatus' }],
        idPath: 'MessageSid || SmsMessageSid || SmsSid',
        accountPath: 'AccountSid',
        fromPath: 'WaId || From',
        fromUserIdPath: 'ExternalUserId || From',
        namePath: 'ProfileName',
        replyToPath: 'OriginalRepliedMessageSid',
        countPath: 'NumMedia',
        contents: [
          {
            conditions: [{ path: 'ButtonText || ButtonPayload' }],
            kind: 'button',
            textPath: 'ButtonText || Body',
            payloadPath: 'ButtonPayload',
          },
          { conditions: [{ path: 'ListId' }], kind: 'button', textPath: 'Body', payloadPath: 'ListId' },
          {
            conditions: [{ path: 'Latitude' }],
            kind: 'location',
            textPath: 'Body',
            latitudePath: 'Latitude',
            longitudePath: 'Longitude',
            placePath: 'Label',
            addressPath: 'Address',
          },
          {
            kindPath: 'MessageType',
            kinds: { sticker: 'other' },
            textPath: 'Body',
            urlPath: 'MediaUrl{n}',
            mimePath: 'MediaContentType{n}',
          },
        ],
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
