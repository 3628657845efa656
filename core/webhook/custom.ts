import { MESSAGE_KINDS, type MessageKind } from '../contract/delivery';
import type { Status } from '../contract/status';
import type { Condition } from './condition';
import type { MessageShape } from './messageShape';
import { shapesReader } from './shape';
import type { ReadDelivery } from './source';

export { UNNAMED_EVENT } from './shape';

/** Where the parts of a status stand in the deliveries of a sender that we do not know. Empty means nowhere. */
export interface CustomPaths {
  /** The list of statuses, from the top; empty where the delivery itself is the status or the list. */
  itemsPath: string;
  /** These from the status on. */
  idPath: string;
  statusPath: string;
  timePath: string;
  recipientPath: string;
  reasonPath: string;
}

/** The sender's words, and ours for them. */
export type StatusMap = ReadonlyArray<{ from: string; to: Status }>;

/** Where the parts of a message that came in stand. Empty means nowhere. */
export interface CustomMessagePaths {
  /** The list of messages, from the top; empty where the delivery itself is the message or the list. */
  messageItemsPath: string;
  /** These from the message on. */
  messageIdPath: string;
  fromPath: string;
  namePath: string;
  textPath: string;
  kindPath: string;
  mediaUrlPath: string;
  mediaTypePath: string;
  mediaNamePath: string;
  payloadPath: string;
  replyToPath: string;
  messageTimePath: string;
  groupPath: string;
}

/** The messages of a sender that we do not know. */
export interface CustomMessages {
  paths: CustomMessagePaths;
  /** The sender's words for kinds, and ours. */
  kinds?: ReadonlyArray<{ from: string; to: string }>;
  /** What must hold of a delivery or a message; all of it. */
  conditions?: ReadonlyArray<{ path: string; equals: string }>;
  /** Any of these tells an own message. */
  own?: ReadonlyArray<{ path: string; equals: string }>;
}

/** What else may be said of the sender. */
export interface CustomDetails {
  /** What must hold of a delivery or a status; all of it. */
  conditions?: ReadonlyArray<{ path: string; equals: string }>;
  /** What a time means that names no zone; UTC where it is empty. */
  timeZone?: string;
  /** How a message that came in stands; absent where none is wanted. */
  messages?: CustomMessages;
}

/** Reads the deliveries of any sender whose statuses have an id and a word somewhere, and its messages an id. */
export function customSource(
  { itemsPath, ...paths }: CustomPaths,
  statusMap: StatusMap,
  { conditions = [], timeZone = '', messages }: CustomDetails = {},
): ReadDelivery {
  const shape = { ...paths, conditions: conditions.flatMap(conditionOf) };
  return shapesReader({
    itemsPath,
    shapes: [shape],
    words: wordsOf(statusMap),
    timeZone,
    ...(messages !== undefined && {
      messageItemsPath: messages.paths.messageItemsPath,
      messages: messageShapesOf(messages),
    }),
  });
}

/** A message has an id, and a writer, a text or a file: without any of these an entry is another event. */
function messageShapesOf({ paths, kinds = [], conditions = [], own = [] }: CustomMessages): MessageShape[] {
  const anything = [paths.fromPath, paths.textPath, paths.mediaUrlPath]
    .filter((path) => path.trim() !== '')
    .join(' || ');
  const wanted = conditions.flatMap(conditionOf);
  const groupPath = [paths.groupPath, paths.fromPath].filter((path) => path.trim() !== '').join(' || ');
  return [
    {
      conditions: [...wanted, ...(anything === '' ? [] : [{ path: anything }])],
      // Who says what a message is means it.
      isLast: wanted.length === 0,
      idPath: paths.messageIdPath,
      fromPath: paths.fromPath,
      isWritten: true,
      namePath: paths.namePath,
      timePath: paths.messageTimePath,
      replyToPath: paths.replyToPath,
      own: own.flatMap(conditionOf),
      toPath: paths.fromPath,
      groupPath,
      ...(paths.groupPath.trim() !== '' && { groupWhen: [{ path: paths.groupPath }] }),
      writerPath: paths.fromPath,
      contents: [
        {
          kindPath: paths.kindPath,
          kinds: kindsOf(kinds),
          textPath: paths.textPath,
          payloadPath: paths.payloadPath,
          urlPath: paths.mediaUrlPath,
          mimePath: paths.mediaTypePath,
          fileNamePath: paths.mediaNamePath,
        },
      ],
    },
  ];
}

function kindsOf(words: NonNullable<CustomMessages['kinds']>): Readonly<Record<string, MessageKind>> {
  return Object.fromEntries(
    words.flatMap(({ from, to }) => {
      const kind = MESSAGE_KINDS.find((each) => each === to);
      return kind === undefined ? [] : [[from.trim().toLowerCase(), kind]];
    }),
  ) as Readonly<Record<string, MessageKind>>;
}

/** A condition as the user writes it. A row without a path says nothing. */
export function conditionOf({ path, equals }: { path: string; equals: string }): Condition[] {
  const values = equals
    .split('||')
    .map((each) => each.trim())
    .filter((each) => each !== '');
  return path.trim() === '' ? [] : [{ path, equals: values }];
}

function wordsOf(statusMap: StatusMap): Readonly<Record<string, Status>> {
  return Object.fromEntries(statusMap.map(({ from, to }) => [from.trim().toLowerCase(), to]));
}
