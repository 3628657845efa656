import type { ContentShape } from '../../core/webhook/messageShape';
import { presetReader, type Preset } from '../../core/webhook/shape';

/** What a message holds stands under a key of its own. */
const contents: readonly ContentShape[] = [
  {
    conditions: [{ path: 'reaction.referencedMessage.messageId || reaction.value' }],
    kind: 'reaction',
    textPath: 'reaction.value',
    replyToPath: 'reaction.referencedMessage.messageId',
  },
  {
    conditions: [{ path: 'buttonsResponseMessage.buttonId || buttonsResponseMessage.message' }],
    kind: 'button',
    textPath: 'buttonsResponseMessage.message',
    payloadPath: 'buttonsResponseMessage.buttonId',
  },
  {
    conditions: [{ path: 'listResponseMessage.selectedRowId || listResponseMessage.title' }],
    kind: 'button',
    textPath: 'listResponseMessage.title || listResponseMessage.message',
    payloadPath: 'listResponseMessage.selectedRowId',
  },
  file('image', 'image'),
  file('video', 'video'),
  file('audio', 'audio'),
  file('document', 'document'),
  { ...file('sticker', 'other'), vendorKind: 'sticker' },
  {
    conditions: [{ path: 'location.latitude' }],
    kind: 'location',
    latitudePath: 'location.latitude',
    longitudePath: 'location.longitude',
    placePath: 'location.name',
    addressPath: 'location.address',
  },
  {
    conditions: [{ path: 'contact.displayName || contact.vCard' }],
    kind: 'contact',
    contactPath: 'contact.displayName',
    contactPhonePath: 'contact.phones[0]',
    cardPath: 'contact.vCard',
  },
  { conditions: [{ path: 'text.message' }], kind: 'text', textPath: 'text.message' },
  other('hydratedTemplate', 'message', 'message'),
  other('buttonsMessage', 'message', 'message'),
  other('carouselMessage', 'text', 'text'),
  other('poll', 'question', 'question'),
  { ...other('pollVote', 'pollMessageId', 'options[0].name'), replyToPath: 'pollVote.pollMessageId' },
  other('order', 'orderId', 'message'),
  other('product', 'productId', 'title'),
  other('newsletterAdminInvite', 'newsletterId', 'text'),
  other('event', 'name', 'name'),
  {
    ...other('eventResponse', 'response', 'response'),
    replyToPath: 'eventResponse.referencedMessage.messageId',
  },
  other('pixKeyMessage', 'key'),
  other('requestPayment', 'currencyCode'),
  other('sendPayment', 'paymentInfo.currencyCode'),
  other('reviewAndPay', 'referenceId'),
  other('reviewOrder', 'referenceId'),
];

/**
 * @param mark what every content of this name has
 * @param text where its text stands, if it has one
 */
function other(name: string, mark: string, text?: string): ContentShape {
  return {
    conditions: [{ path: `${name}.${mark}` }],
    kind: 'other',
    vendorKind: name,
    ...(text !== undefined && { textPath: `${name}.${text}` }),
  };
}

function file(name: string, kind: NonNullable<ContentShape['kind']>): ContentShape {
  return {
    // Without a URL where Z-API could not fetch it.
    conditions: [{ path: `${name}.${name}Url || ${name}.downloadError || ${name}.mimeType` }],
    kind,
    textPath: `${name}.caption`,
    urlPath: `${name}.${name}Url`,
    mimePath: `${name}.mimeType`,
    fileNamePath: `${name}.fileName`,
  };
}

/** Z-API. Its table of statuses says `id`, every example `ids`. */
export const zapi: Preset = {
  id: 'zapi',
  label: 'Z-API',
  description: 'The webhooks of an instance for message status, for delivery and for what people write',
  setUp:
    'At Z-API, enter the URL in the instance under Webhooks and general settings, as <b>Receive message status</b> and, for sent, as <b>On send</b>; for messages as <b>On receive</b>. Z-API signs nothing, so keep the URL to yourself.',
  encodings: ['json'],
  files: {},
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
    messages: [
      {
        conditions: [{ path: 'type', equals: ['ReceivedCallback'] }],
        // What WhatsApp tells of a chat, a message that is not there yet, an edit, a pin, a channel and a story.
        except: [
          { path: 'notification' },
          { path: 'waitingMessage', equals: ['true'] },
          { path: 'isEdit', equals: ['true'] },
          { path: 'pinMessage.action' },
          { path: 'isNewsletter', equals: ['true'] },
          { path: 'phone', beginsWith: 'status@' },
        ],
        idPath: 'messageId',
        accountPath: 'instanceId',
        fromPath: 'phone',
        fromUserIdPath: 'senderLid || chatLid',
        namePath: 'senderName',
        timePath: 'momment || moment',
        replyToPath: 'referenceMessageId',
        own: [{ path: 'fromMe', equals: ['true'] }],
        toPath: 'phone',
        groupPath: 'phone',
        groupWhen: [{ path: 'isGroup', equals: ['true'] }],
        writerPath: 'participantPhone',
        writerUserIdPath: 'participantLid || senderLid',
        contents,
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
