import { presetReader, type Preset } from '../../core/webhook/shape';

/** Zenvia. A message of two contents has a status for each. */
export const zenvia: Preset = {
  id: 'zenvia',
  label: 'Zenvia',
  description: 'Subscriptions for the statuses of messages, and for what people write',
  setUp:
    'At Zenvia, make a subscription of the kind <b>message status</b> for the channel WhatsApp with the URL, and one of the kind <b>message</b> for what people write. Zenvia signs nothing: give it a header of your own there and choose the authentication Header Token.',
  encodings: ['json'],
  // It takes a call for failed after five seconds.
  files: { within: 3_000 },
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
    messages: [
      {
        conditions: [
          { path: 'type', equals: ['MESSAGE'] },
          { path: 'channel || message.channel', equals: ['whatsapp'] },
        ],
        idPath: 'message.id',
        accountPath: 'message.to',
        fromPath: 'message.from',
        namePath: 'message.visitor.name',
        timePath: 'message.timestamp || timestamp',
        replyToPath: 'message.idRef',
        own: [{ path: 'direction || message.direction', equals: ['OUT'] }],
        toPath: 'message.to',
        partsPath: 'message.contents',
        contents: [
          {
            conditions: [{ path: 'type', equals: ['text'] }, { path: 'payload' }],
            kind: 'button',
            textPath: 'text',
            payloadPath: 'payload',
          },
          {
            conditions: [{ path: 'type', equals: ['file'] }],
            textPath: 'fileCaption',
            urlPath: 'fileUrl',
            mimePath: 'fileMimeType',
            fileNamePath: 'fileName',
          },
          {
            kindPath: 'type',
            kinds: { contacts: 'contact' },
            // What stands beside an order, and below the answers to a form.
            textPath: 'text || body',
            contactsPath: 'contacts',
            contactPath: 'name.formattedName',
            contactPhonePath: 'phones[0].waId || phones[0].phone',
            latitudePath: 'latitude',
            longitudePath: 'longitude',
            placePath: 'name',
            addressPath: 'address',
          },
        ],
      },
    ],
    words: { not_delivered: 'failed', rejected: 'failed' },
  }),
};
