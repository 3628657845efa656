import { presetReader, type Preset } from '../../core/webhook/shape';

/** What was tapped, as it stands in a button and in a row of a list. */
const TAPPED = {
  textPath: 'payload.payload.text || payload.payload.title',
  payloadPath: 'payload.payload.postbackText || payload.payload.id',
};

/** Gupshup. The id that the send call gave is `gsId` once WhatsApp has given one of its own, and `id` before. */
export const gupshup: Preset = {
  id: 'gupshup',
  label: 'Gupshup',
  description: 'The callback of an app, in the payload format v2',
  setUp:
    'At Gupshup, enter the URL in the app under Webhooks, in the payload format <b>Gupshup (v2)</b>, with the message events enqueued, failed, sent, delivered and read for statuses, and <b>message</b> for what people write. For the format of Meta (v3) choose the source Meta.',
  encodings: ['json'],
  files: {},
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
    messages: [
      {
        conditions: [
          { path: 'type', equals: ['message'] },
          { path: 'payload.source || payload.sender.phone' },
        ],
        idPath: 'payload.id',
        accountPath: 'app',
        fromPath: 'payload.source || payload.sender.phone',
        namePath: 'payload.sender.name',
        timePath: 'timestamp',
        replyToPath: 'payload.context.gsId || payload.context.id',
        contents: [
          // The button of a template is called a quick reply on one page and a text on another.
          { conditions: [{ path: 'payload.payload.type', equals: ['button'] }], kind: 'button', ...TAPPED },
          {
            conditions: [{ path: 'payload.type', equals: ['quick_reply', 'button_reply', 'list_reply'] }],
            kind: 'button',
            ...TAPPED,
          },
          {
            conditions: [{ path: 'payload.type', equals: ['location'] }],
            kind: 'location',
            latitudePath: 'payload.payload.latitude',
            longitudePath: 'payload.payload.longitude',
            placePath: 'payload.payload.name',
            addressPath: 'payload.payload.address',
          },
          {
            conditions: [{ path: 'payload.type', equals: ['contact'] }],
            kind: 'contact',
            contactsPath: 'payload.payload.contacts',
            contactPath: 'name.formatted_name || name.formattedName',
            contactPhonePath: 'phones[0].phone',
          },
          {
            kindPath: 'payload.type',
            kinds: { file: 'document', sticker: 'other' },
            textPath: 'payload.payload.text || payload.payload.caption',
            urlPath: 'payload.payload.url',
            mimePath: 'payload.payload.contentType',
            fileNamePath: 'payload.payload.name',
          },
        ],
      },
    ],
    words: { enqueued: 'pending', deleted: null, mismatch: null },
  }),
};
