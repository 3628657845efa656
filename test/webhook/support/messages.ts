/** A message that came in as a sender writes it; what is absent is as in most messages. */
export interface Said {
  id?: unknown;
  from?: string;
  text?: string;
}

/** How a sender writes a message, for tests that say the same through each of them. */
export interface Writer {
  name: string;
  parameters: Record<string, string>;
  /** One delivery. */
  write(said: Said): Record<string, unknown>;
  /** The same as an own one, and as one in a group; absent where the sender has none. */
  own?(said: Said): Record<string, unknown>;
  group?(said: Said): Record<string, unknown>;
  /** The sender's id of a person whose number it does not tell. */
  withoutNumber?: string;
  isForm?: boolean;
}

const ID = 'M1';
const FROM = '5511987654321';
const SECONDS = 1_764_072_000;
const AT = '2025-11-25T12:00:00.000Z';

const meta = (message: object, list = 'messages') => ({
  object: 'whatsapp_business_account',
  entry: [
    {
      id: '1',
      changes: [
        {
          field: list === 'messages' ? list : 'smb_message_echoes',
          value: {
            metadata: { phone_number_id: '10' },
            contacts: [{ wa_id: FROM, profile: { name: 'Maria' } }],
            [list]: [message],
          },
        },
      ],
    },
  ],
});

const metaText = ({ id = ID, from = FROM, text = 'Oi' }: Said) => ({
  id,
  from,
  timestamp: String(SECONDS),
  type: 'text',
  text: { body: text },
});

/** A number that stands alone, or whatever else stands there. */
const addressed = (from: string, ending: string): string => (/^\d+$/.test(from) ? from + ending : from);

const baileys = ({ id = ID, from = FROM, text = 'Oi' }: Said, key: object = {}) => ({
  key: { remoteJid: addressed(from, '@s.whatsapp.net'), fromMe: false, id, ...key },
  pushName: 'Maria',
  messageTimestamp: SECONDS,
  message: { conversation: text },
});

const inEvolution = (data: object) => ({
  event: 'messages.upsert',
  instance: 'loja',
  data,
  apikey: 'canary-of-the-instance',
});

const zapi = ({ id = ID, from = FROM, text = 'Oi' }: Said, changes: object = {}) => ({
  type: 'ReceivedCallback',
  instanceId: 'I1',
  messageId: id,
  phone: from,
  fromMe: false,
  isGroup: false,
  momment: SECONDS * 1000,
  senderName: 'Maria',
  text: { message: text },
  ...changes,
});

const waha = ({ id = ID, from = FROM, text = 'Oi' }: Said, changes: object = {}) => ({
  event: 'message',
  session: 'default',
  payload: {
    id,
    timestamp: SECONDS,
    from: addressed(from, '@c.us'),
    fromMe: false,
    body: text,
    hasMedia: false,
    _data: { pushName: 'Maria' },
    ...changes,
  },
});

const infobip = ({ id = ID, from = FROM, text = 'Oi' }: Said, message: object = {}) => ({
  results: [
    {
      messageId: id,
      from,
      to: '551140028922',
      receivedAt: '2025-11-25T12:00:00.000+0000',
      message: { type: 'TEXT', text, ...message },
      contact: { name: 'Maria' },
    },
  ],
});

const zenvia = ({ id = ID, from = FROM, text = 'Oi' }: Said, direction = 'IN') => ({
  id: 'evt',
  type: 'MESSAGE',
  channel: 'whatsapp',
  direction,
  message: {
    id,
    from: direction === 'IN' ? from : '551140028922',
    to: direction === 'IN' ? '551140028922' : from,
    visitor: { name: 'Maria' },
    contents: [{ type: 'text', text }],
    timestamp: AT,
  },
});

const wazzup = ({ id = ID, from = FROM, text = 'Oi' }: Said, changes: object = {}) => ({
  messages: [
    {
      messageId: id,
      dateTime: AT,
      channelId: 'c',
      chatType: 'whatsapp',
      chatId: from,
      type: 'text',
      isEcho: false,
      contact: { name: 'Maria' },
      text,
      status: 'inbound',
      ...changes,
    },
  ],
});

const chatwoot = ({ id = ID, from = FROM, text = 'Oi' }: Said, changes: object = {}) => ({
  event: 'message_created',
  id,
  content: text,
  message_type: 'incoming',
  private: false,
  created_at: AT,
  sender: { name: 'Maria', phone_number: `+${from}` },
  conversation: {
    id: 200,
    channel: 'Channel::Whatsapp',
    meta: { sender: { phone_number: `+${from}` } },
  },
  account: { id: 1 },
  ...changes,
});

const sender = (id: string): Record<string, string> => ({ source: 'custom', sender: id });

const GROUP = '120363019502650977@g.us';

/** Everybody whose messages the trigger reads. */
export const WRITERS: readonly Writer[] = [
  {
    name: 'meta',
    parameters: { source: 'meta' },
    write: (said) => meta(metaText(said)),
    own: (said) => meta({ ...metaText(said), from: '551140028922', to: said.from ?? FROM }, 'message_echoes'),
    group: (said) => meta({ ...metaText(said), group_id: 'G1' }),
  },
  {
    name: '360dialog',
    parameters: sender('360dialog'),
    write: (said) => ({
      contacts: [{ wa_id: FROM, profile: { name: 'Maria' } }],
      messages: [metaText(said)],
    }),
    group: (said) => meta({ ...metaText(said), group_id: 'G1' }),
  },
  {
    name: 'cleverchat',
    parameters: { source: 'cleverchat' },
    write: (said) => baileys(said),
    own: (said) => baileys(said, { fromMe: true }),
    group: (said) => baileys({ ...said, from: GROUP }, { participant: `${FROM}@s.whatsapp.net` }),
    withoutNumber: '81896604192873@lid',
  },
  {
    name: 'logyca',
    parameters: { source: 'logyca' },
    write: (said) => baileys(said),
    own: (said) => baileys(said, { fromMe: true }),
    group: (said) => baileys({ ...said, from: GROUP }, { participant: `${FROM}@s.whatsapp.net` }),
    withoutNumber: '81896604192873@lid',
  },
  {
    name: 'evolution',
    parameters: { source: 'evolution' },
    write: (said) => inEvolution(baileys(said)),
    own: (said) => inEvolution(baileys(said, { fromMe: true })),
    group: (said) =>
      inEvolution(baileys({ ...said, from: GROUP }, { participant: `${FROM}@s.whatsapp.net` })),
    withoutNumber: '81896604192873@lid',
  },
  {
    name: 'zapi',
    parameters: sender('zapi'),
    write: (said) => zapi(said),
    own: (said) => zapi(said, { fromMe: true }),
    group: (said) => zapi(said, { isGroup: true, phone: '120363-group', participantPhone: FROM }),
    withoutNumber: '81896604192873@lid',
  },
  {
    name: 'waha',
    parameters: sender('waha'),
    write: (said) => waha(said),
    own: (said) => waha(said, { fromMe: true, to: `${said.from ?? FROM}@c.us` }),
    group: (said) => waha(said, { from: GROUP, participant: `${FROM}@c.us` }),
    withoutNumber: '81896604192873@lid',
  },
  {
    name: 'gupshup',
    parameters: sender('gupshup'),
    write: ({ id = ID, from = FROM, text = 'Oi' }) => ({
      app: 'Loja',
      timestamp: SECONDS * 1000,
      version: 2,
      type: 'message',
      payload: { id, source: from, type: 'text', payload: { text }, sender: { phone: from, name: 'Maria' } },
    }),
  },
  {
    name: 'twilio',
    parameters: sender('twilio'),
    write: ({ id = ID, from = FROM, text = 'Oi' }) => ({
      MessageSid: id,
      SmsStatus: 'received',
      From: `whatsapp:+${from}`,
      ProfileName: 'Maria',
      Body: text,
      NumMedia: '0',
    }),
    isForm: true,
  },
  {
    name: 'infobip',
    parameters: sender('infobip'),
    write: (said) => infobip(said),
    group: (said) => infobip(said, { context: { groupId: 'G1' } }),
  },
  {
    name: 'zenvia',
    parameters: sender('zenvia'),
    write: (said) => zenvia(said),
    own: (said) => zenvia(said, 'OUT'),
  },
  {
    name: 'wazzup24',
    parameters: sender('wazzup24'),
    write: (said) => wazzup(said),
    own: (said) => wazzup(said, { isEcho: true, status: 'sent' }),
    group: (said) => wazzup(said, { chatType: 'whatsgroup', chatId: 'g-1' }),
  },
  {
    name: 'chatwoot',
    parameters: sender('chatwoot'),
    write: (said) => chatwoot(said),
    own: (said) => chatwoot(said, { message_type: 'outgoing' }),
  },
  {
    name: 'custom',
    parameters: {
      source: 'custom',
      sender: '',
      messageIdPath: 'message.id',
      fromPath: 'message.from',
      namePath: 'message.name',
      textPath: 'message.text',
      messageTimePath: 'message.at',
    },
    write: ({ id = ID, from = FROM, text = 'Oi' }) => ({
      message: { id, from, text, name: 'Maria', at: AT },
    }),
    group: ({ id = ID, text = 'Oi' }) => ({ message: { id, from: GROUP, text } }),
  },
];
