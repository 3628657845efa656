import {
  isRecord,
  own,
  type EntryReading,
  type IncomingMedia,
  type MessageContent,
  type MessageKind,
} from '../../core/contract/delivery';
import { valueAt } from '../../core/webhook/path';
import { toIsoTime } from '../../core/webhook/time';
import {
  contactInWords,
  contactsInWords,
  contentOf,
  fieldOf,
  firstAt,
  given,
  idOf,
  phoneOf,
  placeInWords,
  placeOf,
  textAt,
  textOf,
  userIdOf,
} from '../../core/webhook/values';
import { isChange } from '../families/unsupported';

/** How Meta writes messages that come in; the providers that forward its webhooks write them so, too. */

/** What stands among the messages and is none: a change of a number, an edit, a deletion. */
const OTHER_EVENTS = ['system', 'edit', 'revoke'];

/** Meta's words for a file, and ours. */
const FILES: Readonly<Record<string, MessageKind>> = {
  image: 'image',
  video: 'video',
  audio: 'audio',
  // Of servers of before the Cloud API.
  voice: 'audio',
  document: 'document',
  sticker: 'other',
};

/** Where the messages stand, and what the account's own on the phone are called. */
const LISTS = ['messages', 'message_echoes'] as const;

type Batch = Readonly<Record<string, unknown>>;

/** One message with what counts for it of what stands beside it, in Meta's own form. */
interface MessagePiece {
  metadata?: unknown;
  contacts?: unknown[];
  messages?: [unknown];
  message_echoes?: [unknown];
}

/**
 * The messages of a batch, each with the sender's contact and no other.
 *
 * @returns undefined where it holds no list of them
 */
export function messagePieces(batch: Batch): MessagePiece[] | undefined {
  const name = LISTS.find((each) => Array.isArray(own(batch, each)));
  if (name === undefined) return undefined;
  const contacts = contactsOf(own(batch, 'contacts'));
  const metadata = own(batch, 'metadata');
  return (own(batch, name) as unknown[]).map((message) => {
    const contact = ['from', 'from_user_id']
      .map((field) => textOf(fieldOf(message, field)))
      .map((id) => (id === null ? undefined : contacts.get(id)))
      .find((each) => each !== undefined);
    return {
      ...(metadata !== undefined && { metadata }),
      ...(contact !== undefined && { contacts: [contact] }),
      [name]: [message],
    };
  });
}

/** The contacts by every id that they have: Meta promises no order. */
function contactsOf(list: unknown): ReadonlyMap<string, unknown> {
  const contacts = new Map<string, unknown>();
  for (const contact of Array.isArray(list) ? (list as unknown[]) : [])
    for (const name of ['wa_id', 'user_id']) {
      const id = textOf(fieldOf(contact, name));
      if (id !== null) contacts.set(id, contact);
    }
  return contacts;
}

/** Whether a piece is a message, to be read by `readMessage`. */
export const isMessagePiece = (piece: unknown): boolean =>
  isRecord(piece) && LISTS.some((name) => Array.isArray(own(piece, name)));

/** Reads one message; null where it has no usable id. */
export function readMessage(piece: unknown): EntryReading | null {
  const isOwn = isRecord(piece) && own(piece, 'messages') === undefined;
  const message = valueAt(piece, isOwn ? 'message_echoes[0]' : 'messages[0]');
  const type = textAt(message, 'type') ?? 'unknown';
  if (OTHER_EVENTS.includes(type)) return { otherEvent: type };
  const unsupported = textAt(message, 'unsupported.type');
  if (isChange(unsupported)) return { otherEvent: unsupported };
  const messageId = firstAt(message, 'id', idOf);
  if (messageId === null) return null;
  // What all messages of a batch share is read as it is: JSON in a text would be read for each of them.
  const contact = valueAt(piece, 'contacts[0]');
  const account = idOf(fieldOf(piece, 'metadata', 'phone_number_id'));
  const more = {
    fromUserId: isOwn
      ? null
      : (firstAt(message, 'from_user_id || from_parent_user_id', userIdOf) ??
        userIdOf(fieldOf(contact, 'user_id'))),
    to: isOwn ? firstAt(message, 'to', phoneOf) : null,
  };
  return {
    event: isOwn ? 'smb_message_echoes' : 'messages',
    message: {
      messageId,
      from: isOwn ? null : firstAt(message, 'from', phoneOf),
      name: contentOf(fieldOf(contact, 'profile', 'name')),
      ...contentOfMessage(message, type),
      occurredAt: toIsoTime(valueAt(message, 'timestamp')),
      fromMe: isOwn,
      group: firstAt(message, 'group_id', idOf),
      ...given(more),
      ...(account !== null && { apart: [account] }),
    },
  };
}

/** What a message says, by its type. */
function contentOfMessage(message: unknown, type: string): MessageContent {
  const at = (path: string): unknown => valueAt(message, path);
  const content: MessageContent = {
    kind: 'other',
    text: null,
    media: null,
    replyTo: firstAt(message, 'context.id', idOf),
  };
  if (type === 'text') return { ...content, kind: 'text', text: contentOf(at('text.body')) };
  if (Object.hasOwn(FILES, type)) {
    const kind = FILES[type] ?? 'other';
    const word = kind === 'other' ? { vendorKind: type } : {};
    return { ...content, kind, text: contentOf(at(`${type}.caption`)), media: mediaOf(at(type)), ...word };
  }
  if (type === 'location') {
    const location = placeOf(
      at('location.latitude'),
      at('location.longitude'),
      at('location.name'),
      at('location.address'),
    );
    return { ...content, kind: 'location', text: placeInWords(location), ...given({ location }) };
  }
  if (type === 'contacts')
    return { ...content, kind: 'contact', text: contactsInWords(at('contacts'), contactOf) };
  if (type === 'button') return { ...content, ...tapped(at('button.text'), at('button.payload')) };
  if (type === 'interactive') return { ...content, ...interactive(at('interactive')) };
  if (type === 'reaction')
    return {
      ...content,
      kind: 'reaction',
      // Empty where it was taken back.
      text: textOf(at('reaction.emoji')) ?? '',
      replyTo: firstAt(message, 'reaction.message_id', idOf),
    };
  if (type === 'order') return { ...content, text: contentOf(at('order.text')), vendorKind: type };
  return { ...content, vendorKind: textAt(message, 'unsupported.type') ?? type };
}

/** The id stays the way to a file, also where a url stands beside it: that one lives for five minutes. */
function mediaOf(file: unknown): IncomingMedia {
  return {
    url: textAt(file, 'url'),
    id: firstAt(file, 'id', idOf),
    mimeType: textAt(file, 'mime_type'),
    fileName: textAt(file, 'filename'),
  };
}

const tapped = (label: unknown, payload: unknown): Pick<MessageContent, 'kind' | 'text' | 'payload'> => ({
  kind: 'button',
  text: contentOf(label),
  ...given({ payload: contentOf(payload) }),
});

function interactive(value: unknown): Partial<MessageContent> {
  for (const name of ['button_reply', 'list_reply'])
    if (isRecord(valueAt(value, name)))
      return tapped(valueAt(value, `${name}.title`), valueAt(value, `${name}.id`));
  // Of the answers to a form, what stands in the chat.
  return {
    text: contentOf(valueAt(value, 'nfm_reply.body')),
    vendorKind: textAt(value, 'type') ?? 'interactive',
  };
}

const contactOf = (contact: unknown): string | null =>
  contactInWords(
    valueAt(contact, 'name.formatted_name'),
    valueAt(contact, 'phones[0].wa_id') ?? valueAt(contact, 'phones[0].phone'),
  );
