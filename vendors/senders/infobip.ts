import { filesAtPath } from '../../core/contract/incomingFiles';
import { presetReader, type Preset } from '../../core/webhook/shape';

/** Infobip. Reports of delivery and of reading come to one address, in lists. */
export const infobip: Preset = {
  id: 'infobip',
  label: 'Infobip',
  description: 'Delivery and seen reports of WhatsApp messages, and what people write',
  setUp:
    'At Infobip, enter the URL in a subscription for the delivery and seen reports of WhatsApp, or give it to each message as <b>notifyUrl</b>. For messages that come in, enter it as forwarding URL of the sender.',
  encodings: ['json'],
  // By its reference, Download inbound media.
  files: { keyed: filesAtPath(/^\/whatsapp\/\d+\/senders\/[^/]+\/media\/[^/]+$/) },
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
    messages: [
      {
        conditions: [{ path: 'message.type' }],
        idPath: 'messageId',
        accountPath: 'to',
        fromPath: 'from',
        namePath: 'contact.name',
        timePath: 'receivedAt',
        replyToPath: 'message.context.id || context.id',
        callbackDataPath: 'callbackData',
        groupPath: 'message.context.groupId || context.groupId',
        groupWhen: [{ path: 'message.context.groupId || context.groupId' }],
        writerPath: 'from',
        contents: [
          {
            conditions: [
              { path: 'message.type', equals: ['REACTION'] },
              { path: 'message.action', equals: ['REMOVED'] },
            ],
            kind: 'reaction',
          },
          {
            kindPath: 'message.type',
            kinds: {
              voice: 'audio',
              sticker: 'other',
              interactive_button_reply: 'button',
              interactive_list_reply: 'button',
            },
            textPath: 'message.text || message.title || message.emoji || message.caption',
            payloadPath: 'message.payload || message.id',
            urlPath: 'message.url',
            latitudePath: 'message.latitude',
            longitudePath: 'message.longitude',
            placePath: 'message.name',
            addressPath: 'message.address',
            contactsPath: 'message.contacts',
            contactPath: 'name.formattedName',
            contactPhonePath: 'phones[0].waId || phones[0].phone',
          },
        ],
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
