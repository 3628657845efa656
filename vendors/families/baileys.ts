import {
  isRecord,
  own,
  type EntryReading,
  type IncomingMedia,
  type IncomingMessage,
  type MessageContent,
  type MessageKind,
} from '../../core/contract/delivery';
import { readSwitch } from '../../core/contract/switches';
import { readJsonText } from '../../core/webhook/json';
import { toIsoTime } from '../../core/webhook/time';
import {
  cardInWords,
  contactsInWords,
  contentOf,
  fieldOf,
  given,
  groupIdOf,
  idOf,
  phoneOf,
  placeInWords,
  placeOf,
  textOf,
  userIdOf,
} from '../../core/webhook/values';
import { isChange } from './unsupported';

/**
 * Messages as Baileys holds them, written as JSON: servers that link a phone post them so, some with fields of their
 * own beside. Bytes are base64 or objects there, long numbers text or two halves.
 */

/** Around the content in some messages; the content stands in `message` of each. */
const WRAPPERS = [
  'ephemeralMessage',
  'viewOnceMessage',
  'viewOnceMessageV2',
  'viewOnceMessageV2Extension',
  'documentWithCaptionMessage',
  'deviceSentMessage',
  // A picture of an album, an animated sticker, a message that names a group, one to a bot.
  'associatedChildMessage',
  'lottieStickerMessage',
  'groupMentionedMessage',
  'botInvokeMessage',
];

/** No message is wrapped more often. */
const DEEPEST = 5;

/** Stands beside contents and says nothing by itself. */
const BESIDE = [
  'messageContextInfo',
  'senderKeyDistributionMessage',
  'fastRatchetKeySenderKeyDistributionMessage',
  // By Evolution API.
  'base64',
  'mediaUrl',
  'speechToText',
  'contextInfo',
];

/** What changes another message, announces some or tells of a story, and says nothing by itself. */
const NO_MESSAGES = [
  'protocolMessage',
  'editedMessage',
  'keepInChatMessage',
  'pinInChatMessage',
  'albumMessage',
  'placeholderMessage',
  'statusMentionMessage',
  'groupStatusMessage',
  'groupStatusMessageV2',
  'groupStatusMentionMessage',
  // Of an official number, as Evolution API names Meta's.
  'systemMessage',
  'editMessage',
  'revokeMessage',
];

const FILES: Readonly<Record<string, MessageKind>> = {
  imageMessage: 'image',
  videoMessage: 'video',
  ptvMessage: 'video',
  audioMessage: 'audio',
  documentMessage: 'document',
  stickerMessage: 'other',
};

export interface Around {
  /** The name of the account at the server; it counts in the key. */
  account?: unknown;
  /** Whether the server gives out the file of a message by the message's id; nobody else can decrypt it. */
  fetchedById?: boolean;
}

/** Reads a message as Baileys writes it; null where it has no usable id. */
export function readBaileys(
  whole: Readonly<Record<string, unknown>>,
  { account, fetchedById = false }: Around = {},
): EntryReading | null {
  const key = own(whole, 'key');
  const chat = textOf(fieldOf(key, 'remoteJid')) ?? '';
  if (isOfNobody(chat, key)) return { otherEvent: chat.slice(0, LONGEST_NAME) };
  const found = contentIn(own(whole, 'message'));
  if (found === undefined) return { otherEvent: 'message without content' };
  if (NO_MESSAGES.includes(found.name)) return { otherEvent: found.name };
  const unsupported = found.name === 'unsupportedMessage' ? textOf(fieldOf(found.value, 'type')) : null;
  if (isChange(unsupported)) return { otherEvent: unsupported };
  const messageId = idOf(fieldOf(key, 'id'));
  if (messageId === null) return null;
  const beside = fieldOf(whole, 'contextInfo', 'stanzaId');
  const content = readContent(found, fetchedById ? messageId : null);
  const apart = [idOf(account), chat].filter((each) => each !== null);
  return {
    message: {
      messageId,
      ...content,
      replyTo: content.replyTo ?? idOf(beside),
      occurredAt: toIsoTime(wholeNumber(own(whole, 'messageTimestamp'))),
      ...peopleOf(key, chat, own(whole, 'pushName')),
      apart,
    },
  };
}

/** In characters. */
const LONGEST_NAME = 100;

/** Stories, channels, and what the account sent to a list of people; what somebody sent so is a message to it. */
const isOfNobody = (chat: string, key: unknown): boolean =>
  /^status@broadcast$|@newsletter$/.test(chat) ||
  (LIST.test(chat) && readSwitch(fieldOf(key, 'fromMe')) === true);

/** A list of people, to each of whom a message goes. */
const LIST = /@broadcast$/;

type People = Pick<IncomingMessage, 'from' | 'name' | 'fromMe' | 'group' | 'fromUserId' | 'to'>;

/** Fields in which the same person stands, by number or by another id, in a chat between two, */
const DIRECT = ['remoteJid', 'remoteJidAlt', 'senderPn', 'senderLid'];

/** and in a group. */
const IN_GROUP = ['participant', 'participantAlt', 'participantPn', 'participantLid'];

function peopleOf(key: unknown, chat: string, pushName: unknown): People {
  const group = groupIdOf(chat);
  const names = group !== null ? IN_GROUP : LIST.test(chat) ? [...IN_GROUP, ...DIRECT] : DIRECT;
  const addresses = names.map((name) => fieldOf(key, name));
  const phone = addresses.map(phoneOf).find((each) => each !== null) ?? null;
  if (readSwitch(fieldOf(key, 'fromMe')) === true) {
    const to = group === null ? phone : null;
    return { from: null, name: null, fromMe: true, group, ...given({ to }) };
  }
  const fromUserId = addresses.map(userIdOf).find((each) => each !== null);
  return { from: phone, name: contentOf(pushName), fromMe: false, group, ...given({ fromUserId }) };
}

interface Found {
  name: string;
  value: unknown;
}

/** The content of a message and its name; undefined where there is none. */
function contentIn(message: unknown): Found | undefined {
  let inner = message;
  for (let depth = 0; depth < DEEPEST; depth += 1) {
    const outer = inner;
    const wrapper = WRAPPERS.find((name) => isRecord(fieldOf(outer, name, 'message')));
    if (wrapper === undefined) break;
    inner = fieldOf(outer, wrapper, 'message');
  }
  if (!isRecord(inner)) return undefined;
  const [content] = Object.entries(inner).filter(
    ([name, value]) => !BESIDE.includes(name) && value !== null && value !== undefined,
  );
  return content === undefined ? undefined : { name: content[0], value: content[1] };
}

/** @param fileId by what the server gives out the file; null where it does not */
function readContent({ name, value }: Found, fileId: string | null): MessageContent {
  const at = (...names: string[]): unknown => fieldOf(value, ...names);
  const content: MessageContent = {
    kind: 'other',
    text: null,
    media: null,
    replyTo: idOf(at('contextInfo', 'stanzaId')),
  };
  const tapped = (label: unknown, id: unknown): MessageContent => ({
    ...content,
    kind: 'button',
    text: contentOf(label),
    ...given({ payload: contentOf(id) }),
  });
  if (Object.hasOwn(FILES, name)) {
    const kind = FILES[name] ?? 'other';
    const word = kind === 'other' ? { vendorKind: name } : {};
    return { ...content, kind, text: contentOf(at('caption')), media: mediaOf(value, fileId), ...word };
  }
  switch (name) {
    case 'conversation':
      return { ...content, kind: 'text', text: contentOf(value) };
    case 'extendedTextMessage':
      return { ...content, kind: 'text', text: contentOf(at('text')) };
    case 'buttonsResponseMessage':
      return tapped(at('selectedDisplayText'), at('selectedButtonId'));
    case 'templateButtonReplyMessage':
      return tapped(at('selectedDisplayText'), at('selectedId'));
    case 'listResponseMessage':
      return tapped(at('title'), at('singleSelectReply', 'selectedRowId'));
    case 'interactiveResponseMessage':
      return interactive(value, tapped, { ...content, vendorKind: name });
    case 'reactionMessage':
      // Empty where it was taken back.
      return { ...content, kind: 'reaction', text: textOf(at('text')) ?? '', replyTo: idOf(at('key', 'id')) };
    case 'locationMessage':
    case 'liveLocationMessage': {
      const location = placeOf(at('degreesLatitude'), at('degreesLongitude'), at('name'), at('address'));
      return { ...content, kind: 'location', text: placeInWords(location), ...given({ location }) };
    }
    case 'orderMessage':
      return { ...content, text: contentOf(at('message') ?? at('text')), vendorKind: name };
    case 'contactMessage':
      return { ...content, kind: 'contact', text: contactOf(value) };
    case 'contactsArrayMessage':
      return { ...content, kind: 'contact', text: contactsInWords(at('contacts'), contactOf) };
    default:
      return { ...content, vendorKind: name.slice(0, LONGEST_NAME) };
  }
}

/** A button of the newer kind; what else comes so, such as the answers to a form, is `other`. */
function interactive(
  value: unknown,
  tapped: (label: unknown, id: unknown) => MessageContent,
  other: MessageContent,
): MessageContent {
  const flow = fieldOf(value, 'nativeFlowResponseMessage');
  const text = fieldOf(value, 'body', 'text');
  if (fieldOf(flow, 'name') !== 'quick_reply') return { ...other, text: contentOf(text) };
  const parameters = fieldOf(flow, 'paramsJson');
  const read = typeof parameters === 'string' ? readJsonText(parameters) : undefined;
  return tapped(text ?? fieldOf(read, 'display_text'), fieldOf(read, 'id'));
}

/** Without the link and the keys: what lies there is encrypted. */
function mediaOf(file: unknown, id: string | null): IncomingMedia {
  return {
    url: null,
    id,
    // Of an official number, Evolution API passes Meta's own file on.
    mimeType: textOf(fieldOf(file, 'mimetype') ?? fieldOf(file, 'mime_type')),
    fileName: textOf(fieldOf(file, 'fileName') ?? fieldOf(file, 'filename')),
    ...(id === null && { downloadable: false as const }),
  };
}

const contactOf = (contact: unknown): string | null =>
  cardInWords(fieldOf(contact, 'vcard'), fieldOf(contact, 'displayName'));

/** A number that may be written as its two halves. */
function wholeNumber(value: unknown): unknown {
  const [low, high] = [fieldOf(value, 'low'), fieldOf(value, 'high')];
  if (typeof low !== 'number') return value;
  return (typeof high === 'number' ? high * 2 ** 32 : 0) + (low >>> 0);
}
