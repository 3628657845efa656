import { call } from './support/delivering';
import { listen } from './support/listening';
import { parametersOf } from './support/parameters';

/** One content as a sender writes it, and what the item says of it. */
type Case = readonly [what: string, body: object, item: object];

async function itemsOf(parameters: Record<string, string>, body: object): Promise<object[]> {
  const listening = await listen({ parameters: parametersOf({ ...parameters, events: ['messages'] }) });
  try {
    const isForm = parameters['sender'] === 'twilio';
    const fields = Object.entries(body).map(([name, value]): [string, string] => [name, value as string]);
    const { status } = await call(listening.url, {
      headers: { 'content-type': isForm ? 'application/x-www-form-urlencoded' : 'application/json' },
      body: isForm ? new URLSearchParams(fields).toString() : JSON.stringify(body),
    });
    expect([status, listening.thrown]).toEqual([200, []]);
    return listening.executions.flat();
  } finally {
    await listening.close();
  }
}

const file = (mimeType: string | null, more: object = {}) => ({
  media: { url: null, id: null, mimeType, fileName: null, ...more },
});

const encrypted = (mimeType: string | null, more: object = {}) =>
  file(mimeType, { downloadable: false, ...more });

const KEY = { remoteJid: '5511987654321@s.whatsapp.net', fromMe: false, id: 'M1' };
const card = 'BEGIN:VCARD\nFN:Ana Lima\nTEL;type=CELL;waid=5521991234567:+55 21 99123-4567\nEND:VCARD';

/** Contents as Baileys holds them. */
const CONTENTS: readonly Case[] = [
  ['a text', { conversation: 'Oi' }, { kind: 'text', text: 'Oi' }],
  ['a blank text', { conversation: ' ' }, { kind: 'text', text: null }],
  [
    'a reply',
    { extendedTextMessage: { text: 'Sim', contextInfo: { stanzaId: 'B1' } } },
    { text: 'Sim', replyTo: 'B1' },
  ],
  [
    'a text that disappears',
    { ephemeralMessage: { message: { conversation: 'Oi' } } },
    { kind: 'text', text: 'Oi' },
  ],
  [
    'what was wrapped twice',
    {
      ephemeralMessage: {
        message: { viewOnceMessageV2: { message: { imageMessage: { mimetype: 'a/b' } } } },
      },
    },
    { kind: 'image' },
  ],
  [
    'a list of devices beside',
    { messageContextInfo: { a: 1 }, conversation: 'Oi' },
    { kind: 'text', text: 'Oi' },
  ],
  [
    'a sticker',
    { stickerMessage: { mimetype: 'image/webp' } },
    { kind: 'other', vendorKind: 'stickerMessage' },
  ],
  ['a round video', { ptvMessage: { mimetype: 'video/mp4' } }, { kind: 'video' }],
  ['a video', { videoMessage: { caption: 'Veja', mimetype: 'video/mp4' } }, { kind: 'video', text: 'Veja' }],
  [
    'a tapped button',
    { buttonsResponseMessage: { selectedButtonId: 'sim', selectedDisplayText: 'Sim' } },
    { kind: 'button', text: 'Sim', payload: 'sim' },
  ],
  [
    'the button of a template',
    { templateButtonReplyMessage: { selectedId: 'sim', selectedDisplayText: 'Sim' } },
    { kind: 'button', text: 'Sim', payload: 'sim' },
  ],
  [
    'a row of a list',
    { listResponseMessage: { title: 'Opção 1', singleSelectReply: { selectedRowId: 'op1' } } },
    { kind: 'button', text: 'Opção 1', payload: 'op1' },
  ],
  [
    'a newer button',
    {
      interactiveResponseMessage: {
        body: { text: 'Sim' },
        nativeFlowResponseMessage: { name: 'quick_reply', paramsJson: '{"id":"sim"}' },
      },
    },
    { kind: 'button', text: 'Sim', payload: 'sim' },
  ],
  [
    'a newer button with broken JSON',
    { interactiveResponseMessage: { nativeFlowResponseMessage: { name: 'quick_reply', paramsJson: '{' } } },
    { kind: 'button', text: null },
  ],
  [
    'the answers to a form',
    { interactiveResponseMessage: { nativeFlowResponseMessage: { name: 'flow', paramsJson: '{}' } } },
    { kind: 'other', vendorKind: 'interactiveResponseMessage' },
  ],
  [
    'a reaction that was taken back',
    { reactionMessage: { key: { id: 'B1' }, text: '' } },
    { kind: 'reaction', text: '', replyTo: 'B1' },
  ],
  [
    'a place',
    { locationMessage: { degreesLatitude: -23.5, degreesLongitude: -46.6, name: 'Praça', address: 'Rua 1' } },
    {
      kind: 'location',
      text: 'Praça, Rua 1',
      location: { latitude: -23.5, longitude: -46.6, name: 'Praça', address: 'Rua 1' },
    },
  ],
  ['a place that is none', { locationMessage: { degreesLatitude: 200 } }, { kind: 'location', text: null }],
  [
    'a moving place',
    { liveLocationMessage: { degreesLatitude: 0, degreesLongitude: 0 } },
    { kind: 'location', location: { latitude: 0, longitude: 0, name: null, address: null } },
  ],
  [
    'a shared contact',
    { contactMessage: { displayName: 'Ana', vcard: card } },
    { kind: 'contact', text: 'Ana, 5521991234567' },
  ],
  [
    'several contacts',
    { contactsArrayMessage: { contacts: [{ vcard: card }, { displayName: 'Bia' }] } },
    { kind: 'contact', text: 'Ana Lima, 5521991234567; Bia' },
  ],
  ['an order', { orderMessage: {} }, { kind: 'other', vendorKind: 'orderMessage', media: null }],
  [
    'the words beside an order',
    { orderMessage: { orderId: '1', message: 'Quero dois' } },
    { kind: 'other', text: 'Quero dois', vendorKind: 'orderMessage' },
  ],
  [
    'a picture of an album',
    {
      messageContextInfo: { messageAssociation: {} },
      associatedChildMessage: { message: { imageMessage: { caption: 'Veja' } } },
    },
    { kind: 'image', text: 'Veja' },
  ],
  [
    'an animated sticker',
    { lottieStickerMessage: { message: { stickerMessage: { mimetype: 'application/was' } } } },
    { kind: 'other', vendorKind: 'stickerMessage' },
  ],
  [
    'a mention of a group',
    { groupMentionedMessage: { message: { extendedTextMessage: { text: 'Oi' } } } },
    { kind: 'text', text: 'Oi' },
  ],
  [
    'a key for a group in front',
    { fastRatchetKeySenderKeyDistributionMessage: { groupId: 'g' }, conversation: 'Oi' },
    { kind: 'text', text: 'Oi' },
  ],
];

const STUBS: ReadonlyArray<readonly [what: string, whole: object]> = [
  ['a deletion', { message: { protocolMessage: { type: 'REVOKE' } } }],
  ['an edit', { message: { editedMessage: { message: {} } } }],
  ['nothing', { message: null }],
  ['no content', { message: {} }],
  ['somebody who joined', { messageStubType: 'GROUP_PARTICIPANT_ADD', messageStubParameters: [] }],
  ['a story', { key: { ...KEY, remoteJid: 'status@broadcast' }, message: { conversation: 'Oi' } }],
  ['a channel', { key: { ...KEY, remoteJid: '1203@newsletter' }, message: { conversation: 'Oi' } }],
  [
    'what the account sent to a list of people',
    { key: { ...KEY, remoteJid: '1203@broadcast', fromMe: true }, message: { conversation: 'Oi' } },
  ],
  ['the beginning of an album', { message: { albumMessage: { expectedImageCount: 2 } } }],
  ['what only the phone shows', { message: { placeholderMessage: { type: 'MASK_LINKED_DEVICES' } } }],
  ['a story in a group', { message: { groupStatusMessageV2: { message: { imageMessage: {} } } } }],
  ['a mention in a story', { message: { statusMentionMessage: { message: { protocolMessage: {} } } } }],
  ['a pin', { message: { pinInChatMessage: {} } }],
];

describe.each([
  ['cleverchat', { source: 'cleverchat' }, (message: object) => message],
  [
    'evolution',
    { source: 'evolution' },
    (data: object) => ({ event: 'messages.upsert', instance: 'loja', data }),
  ],
] as const)('a message of a linked phone through %s', (_name, parameters, around) => {
  it.each(CONTENTS)('with %s', async (_what, message, item) => {
    const body = around({ key: KEY, messageTimestamp: 1_764_072_000, message });
    expect(await itemsOf(parameters, body)).toEqual([expect.objectContaining(item)]);
  });

  it.each(STUBS)('that is %s starts nothing', async (_what, whole) => {
    expect(await itemsOf(parameters, around({ key: KEY, ...whole }))).toEqual([]);
  });

  it.each([
    [1_764_072_000],
    ['1764072000'],
    [1_764_072_000_000],
    [{ low: 1_764_072_000, high: 0, unsigned: true }],
  ])('has its time in whatever form: %j', async (messageTimestamp) => {
    const body = around({ key: KEY, messageTimestamp, message: { conversation: 'Oi' } });
    expect(await itemsOf(parameters, body)).toMatchObject([{ occurredAt: '2025-11-25T12:00:00.000Z' }]);
  });

  it.each<[object, object]>([
    [{ remoteJid: '5511987654321:12@s.whatsapp.net' }, { from: '5511987654321' }],
    [{ remoteJid: '8189@lid' }, { from: null }],
    [
      { remoteJid: '81896604192873@lid', senderPn: '5511987654321@s.whatsapp.net' },
      { from: '5511987654321', fromUserId: '81896604192873@lid' },
    ],
    [{ remoteJidAlt: '81896604192873@lid' }, { from: '5511987654321', fromUserId: '81896604192873@lid' }],
    // A business whose phone runs at Meta.
    [{ remoteJid: '5511987654321:99@hosted' }, { from: '5511987654321' }],
    [{ remoteJid: '81896604192873@hosted.lid' }, { from: null, fromUserId: '81896604192873@lid' }],
    // Somebody's message to a list of people, the account among them.
    [
      { remoteJid: '1203@broadcast', participant: '5511987654321@s.whatsapp.net' },
      { from: '5511987654321', group: null, fromMe: false },
    ],
    [
      {
        remoteJid: '1203@broadcast',
        participant: '81896604192873@lid',
        remoteJidAlt: '5511987654321@s.whatsapp.net',
      },
      { from: '5511987654321', fromUserId: '81896604192873@lid', group: null },
    ],
  ])('names its writer by number: %j', async (key, item) => {
    const body = around({ key: { ...KEY, ...key }, message: { conversation: 'Oi' } });
    expect(await itemsOf(parameters, body)).toEqual([expect.objectContaining(item)]);
  });

  it('tells nothing of thumbnails, keys and encrypted links', async () => {
    const image = {
      url: 'https://mmg.whatsapp.net/canary.enc',
      directPath: '/canary',
      mediaKey: 'canary',
      jpegThumbnail: 'canary',
      mimetype: 'image/jpeg',
    };
    const [item] = await itemsOf(
      parameters,
      around({ key: KEY, message: { imageMessage: image, base64: 'canary' } }),
    );
    expect(item).toMatchObject({ kind: 'image', media: { url: null, mimeType: 'image/jpeg' } });
    expect(JSON.stringify(item)).not.toContain('canary');
  });
});

test('a server that gives out files by the ID of the message is told by that ID, others by nothing', async () => {
  const message = { key: KEY, message: { audioMessage: { mimetype: 'audio/ogg' } } };
  expect(await itemsOf({ source: 'logyca' }, message)).toMatchObject([encrypted('audio/ogg')]);
  const inEvolution = { event: 'MESSAGES_UPSERT', data: message };
  expect(await itemsOf({ source: 'evolution' }, inEvolution)).toEqual([
    expect.objectContaining(file('audio/ogg', { id: 'M1' })),
  ]);
});

describe("what Evolution API makes of an official number's message", () => {
  const official = (message: object) => ({
    event: 'messages.upsert',
    instance: 'loja',
    data: { key: { ...KEY, id: 'wamid.1' }, messageTimestamp: 1_764_072_000, message },
  });

  it.each<Case>([
    [
      'a file as Meta describes it',
      { documentMessage: { id: '77', mime_type: 'application/pdf', filename: 'boleto.pdf' } },
      {
        kind: 'document',
        ...file('application/pdf', { id: 'wamid.1', fileName: 'boleto.pdf' }),
      },
    ],
    [
      'an order',
      { orderMessage: { catalog_id: '1', text: 'Quero dois', product_items: [] } },
      { kind: 'other', text: 'Quero dois', vendorKind: 'orderMessage' },
    ],
    ['a context in front', { contextInfo: { stanzaId: 'wamid.0' }, conversation: 'Oi' }, { text: 'Oi' }],
    [
      'what is not supported',
      { unsupportedMessage: { type: 'poll_creation' } },
      { kind: 'other', vendorKind: 'unsupportedMessage' },
    ],
  ])('with %s is read', async (_what, message, item) => {
    expect(await itemsOf({ source: 'evolution' }, official(message))).toEqual([
      expect.objectContaining(item),
    ]);
  });

  it.each([
    { systemMessage: { body: 'changed the number' } },
    { editMessage: { original_message_id: 'wamid.0' } },
    { revokeMessage: { original_message_id: 'wamid.0' } },
    { unsupportedMessage: { type: 'edit' } },
  ])('that changes something starts nothing: %j', async (message) => {
    expect(await itemsOf({ source: 'evolution' }, official(message))).toEqual([]);
  });
});

const received = (content: object) => ({
  type: 'ReceivedCallback',
  messageId: 'M1',
  phone: '5511987654321',
  ...content,
});
const inPayload = (payload: object, event = 'message') => ({
  event,
  payload: { id: 'M1', from: '5511987654321@c.us', ...payload },
});
const gup = (type: string, payload: object) => ({
  type: 'message',
  payload: { id: 'M1', source: '5511987654321', type, payload },
});
const sms = (fields: object) => ({
  MessageSid: 'M1',
  SmsStatus: 'received',
  From: 'whatsapp:+5511987654321',
  ...fields,
});
const result = (message: object) => ({
  results: [{ messageId: 'M1', from: '5511987654321', message }],
});
const contents = (...list: object[]) => ({
  type: 'MESSAGE',
  channel: 'whatsapp',
  direction: 'IN',
  message: { id: 'M1', from: '5511987654321', contents: list },
});
const wazzup = (fields: object) => ({
  messages: [
    { messageId: 'M1', chatType: 'whatsapp', chatId: '5511987654321', status: 'inbound', ...fields },
  ],
});
const created = (fields: object) => ({
  event: 'message_created',
  id: 1,
  message_type: 'incoming',
  conversation: { channel: 'Channel::Whatsapp' },
  sender: { phone_number: '+5511987654321' },
  ...fields,
});
const inGroup = (mark: object) => ({
  channel: 'Channel::Whatsapp',
  contact_inbox: { source_id: '120363012345678901' },
  ...mark,
});
const link = (url: string, more: object = {}) => ({
  media: expect.objectContaining({ url, ...more }) as unknown,
});
const L = 'https://files.example/a';

const SENDERS: Readonly<Record<string, readonly Case[]>> = {
  zapi: [
    [
      'a video',
      received({ video: { videoUrl: L, mimeType: 'video/mp4', caption: 'Veja' } }),
      { kind: 'video', text: 'Veja', ...link(L) },
    ],
    ['an audio', received({ audio: { audioUrl: L, mimeType: 'audio/ogg' } }), { kind: 'audio', ...link(L) }],
    [
      'a sticker',
      received({ sticker: { stickerUrl: L } }),
      { kind: 'other', vendorKind: 'sticker', ...link(L) },
    ],
    [
      'a row of a list',
      received({ listResponseMessage: { title: 'Um', selectedRowId: '1' } }),
      { kind: 'button', text: 'Um', payload: '1' },
    ],
    [
      'a reaction',
      received({ reaction: { value: '👍', referencedMessage: { messageId: 'B1' } } }),
      { kind: 'reaction', text: '👍', replyTo: 'B1' },
    ],
    [
      'a reaction that was taken back',
      received({ reaction: { value: '', referencedMessage: { messageId: 'B1' } } }),
      { kind: 'reaction', text: '' },
    ],
    [
      'a place',
      received({ location: { latitude: -23.5, longitude: -46.6, name: 'Praça' } }),
      { kind: 'location', text: 'Praça' },
    ],
    [
      'a contact',
      received({ contact: { displayName: 'Ana', phones: ['5521991234567'] } }),
      { kind: 'contact', text: 'Ana, 5521991234567' },
    ],
    [
      'a file that Z-API could not fetch',
      received({ image: { imageUrl: null, caption: 'Veja', downloadError: 'timed out' } }),
      { kind: 'image', text: 'Veja', media: null },
    ],
    [
      'buttons of somebody else',
      received({ buttonsMessage: { imageUrl: L, videoUrl: null, message: 'Escolha', buttons: [] } }),
      { kind: 'other', text: 'Escolha', vendorKind: 'buttonsMessage' },
    ],
    [
      'a carousel',
      received({ carouselMessage: { text: 'Novidades', cards: [] } }),
      { kind: 'other', text: 'Novidades', vendorKind: 'carouselMessage' },
    ],
    [
      'a poll',
      received({ poll: { question: 'Qual dia?', pollMaxOptions: 0, options: [{ name: 'Hoje' }] } }),
      { kind: 'other', text: 'Qual dia?', vendorKind: 'poll' },
    ],
    [
      'a vote',
      received({ pollVote: { pollMessageId: 'B1', options: [{ name: 'Hoje' }] } }),
      { kind: 'other', text: 'Hoje', replyTo: 'B1', vendorKind: 'pollVote' },
    ],
    [
      'an order',
      received({ order: { orderId: '1', message: 'Quero dois', products: [] } }),
      { kind: 'other', text: 'Quero dois', vendorKind: 'order' },
    ],
    [
      'a product',
      received({ product: { productId: '1', title: 'Bolo', price: 1 } }),
      { kind: 'other', text: 'Bolo', vendorKind: 'product' },
    ],
    [
      'an invitation to a channel',
      received({ newsletterAdminInvite: { newsletterId: '1203@newsletter', text: 'Venha' } }),
      { kind: 'other', text: 'Venha', vendorKind: 'newsletterAdminInvite' },
    ],
    [
      'an event',
      received({ event: { name: 'Festa', canceled: false } }),
      { kind: 'other', text: 'Festa', vendorKind: 'event' },
    ],
    [
      'an answer to an event',
      received({ eventResponse: { response: 'GOING', referencedMessage: { messageId: 'B1' } } }),
      { kind: 'other', text: 'GOING', replyTo: 'B1', vendorKind: 'eventResponse' },
    ],
    [
      'a Pix key',
      received({ pixKeyMessage: { key: 'pix', keyType: 'EVP' } }),
      { kind: 'other', text: null, vendorKind: 'pixKeyMessage' },
    ],
    [
      'a payment that is asked for',
      received({ requestPayment: { value: 1, currencyCode: 'BRL' } }),
      { kind: 'other', vendorKind: 'requestPayment' },
    ],
    [
      'a payment',
      received({ sendPayment: { paymentInfo: { value: 1, currencyCode: 'BRL' } } }),
      { kind: 'other', vendorKind: 'sendPayment' },
    ],
    [
      'a bill',
      received({ reviewAndPay: { referenceId: '4N', total: 605 } }),
      { kind: 'other', vendorKind: 'reviewAndPay' },
    ],
    [
      'a change of a bill',
      received({ reviewOrder: { referenceId: '4N', total: 605 } }),
      { kind: 'other', vendorKind: 'reviewOrder' },
    ],
    ['what nobody knows', received({ product: {} }), { kind: 'other', text: null }],
  ],
  waha: [
    [
      'a document',
      inPayload({ body: 'Segue', media: { url: L, mimetype: 'application/pdf' } }),
      { kind: 'document', text: 'Segue' },
    ],
    ['a file that was not kept', inPayload({ hasMedia: true, body: '' }), { kind: 'other', media: null }],
    [
      'a reaction',
      inPayload({ reaction: { text: '👍', messageId: 'B1' } }, 'message.reaction'),
      { kind: 'reaction', text: '👍', replyTo: 'B1' },
    ],
    ['a contact', inPayload({ vCards: [card] }), { kind: 'contact', text: 'Ana Lima, 5521991234567' }],
    [
      'several contacts',
      inPayload({ vCards: [card, 'BEGIN:VCARD\nFN:Bia\nEND:VCARD'] }),
      { kind: 'contact', text: 'Ana Lima, 5521991234567; Bia' },
    ],
    [
      'a file that the server could not fetch',
      inPayload({
        hasMedia: true,
        body: 'Veja',
        media: { url: null, filename: null, mimetype: 'image/jpeg', error: { details: 'timed out' } },
      }),
      { kind: 'image', text: 'Veja', media: null },
    ],
    [
      'what somebody sent to a list of people',
      inPayload({ from: '1203@broadcast', participant: '5511987654321@c.us', body: 'Oi' }),
      { kind: 'text', from: '5511987654321', group: null },
    ],
    ['a place', inPayload({ location: { latitude: '-23.5', longitude: '-46.6' } }), { kind: 'location' }],
  ],
  gupshup: [
    [
      'an image',
      gup('image', { url: L, caption: 'Veja', contentType: 'image/png' }),
      { kind: 'image', text: 'Veja', ...link(L, { mimeType: 'image/png' }) },
    ],
    [
      'a file',
      gup('file', { url: L, name: 'a.pdf' }),
      { kind: 'document', ...link(L, { fileName: 'a.pdf' }) },
    ],
    [
      'a button called a text',
      gup('text', { text: 'Sim', type: 'button', postbackText: 's' }),
      { kind: 'button', payload: 's' },
    ],
    [
      'a row of a list',
      gup('list_reply', { title: 'Um', id: '1' }),
      { kind: 'button', text: 'Um', payload: '1' },
    ],
    ['a place', gup('location', { latitude: 1, longitude: 2 }), { kind: 'location' }],
    ['a sticker', gup('sticker', { url: L }), { kind: 'other', vendorKind: 'sticker', ...link(L) }],
    [
      'several contacts',
      gup('contact', {
        contacts: [
          { name: { formatted_name: 'Ana Lima' }, phones: [{ phone: '+5521991234567' }] },
          { name: { formattedName: 'Bia' } },
        ],
      }),
      { kind: 'contact', text: 'Ana Lima, 5521991234567; Bia' },
    ],
    ['what nobody knows', gup('newkind', {}), { kind: 'other', vendorKind: 'newkind' }],
  ],
  twilio: [
    [
      'a place',
      sms({ Latitude: '-23.5', Longitude: '-46.6', Address: 'Rua 1' }),
      { kind: 'location', text: 'Rua 1' },
    ],
    ['a row of a list', sms({ ListId: '1', Body: 'Um' }), { kind: 'button', text: 'Um', payload: '1' }],
    [
      'an audio',
      sms({ NumMedia: '1', MediaUrl0: L, MediaContentType0: 'audio/ogg' }),
      { kind: 'audio', ...link(L) },
    ],
    ['a kind that nobody knows', sms({ MessageType: 'newkind' }), { kind: 'other', vendorKind: 'newkind' }],
    [
      'a person without a number',
      sms({ From: 'whatsapp:BR.a1', Body: 'Oi' }),
      { from: null, fromUserId: 'BR.a1' },
    ],
  ],
  infobip: [
    ['an audio', result({ type: 'VOICE', url: L }), { kind: 'audio', ...link(L) }],
    ['a sticker', result({ type: 'STICKER', url: L }), { kind: 'other', vendorKind: 'STICKER' }],
    [
      'a button',
      result({ type: 'BUTTON', text: 'Sim', payload: 's' }),
      { kind: 'button', text: 'Sim', payload: 's' },
    ],
    [
      'a row of a list',
      result({ type: 'INTERACTIVE_LIST_REPLY', id: '1', title: 'Um' }),
      { kind: 'button', payload: '1' },
    ],
    [
      'a reaction',
      result({ type: 'REACTION', emoji: '👍', action: 'ADDED' }),
      { kind: 'reaction', text: '👍' },
    ],
    [
      'a reaction that was taken back',
      result({ type: 'REACTION', emoji: '👍', action: 'REMOVED' }),
      { kind: 'reaction', text: '' },
    ],
    ['an order', result({ type: 'ORDER' }), { kind: 'other', vendorKind: 'ORDER' }],
    [
      'several contacts',
      result({
        type: 'CONTACT',
        contacts: [
          { name: { formattedName: 'Ana Lima' }, phones: [{ phone: '+55 21', waId: '5521991234567' }] },
          { name: { formattedName: 'Bia' }, phones: [] },
        ],
      }),
      { kind: 'contact', text: 'Ana Lima, 5521991234567; Bia' },
    ],
  ],
  zenvia: [
    [
      'a tapped button',
      contents({ type: 'text', text: 'Sim', payload: 's' }),
      { kind: 'button', payload: 's' },
    ],
    [
      'a document',
      contents({ type: 'file', fileUrl: L, fileMimeType: 'application/pdf' }),
      { kind: 'document' },
    ],
    ['contacts', contents({ type: 'contacts' }), { kind: 'contact' }],
    [
      'several contacts',
      contents({
        type: 'contacts',
        contacts: [
          { name: { formattedName: 'Ana Lima' }, phones: [{ phone: '+5521991234567' }] },
          { name: { formattedName: 'Bia' } },
        ],
      }),
      { kind: 'contact', text: 'Ana Lima, 5521991234567; Bia' },
    ],
    [
      'what stands below the answers to a form',
      contents({ type: 'flow_response', token: 't', body: 'Enviado', data: {} }),
      { kind: 'other', text: 'Enviado', vendorKind: 'flow_response' },
    ],
    [
      'a file that was refused',
      contents({ type: 'file', fileMimeType: 'image/png', status: 'REJECTED', reason: 'SIZE_LIMIT' }),
      { kind: 'image', media: null },
    ],
    [
      'the answers to a form',
      contents({ type: 'flow_response' }),
      { kind: 'other', vendorKind: 'flow_response' },
    ],
  ],
  wazzup24: [
    ['a document', wazzup({ type: 'document', contentUri: L }), { kind: 'document', ...link(L) }],
    ['a contact', wazzup({ type: 'vcard', text: 'Ana' }), { kind: 'contact', text: 'Ana' }],
    ['a missed call', wazzup({ type: 'missing_call' }), { kind: 'other', vendorKind: 'missing_call' }],
    [
      'a chat with its ending',
      wazzup({ chatId: '5511987654321@c.us', type: 'text', text: 'Oi' }),
      { from: '5511987654321' },
    ],
  ],
  chatwoot: [
    [
      'an old server',
      created({ message_type: 0, content: 'Oi', created_at: '2025-11-25 12:00:00 UTC' }),
      { kind: 'text', occurredAt: '2025-11-25T12:00:00.000Z' },
    ],
    [
      'a document',
      created({ attachments: [{ file_type: 'file', data_url: L }] }),
      { kind: 'document', ...link(L) },
    ],
    [
      'a place',
      created({ attachments: [{ file_type: 'location', coordinates_lat: 1, coordinates_long: 2 }] }),
      { kind: 'location' },
    ],
    ['a reply', created({ content: 'Sim', content_attributes: { in_reply_to: 299 } }), { replyTo: '299' }],
    [
      'a reaction',
      created({ content: '👍', content_attributes: { is_reaction: true, in_reply_to: 299 } }),
      { kind: 'reaction', text: '👍', replyTo: '299' },
    ],
    [
      'what is not supported',
      created({ content: null, content_attributes: { is_unsupported: true } }),
      { kind: 'other', text: null, vendorKind: 'unsupported' },
    ],
    [
      'a contact',
      created({
        content: 'Ana Lima',
        attachments: [{ file_type: 'contact', fallback_title: '+5521991234567', meta: { firstName: 'Ana' } }],
      }),
      { kind: 'contact', text: 'Ana, 5521991234567' },
    ],
    [
      'the type of a file',
      created({ attachments: [{ file_type: 'image', data_url: L, content_type: 'image/webp' }] }),
      { kind: 'image', ...link(L, { mimeType: 'image/webp' }) },
    ],
  ],
};

describe.each(Object.entries(SENDERS))('a message through %s', (sender, cases) => {
  it.each(cases)('with %s', async (_what, body, item) => {
    expect(await itemsOf({ source: 'custom', sender }, body)).toEqual([expect.objectContaining(item)]);
  });
});

test.each<[string, object]>([
  ['zapi', received({ text: { message: 'Oi' }, isEdit: true })],
  ['zapi', received({ waitingMessage: true })],
  ['zapi', received({ notification: 'GROUP_CREATE' })],
  ['zapi', received({ text: { message: 'Oi' }, isNewsletter: true })],
  ['zapi', received({ pinMessage: { action: 'pin', referencedMessage: { messageId: 'B1' } } })],
  ['waha', inPayload({ from: 'status@broadcast', body: 'Oi' })],
  ['waha', inPayload({ from: '1@newsletter', body: 'Oi' })],
  ['waha', inPayload({ id: 'false_status@broadcast_M1_5511987654321@c.us', from: null, body: 'Oi' })],
  ['waha', inPayload({ body: 'Oi' }, 'message.revoked')],
  ['twilio', sms({ From: '+5511987654321', Body: 'an SMS' })],
  ['zenvia', { ...contents({ type: 'text', text: 'Oi' }), channel: 'sms' }],
  ['wazzup24', wazzup({ chatType: 'telegram', type: 'text', text: 'Oi' })],
  ['wazzup24', wazzup({ status: 'edited', type: 'text', text: 'Oi' })],
  ['wazzup24', wazzup({ isEdited: true, type: 'text', text: 'Oi', oldInfo: { oldText: 'Olá' } })],
  ['wazzup24', wazzup({ isDeleted: true, type: 'text', text: 'Oi' })],
  ['chatwoot', created({ content: 'a note', private: true })],
  ['chatwoot', created({ content: 'in a group', conversation: inGroup({ group_type: 'group' }) })],
  ['chatwoot', created({ content: 'in a group', conversation: inGroup({ group: true }) })],
  ['chatwoot', created({ content: 'joined', message_type: 'activity' })],
  ['chatwoot', created({ content: 'Oi', conversation: { channel: 'Channel::Email' } })],
  ['chatwoot', created({ content: 'Oi', event: 'message_updated' })],
])('what is no message of WhatsApp starts nothing: %s %j', async (sender, body) => {
  expect(await itemsOf({ source: 'custom', sender }, body)).toEqual([]);
});

describe('to whom it went', () => {
  const options = { includeOwn: true };
  const toOf = async (sender: string, events: string[], body: object): Promise<unknown[]> => {
    const parameters = parametersOf({ source: 'custom', sender, events, options });
    const listening = await listen({ parameters });
    try {
      await call(listening.url, {
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      return listening.executions.flat().map(({ to }) => to);
    } finally {
      await listening.close();
    }
  };
  const account = '551140028922@c.us';
  const person = '5511987654321@c.us';

  // By engine: some put the account into `from`.
  it.each([{ from: person }, { from: account, to: person }])(
    'is told of an own message and its status through WAHA: %j',
    async (chat) => {
      const own = inPayload({ ...chat, id: `true_${person}_M1`, fromMe: true, body: 'Oi' }, 'message.any');
      const ack = inPayload(
        { ...chat, id: `true_${person}_M1`, fromMe: true, ackName: 'READ' },
        'message.ack',
      );
      expect(await toOf('waha', ['messages'], own)).toEqual(['5511987654321']);
      expect(await toOf('waha', ['statuses'], ack)).toEqual(['5511987654321']);
    },
  );

  it('is nobody where it went to a group', async () => {
    const chat = { from: account, to: '1203@g.us', participant: person };
    const ack = inPayload({ ...chat, id: 'true_1203@g.us_M1', fromMe: true, ackName: 'READ' }, 'message.ack');
    expect(await toOf('waha', ['statuses'], ack)).toEqual([null]);
  });
});

test('an own message of Wazzup24 is no status, whatever the channel', async () => {
  const parameters = parametersOf({ source: 'custom', sender: 'wazzup24', events: ['statuses'] });
  const listening = await listen({ parameters });
  try {
    for (const changes of [
      { chatType: 'telegram', isEcho: true, status: 'sent' },
      { isEcho: true, status: 'delivered', isDeleted: true },
    ])
      await call(listening.url, {
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(wazzup(changes)),
      });
    expect(listening.executions).toEqual([]);
  } finally {
    await listening.close();
  }
});

test('several contents of one message are as many items, in their order and each by its own key', async () => {
  const files = [
    { type: 'text', text: 'Seguem' },
    { type: 'file', fileUrl: L, fileMimeType: 'image/png' },
    { type: 'file', fileUrl: `${L}2`, fileMimeType: 'image/png' },
  ];
  const attachments = [
    { file_type: 'image', data_url: L },
    { file_type: 'audio', data_url: `${L}2` },
  ];
  const media = { NumMedia: '2', MediaUrl0: L, MediaContentType0: 'image/png', Body: 'Veja' };
  const second = { MediaUrl1: `${L}2`, MediaContentType1: 'audio/ogg' };
  const given: ReadonlyArray<readonly [string, object, ReadonlyArray<readonly [string, unknown]>]> = [
    [
      'zenvia',
      contents(...files),
      [
        ['text', 'Seguem'],
        ['image', null],
        ['image', null],
      ],
    ],
    [
      'chatwoot',
      created({ content: 'Veja', attachments }),
      [
        ['image', 'Veja'],
        ['audio', null],
      ],
    ],
    [
      'twilio',
      sms({ ...media, ...second }),
      [
        ['image', 'Veja'],
        ['audio', null],
      ],
    ],
  ];
  for (const [sender, body, expected] of given) {
    const items = (await itemsOf({ source: 'custom', sender }, body)) as Array<Record<string, unknown>>;
    expect(items.map(({ kind, text }) => [kind, text])).toEqual(expected);
    expect(new Set(items.map(({ eventKey }) => eventKey)).size).toBe(items.length);
    expect(new Set(items.map(({ messageId }) => messageId)).size).toBe(1);
  }
});

test.each(['-3', '2.5', '1e9', 'x', '', '0', '99'])(
  'files that are counted as %j are those that are there',
  async (NumMedia) => {
    const body = sms({ NumMedia, Body: 'Veja', MediaUrl0: L, MediaContentType0: 'image/png' });
    expect(await itemsOf({ source: 'custom', sender: 'twilio' }, body)).toEqual([
      expect.objectContaining({ kind: 'image', text: 'Veja' }),
    ]);
  },
);

describe('a message that Meta reports', () => {
  const inMeta = (message: object, contacts: object[] = []) => ({
    contacts,
    messages: [{ id: 'wamid.1', from: '5511987654321', timestamp: '1764072000', ...message }],
  });

  it.each<Case>([
    [
      'a sticker',
      { type: 'sticker', sticker: { id: '7', mime_type: 'image/webp' } },
      { kind: 'other', vendorKind: 'sticker' },
    ],
    ['an order', { type: 'order', order: {} }, { kind: 'other', vendorKind: 'order' }],
    [
      'the words beside an order',
      { type: 'order', order: { catalog_id: '1', text: 'Quero dois' } },
      { kind: 'other', text: 'Quero dois', vendorKind: 'order' },
    ],
    [
      'a voice message of an older server',
      { type: 'voice', voice: { id: '7', mime_type: 'audio/ogg; codecs=opus' } },
      { kind: 'audio', ...file('audio/ogg; codecs=opus', { id: '7' }) },
    ],
    [
      'a poll',
      { type: 'unsupported', unsupported: { type: 'poll_creation' } },
      { kind: 'other', vendorKind: 'poll_creation' },
    ],
    [
      'what stands below the answers to a form',
      { type: 'interactive', interactive: { type: 'nfm_reply', nfm_reply: { body: 'Enviado' } } },
      { kind: 'other', text: 'Enviado', vendorKind: 'nfm_reply' },
    ],
    ['no type', {}, { kind: 'other', vendorKind: 'unknown' }],
    [
      'a type that is a name of JavaScript',
      { type: '__proto__' },
      { kind: 'other', vendorKind: '__proto__' },
    ],
    [
      'the answers to a form',
      { type: 'interactive', interactive: { type: 'nfm_reply' } },
      { kind: 'other', vendorKind: 'nfm_reply' },
    ],
    ['an empty interactive', { type: 'interactive' }, { kind: 'other', vendorKind: 'interactive' }],
    [
      'a reaction that was taken back',
      { type: 'reaction', reaction: { message_id: 'w' } },
      { kind: 'reaction', text: '', replyTo: 'w' },
    ],
    ['a group', { type: 'text', text: { body: 'Oi' }, group_id: undefined }, { group: null }],
  ])('with %s', async (_what, message, item) => {
    expect(await itemsOf({ source: 'meta' }, inMeta(message))).toEqual([expect.objectContaining(item)]);
  });

  it.each(['system', 'edit', 'revoke'])('of the type %s starts nothing', async (type) => {
    expect(await itemsOf({ source: 'meta' }, inMeta({ type }))).toEqual([]);
  });

  it.each(['edit', 'pin', 'keep_in_chat'])('that it calls an unsupported %s starts nothing', async (type) => {
    const message = { type: 'unsupported', errors: [{ code: 131051 }], unsupported: { type } };
    expect(await itemsOf({ source: 'meta' }, inMeta(message))).toEqual([]);
  });

  it('has the name of its own contact, never that of the first', async () => {
    const contacts = [
      { wa_id: '5521991234567', profile: { name: 'Pedro' } },
      { wa_id: '5511987654321', user_id: 'BR.1', profile: { name: 'Maria' } },
    ];
    const message = { type: 'text', text: { body: 'Oi' } };
    expect(await itemsOf({ source: 'meta' }, inMeta(message, contacts))).toMatchObject([
      { name: 'Maria', fromUserId: 'BR.1' },
    ]);
    expect(await itemsOf({ source: 'meta' }, inMeta(message, contacts.slice(0, 1)))).toMatchObject([
      { name: null },
    ]);
  });
});

test('the webhook of a connection gives one item a ticket, text and minute', async () => {
  jest.spyOn(Date, 'now').mockReturnValue(1_764_072_030_000);
  const body = (changes: object = {}) => ({
    mensagem: 'Oi',
    chamadoId: 8,
    sender: '5511987654321',
    ...changes,
  });
  const listening = await listen({ parameters: parametersOf({ source: 'cleverchat' }) });
  const post = async (changes?: object) =>
    await call(listening.url, {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body(changes)),
    });
  try {
    for (const changes of [{}, {}, { mensagem: 'Olá' }, { chamadoId: 9 }, {}]) await post(changes);
    expect(listening.executions.flat().map(({ text }) => text)).toEqual(['Oi', 'Olá', 'Oi']);
    jest.spyOn(Date, 'now').mockReturnValue(1_764_072_090_000);
    await post();
    await post({ fromMe: true, mensagem: 'own' });
    await post({ sender: { number: '120363', isGroup: true }, mensagem: 'group' });
    expect(listening.executions.flat().map(({ text }) => text)).toEqual(['Oi', 'Olá', 'Oi', 'Oi']);
  } finally {
    jest.restoreAllMocks();
    await listening.close();
  }
});

test('the key that a server puts into its deliveries is shown nowhere', async () => {
  const options = { includeRaw: true, emitUnknown: true, showUnreadable: true };
  for (const body of [
    { event: 'messages.upsert', apikey: 'canary', data: { key: KEY, message: { conversation: 'Oi' } } },
    { event: 'messages.upsert', apikey: 'canary', data: { message: { conversation: 'without a key' } } },
    { event: 'qrcode.updated', apikey: 'canary', data: {} },
    { apikey: 'canary' },
  ])
    for (const passedOn of [body, [body], { headers: {}, body }, [{ json: { headers: {}, body } }]]) {
      const listening = await listen({
        parameters: parametersOf({
          source: 'evolution',
          events: ['statuses', 'messages'],
          options,
        }),
      });
      await call(listening.url, {
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(passedOn),
      });
      await listening.close();
      expect(listening.executions.flat().length).toBeGreaterThan(0);
      expect(JSON.stringify(listening.executions)).not.toContain('canary');
    }
});
