import {
  MESSAGE_KINDS,
  type IncomingMedia,
  type IncomingMessage,
  type MessageContent,
  type MessageKind,
} from '../contract/delivery';
import { holds, wordOfDelivery, type Condition } from './condition';
import { valueAt } from './path';
import { toIsoTime } from './time';
import {
  cardInWords,
  contactInWords,
  contactsInWords,
  contentOf,
  firstAt,
  given,
  groupIdOf,
  idOf,
  kindOfMime,
  phoneOf,
  placeInWords,
  placeOf,
  textAt,
  userIdOf,
  wordAt,
} from './values';

/** How messages that come in stand in a sender's deliveries, said as data like its statuses. */

/** One thing that a message can hold. All that is absent stands nowhere. */
export interface ContentShape {
  /** All must hold. */
  conditions?: readonly Condition[];
  /** What it is, where the shape alone says it; */
  kind?: MessageKind;
  /** where the sender's word for it stands, */
  kindPath?: string;
  /** and ours for that, in lower case. A file without a known word goes by its MIME type. */
  kinds?: Readonly<Record<string, MessageKind>>;
  /** What is shown as the sender's word where there is none. */
  vendorKind?: string;
  textPath?: string;
  payloadPath?: string;
  replyToPath?: string;
  urlPath?: string;
  mediaIdPath?: string;
  mimePath?: string;
  fileNamePath?: string;
  latitudePath?: string;
  longitudePath?: string;
  placePath?: string;
  addressPath?: string;
  /** The list of shared contacts, where it is one: the paths of a contact stand in each, or each is a card. */
  contactsPath?: string;
  contactPath?: string;
  contactPhonePath?: string;
  cardPath?: string;
}

/** One way in which a message stands in an entry. */
export interface MessageShape {
  /** All must hold, each in the entry or else in the whole delivery, */
  conditions?: readonly Condition[];
  /** and none of these: edits, stories, notes and the like. */
  except?: readonly Condition[];
  /** Whether an entry that can be read as a status is one. */
  isLast?: boolean;
  idPath: string;
  secondIdPath?: string;
  /** Where the account is named; it counts in the key. */
  accountPath?: string;
  fromPath: string;
  /** Whether the number stands there as people write it, and anything else is another id of the person. */
  isWritten?: boolean;
  fromUserIdPath?: string;
  namePath?: string;
  timePath?: string;
  replyToPath?: string;
  callbackDataPath?: string;
  chatIdPath?: string;
  /** Any of these tells an own message, */
  own?: readonly Condition[];
  /** and this to whom it went. */
  toPath?: string;
  /** Where the id of a group stands, if it looks like one or one of these holds, */
  groupPath?: string;
  groupWhen?: readonly Condition[];
  /** and who wrote in it. */
  writerPath?: string;
  writerUserIdPath?: string;
  /** The list of contents, where one message has several; absent where the message is its content. */
  partsPath?: string;
  /** How many contents there are, numbered from 0: `{n}` in their paths stands for the number. */
  countPath?: string;
  /** The text that stands beside the contents; it goes with the first. */
  captionPath?: string;
  /** The first that fits counts; a message that none fits is `other`. */
  contents: readonly ContentShape[];
}

/** The shape that fits an entry, of a message or of a status. */
export const shapeFor = <Shape extends Pick<MessageShape, 'conditions' | 'except'>>(
  shapes: readonly Shape[],
  raw: unknown,
  body: unknown,
): Shape | undefined =>
  shapes.find(
    ({ conditions = [], except = [] }) =>
      conditions.every((condition) => holds(condition, raw, body)) &&
      !except.some((condition) => holds(condition, raw, body)),
  );

/** The messages of an entry, one for each of its contents; null where they have no usable id. */
export function readMessages(
  raw: unknown,
  body: unknown,
  shape: MessageShape,
  timeZone: string,
): IncomingMessage[] | null {
  const messageId = firstAt(raw, shape.idPath, idOf);
  if (messageId === null) return null;
  const account = textAt(raw, shape.accountPath) ?? wordOfDelivery(body, shape.accountPath ?? '');
  const people = peopleOf(raw, body, shape);
  const secondId = firstAt(raw, shape.secondIdPath, idOf);
  const more = given({
    secondId: secondId === messageId ? null : secondId,
    callbackData: textAt(raw, shape.callbackDataPath),
    chatId: firstAt(raw, shape.chatIdPath, idOf),
  });
  const replyTo = firstAt(raw, shape.replyToPath, idOf);
  const occurredAt = firstAt(raw, shape.timePath, (value) => toIsoTime(value, timeZone));
  return contentsOf(raw, shape).map((content, place): IncomingMessage => {
    const apart = [...(account === null ? [] : [account]), ...(place === 0 ? [] : [`part ${place}`])];
    return {
      messageId,
      ...content,
      replyTo: content.replyTo ?? replyTo,
      occurredAt,
      ...people,
      ...more,
      ...(apart.length > 0 && { apart }),
    };
  });
}

type People = Pick<IncomingMessage, 'from' | 'name' | 'fromMe' | 'group' | 'fromUserId' | 'to'>;

function peopleOf(raw: unknown, body: unknown, shape: MessageShape): People {
  const any = (conditions: readonly Condition[] = []): boolean =>
    conditions.some((condition) => holds(condition, raw, body));
  const fromMe = any(shape.own);
  const group = firstAt(raw, shape.groupPath, any(shape.groupWhen) ? idOf : groupIdOf);
  if (fromMe) {
    const to = group === null ? firstAt(raw, shape.toPath, phoneOf) : null;
    return { from: null, name: null, fromMe, group, ...given({ to }) };
  }
  const path = group === null ? shape.fromPath : shape.writerPath;
  const from = firstAt(raw, path, shape.isWritten === true ? writtenPhoneOf : phoneOf);
  const userIdPath = group === null ? shape.fromUserIdPath : shape.writerUserIdPath;
  const other = shape.isWritten === true && from === null && group === null ? firstAt(raw, path, idOf) : null;
  const fromUserId = firstAt(raw, userIdPath, userIdOf) ?? firstAt(raw, path, userIdOf) ?? other;
  return { from, name: firstAt(raw, shape.namePath, contentOf), fromMe, group, ...given({ fromUserId }) };
}

/** A phone number with the blanks and signs that people put into it. */
function writtenPhoneOf(value: unknown): string | null {
  const plain = phoneOf(value);
  if (plain !== null || typeof value !== 'string' || value.length > 40) return plain;
  return /^[+\d\s().-]+$/.test(value) ? phoneOf(value.replace(/[^+\d]/g, '')) : null;
}

/** More contents than this are numbered by no sender. */
const MOST_NUMBERED = 10;

function contentsOf(raw: unknown, shape: MessageShape): MessageContent[] {
  const list = shape.partsPath === undefined ? undefined : valueAt(raw, shape.partsPath);
  const parts = Array.isArray(list) && list.length > 0 ? (list as unknown[]) : undefined;
  const count = Math.min(Math.max(Number(wordAt(raw, shape.countPath)) || 1, 1), MOST_NUMBERED);
  const pieces =
    parts?.map((part) => ({ part, number: 0 })) ??
    Array.from({ length: count }, (_, number) => ({ part: raw, number }));
  return pieces.flatMap(({ part, number }, place): MessageContent[] => {
    const content = readContent(part, number, shape.contents);
    // The text beside several contents is said once, and a number without a file is a mistake in counting.
    if (number > 0) return content.media === null ? [] : [{ ...content, text: null }];
    const caption = place === 0 ? firstAt(raw, shape.captionPath, contentOf) : null;
    return [{ ...content, text: content.text ?? caption }];
  });
}

function readContent(part: unknown, number: number, shapes: readonly ContentShape[]): MessageContent {
  const shape = shapes.find(({ conditions = [] }) =>
    conditions.every((condition) => holds(condition, part, part)),
  );
  const path = (name: string | undefined): string | undefined => name?.replaceAll('{n}', String(number));
  const at = (name: string | undefined): unknown => firstAt(part, path(name), (value) => value ?? null);
  const media = mediaOf(part, shape, path);
  const word = wordAt(part, shape?.kindPath);
  const said = firstAt(part, shape?.textPath, contentOf);
  const kind = kindOf(shape, word, textAt(part, path(shape?.mimePath)) ?? (media === null ? null : ''), said);
  const location = placeOf(
    at(shape?.latitudePath),
    at(shape?.longitudePath),
    at(shape?.placePath),
    at(shape?.addressPath),
  );
  const text = said ?? placeInWords(location) ?? sharedIn(part, shape) ?? (kind === 'reaction' ? '' : null);
  const vendorKind = kind === 'other' ? (word ?? shape?.vendorKind ?? null) : null;
  return {
    kind,
    text,
    media,
    replyTo: firstAt(part, shape?.replyToPath, idOf),
    ...given({ payload: textAt(part, shape?.payloadPath), vendorKind }),
    ...given({ location }),
  };
}

/** The contacts that a message shares, in a line. */
function sharedIn(part: unknown, shape: ContentShape = {}): string | null {
  const { contactsPath, contactPath, contactPhonePath, cardPath } = shape;
  const read = (contact: unknown): string | null => {
    if (typeof contact === 'string') return cardInWords(contact);
    const name = firstAt(contact, contactPath, contentOf);
    const card = firstAt(contact, cardPath, (found) =>
      typeof found === 'string' ? cardInWords(found, name) : null,
    );
    return card ?? contactInWords(name, firstAt(contact, contactPhonePath, contentOf));
  };
  return contactsPath === undefined ? read(part) : contactsInWords(valueAt(part, contactsPath), read);
}

/** @param mimeType that of its file, empty where the file has none; null where there is no file */
function kindOf(
  shape: ContentShape | undefined,
  word: string | null,
  mimeType: string | null,
  text: string | null,
): MessageKind {
  if (shape?.kind !== undefined) return shape.kind;
  const key = word?.toLowerCase() ?? '';
  const { kinds = {} } = shape ?? {};
  const known = Object.hasOwn(kinds, key) ? kinds[key] : MESSAGE_KINDS.find((kind) => kind === key);
  if (known !== undefined) return known;
  if (mimeType !== null) return kindOfMime(mimeType);
  return word === null && text !== null ? 'text' : 'other';
}

function mediaOf(
  part: unknown,
  shape: ContentShape | undefined,
  path: (name: string | undefined) => string | undefined,
): IncomingMedia | null {
  const url = textAt(part, path(shape?.urlPath));
  const id = firstAt(part, path(shape?.mediaIdPath), idOf);
  if (url === null && id === null) return null;
  return {
    url,
    id,
    mimeType: textAt(part, path(shape?.mimePath)),
    fileName: textAt(part, path(shape?.fileNamePath)),
  };
}
