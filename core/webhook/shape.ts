import type { SenderFiles } from '../contract/incomingFiles';
import { toStatus, type Status } from '../contract/status';
import {
  LONGEST_ID,
  isRecord,
  type Encoding,
  type EntryReading,
  type Piece,
  type SignatureScheme,
  type StatusReport,
} from '../contract/delivery';
import { wordOfDelivery, type Condition } from './condition';
import { readMessages, shapeFor, type MessageShape } from './messageShape';
import { pathsOf, valueAt, valuesAt } from './path';
import { reasonOf } from './reason';
import { oneOrList, readPieces, unwrapped, type ReadDelivery } from './source';
import { toIsoTime } from './time';
import { firstAt, idOf, phoneOf, textAt, wordAt } from './values';

/**
 * How statuses stand in a sender's deliveries, said as data: by the user for a sender that nobody knows, and by us
 * for those that many people use. A path may be several, tried in turn, with `||` between them. Empty means nowhere.
 */

/** One way in which a status stands in an entry. */
export interface StatusShape {
  /** All must hold, each in the entry or else in the whole delivery. */
  conditions?: readonly Condition[];
  /** None of these may. */
  except?: readonly Condition[];
  /** A list of ids there stands for as many messages. */
  idPath: string;
  /** Where the word stands. */
  statusPath: string;
  /** The word itself, where the shape alone says it. */
  word?: string;
  /** Where the sender's finer word stands that is shown, if it is another one. */
  finerWordPath?: string;
  timePath?: string;
  recipientPath?: string;
  /** Where the code or text of a reason stands, */
  reasonPath?: string;
  /** and the text, if it stands elsewhere. */
  reasonTextPath?: string;
  secondIdPath?: string;
  callbackDataPath?: string;
  participantPath?: string;
  partPath?: string;
}

/** Everything about a sender's deliveries. */
export interface Shapes {
  /** The list of statuses, from the top; empty where the delivery itself is the status or the list. */
  itemsPath: string;
  /** The first that fits an entry counts. */
  shapes: readonly StatusShape[];
  /** The list of messages that came in, from the top, where they stand in one of their own. */
  messageItemsPath?: string;
  /** How these stand in an entry; the first that fits counts, and counts before the statuses. */
  messages?: readonly MessageShape[];
  /** Reads a message that no shape can say; undefined where the entry is none, null where it has no usable id. */
  readMessage?(entry: Record<string, unknown>): EntryReading | null | undefined;
  /** Our words for the sender's, in lower case; null for what is no status of a message that was sent. */
  words: Readonly<Record<string, Status | null>>;
  /** Where an entry that is no status says what it is. */
  eventPath?: string;
  /** What a time means that names no zone; UTC where it is empty. */
  timeZone?: string;
  /** Whether a recipient is a phone number in whatever dress, or else nobody; as it stands without. */
  phones?: boolean;
}

/** A sender that many people use: a choice that fills in the paths and words. */
export interface Preset {
  id: string;
  /** As the list shows it. */
  label: string;
  description: string;
  /** Where the user enters the address; HTML of a notice is allowed. */
  setUp: string;
  encodings: readonly Encoding[];
  /** Fields of a delivery that hold a secret: they are taken out before anything is read or shown. */
  hidden?: readonly string[];
  read: ReadDelivery;
  signature?: SignatureScheme;
  /** Absent where no document says how to fetch one. */
  files?: SenderFiles;
}

/** What an entry without a status word is called. */
export const UNNAMED_EVENT = 'unknown';

/** Reads the deliveries of a sender that many people use, also those that another workflow passed on. */
export function presetReader(shapes: Shapes): ReadDelivery {
  const read = shapesReader(shapes);
  return (body) => asEvent(read(unwrapped(body)), body);
}

/** Reads deliveries as they are described. */
export function shapesReader(given: Shapes): ReadDelivery {
  return (body) => {
    if (typeof body !== 'object' || body === null) return 'unreadable';
    return readPieces(piecesOf(body, given), (raw) => readEntry(raw, body, given));
  };
}

/** A delivery in which nothing but unreadable entries stand is an event that is no status, as long as there are entries. */
export function asEvent(delivery: ReturnType<ReadDelivery>, body: unknown): ReturnType<ReadDelivery> {
  const isEvent = isRecord(body) || (Array.isArray(body) && body.some(isRecord));
  return delivery === 'unreadable' && isEvent
    ? { entries: [{ reading: { otherEvent: UNNAMED_EVENT }, raw: body }], skipped: 0 }
    : delivery;
}

/** The entries of a delivery. One without a list of them stands for itself. */
function piecesOf(body: unknown, { itemsPath, messageItemsPath = '' }: Shapes): readonly Piece[] {
  const lists = [...new Set([itemsPath, messageItemsPath])].flatMap((path) => listAt(body, path) ?? []);
  if (lists.length > 0) return oneOrList(lists);
  const isEmpty = [itemsPath, messageItemsPath].some((path) => listAt(body, path) !== undefined);
  if (isEmpty) return [];
  return itemsPath.trim() === '' ? oneOrList(body) : oneOrList([body]);
}

/** The list at the first of the paths where there is one; undefined where there is none. */
function listAt(body: unknown, field: string): unknown[] | undefined {
  for (const path of pathsOf(field)) {
    const found = valuesAt(body, path);
    if (found.length > 0 || Array.isArray(valueAt(body, path))) return found;
  }
  return undefined;
}

/** What an entry tells; null where it has no usable id. What is neither status nor message is some other event. */
function readEntry(raw: unknown, body: unknown, given: Shapes): readonly EntryReading[] | null {
  if (!isRecord(raw)) return null;
  const { messages: shapes = [], timeZone = '' } = given;
  const message = given.readMessage?.(raw);
  if (message !== undefined) return message === null ? null : [message];
  const shape = shapeFor(shapes, raw, body);
  if (shape === undefined) return readStatuses(raw, body, given);
  const asMessages = (): EntryReading[] | null => {
    const event = nameOf(raw, body, given);
    return readMessages(raw, body, shape, timeZone)?.map((message) => ({ message, event })) ?? null;
  };
  if (shape.isLast !== true) return asMessages();
  const statuses = readStatuses(raw, body, given);
  if (statuses?.some((reading) => 'report' in reading) === true) return statuses;
  return asMessages();
}

function readStatuses(raw: unknown, body: unknown, given: Shapes): readonly EntryReading[] | null {
  const shape = shapeFor(given.shapes, raw, body);
  const other = { otherEvent: nameOf(raw, body, given) };
  if (shape === undefined) return [other];
  const word = shape.word ?? wordAt(raw, shape.statusPath);
  if (word === null) return [other];
  const key = word.toLowerCase();
  const known = Object.hasOwn(given.words, key) ? given.words[key] : undefined;
  if (known === null) return [{ otherEvent: word }];
  const ids = idsAt(raw, shape.idPath);
  if (ids.length === 0) return null;
  const report = { ...readReport(raw, shape, given), status: known ?? toStatus(word) };
  const vendorStatus = wordAt(raw, shape.finerWordPath) ?? word;
  return ids.map((messageId) => {
    const { secondId, ...rest } = report;
    const isOther = secondId !== undefined && secondId !== messageId;
    return { report: { ...rest, messageId, vendorStatus, ...(isOther && { secondId }) } };
  });
}

function readReport(
  raw: unknown,
  shape: StatusShape,
  { phones = false, timeZone = '' }: Shapes,
): Omit<StatusReport, 'messageId' | 'status' | 'vendorStatus'> {
  const code = wordAt(raw, shape.reasonPath);
  const text = wordAt(raw, shape.reasonTextPath) ?? code;
  const to = textAt(raw, shape.recipientPath);
  const more = {
    secondId: textAt(raw, shape.secondIdPath),
    callbackData: textAt(raw, shape.callbackDataPath),
    participant: textAt(raw, shape.participantPath),
    part: textAt(raw, shape.partPath),
  };
  return {
    occurredAt: timeAt(raw, shape.timePath, timeZone),
    to: phones ? phoneOf(to) : to,
    reason: text === null ? null : reasonOf(code !== null && /^\w{1,40}$/.test(code) ? code : null, text),
    ...Object.fromEntries(Object.entries(more).filter(([, value]) => value !== null)),
  };
}

function nameOf(raw: unknown, body: unknown, { eventPath }: Shapes): string {
  return (
    (wordAt(raw, eventPath) ?? wordOfDelivery(body, eventPath ?? ''))?.slice(0, LONGEST_ID) ?? UNNAMED_EVENT
  );
}

const timeAt = (raw: unknown, path: string | undefined, zone: string): string | null =>
  firstAt(raw, path, (value) => toIsoTime(value, zone));

const idsAt = (raw: unknown, path: string): string[] =>
  firstAt(raw, path, (value) => {
    const ids = (Array.isArray(value) ? value : [value]).map(idOf).filter((id) => id !== null);
    return ids.length > 0 ? ids : null;
  }) ?? [];
