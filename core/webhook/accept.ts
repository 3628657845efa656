import { createHash } from 'node:crypto';
import { STATUS_RANK, isOwnStep, type Status } from '../contract/status';
import type { EntryReading, IncomingMessage, Reported } from '../contract/delivery';
import {
  messageKey,
  toEvent,
  toMessageEvent,
  toOtherEvent,
  type Arrival,
  type MessageEvent,
  type StatusEvent,
} from './event';
import type { Done, Memory } from './memory';
import type { Entry } from './source';
import { safeCopy } from './raw';

/** What the user wants of a delivery. */
export interface Selection {
  /** What starts the workflow; statuses alone where it is absent. */
  events?: readonly Reported[];
  /** Also messages that the account itself wrote. */
  includeOwn?: boolean;
  /** Also messages that were written in a group. */
  includeGroups?: boolean;
  /** The statuses that start the workflow; empty for all that are known. */
  statuses: readonly Status[];
  /** Also pass on words and events that we do not know, as `other`. */
  emitUnknown: boolean;
  /** Pass on words that we do not know, but no events. */
  emitUnknownWords?: boolean;
  /** Leave out what happened longer ago than so many milliseconds; nothing where it is absent. */
  oldest?: number;
  /** Leave out a status that is not further than what was seen of its message. */
  onlyForward: boolean;
  /** Add the vendor's own entry to each event. */
  includeRaw: boolean;
}

/** Why nothing of a delivery is passed on. */
export type Ignored = 'event' | 'status' | 'own' | 'group' | 'duplicate' | 'late' | 'old' | 'empty';

/** What becomes of a delivery. */
export type Reception =
  | { ignored: Ignored }
  | {
      /** What is passed on, by what it is, each in the order of the delivery. */
      events: { statuses: StatusEvent[]; messages: MessageEvent[] };
      /** To be called once: with true when the sender was told that the events are safe, else with false. */
      settle: (isSafe: boolean) => void;
      /** Short marks of the events and of the proof, for other processes that must not start them again. */
      marks: readonly string[];
    };

/** What tells a delivery from others, as far as there is something. */
export interface DeliveryNames {
  /** The sender's own id of it. */
  id?: string | null;
  /** What proves it, where that holds for ever and so could be sent again by anybody who saw it. */
  proof?: string | null;
  /** The marks that other processes left, or this one before it was started again. */
  marks?: ReadonlySet<string>;
}

/**
 * Chooses the events of a delivery that are wanted and new.
 *
 * @param names what tells this delivery from others
 */
export async function accept(
  { entries, skipped }: { entries: readonly Entry[]; skipped: number },
  arrival: Arrival,
  selection: Selection,
  memory: Memory,
  { id = null, proof = null, marks = new Set() }: DeliveryNames = {},
): Promise<Reception> {
  const deliveryKey = id === null ? null : `delivery ${hash(id)}`;
  const proofKey = proof === null ? null : hash(proof);
  const release = await memory.claim(namesOf(entries, arrival, deliveryKey));
  // Whoever waits must not wait for ever: only what starts something is released later, by `settle`.
  let pending = false;
  try {
    if (deliveryKey !== null && memory.wasDone(deliveryKey)) return { ignored: 'duplicate' };
    if (proofKey !== null && (memory.wasProved(proofKey) || marks.has(markOf(proofKey))))
      return { ignored: 'duplicate' };
    const { events, ignored, done } = choose(entries, arrival, selection, memory, marks);
    const all = [...events.statuses, ...events.messages];
    if (all.length === 0) {
      memory.remember(done);
      return { ignored };
    }
    if (skipped > 0) for (const event of all) event.skippedEntries = skipped;
    const keys = deliveryKey === null ? done.keys : [...done.keys, deliveryKey];
    const proofs = proofKey === null ? [] : [proofKey];
    // The proof stands at the end, where it is kept longest.
    const own = [...all.filter(isLasting).map(replayKey), ...proofs].map(markOf);
    const settle = (isSafe: boolean): void => {
      if (isSafe) memory.remember({ keys, ranks: done.ranks, proofs, marks: own });
      release();
    };
    pending = true;
    return { events, settle, marks: own };
  } finally {
    if (!pending) release();
  }
}

/** What nobody else may work on at the same time: the delivery, its messages and its other events. */
function namesOf(entries: readonly Entry[], arrival: Arrival, deliveryKey: string | null): string[] {
  const names = entries.map(({ reading, raw }) => {
    if ('report' in reading) return `message ${reading.report.messageId}`;
    if ('message' in reading) return messageKey(reading.message, arrival);
    return toOtherEvent(reading.otherEvent, raw, arrival).eventKey;
  });
  return deliveryKey === null ? names : [...names, deliveryKey];
}

type AnyEvent = StatusEvent | MessageEvent;

const isMessage = (event: AnyEvent): event is MessageEvent => 'kind' in event;

/** What is neither message nor status has no name of its own, and may well happen again. */
const isLasting = (event: AnyEvent): boolean =>
  isMessage(event) || (event.messageId !== null && event.status !== 'other');

/** A key in short. */
const markOf = (key: string): string => key.slice(0, 16);

function choose(
  entries: readonly Entry[],
  arrival: Arrival,
  selection: Selection,
  memory: Memory,
  marks: ReadonlySet<string>,
) {
  const events: { statuses: StatusEvent[]; messages: MessageEvent[] } = { statuses: [], messages: [] };
  const keys = new Set<string>();
  const ranks = new Map<string, number>();
  let ignored: Ignored = 'empty';
  for (const { reading, raw } of entries) {
    const { event, isForward, unwanted } = judge(reading, raw, arrival, selection, memory, ranks);
    const key = replayKey(event);
    if (unwanted !== null) ignored = unwanted;
    else if (isOld(event, selection)) ignored = 'old';
    else if (keys.has(key) || memory.wasDone(key) || (isLasting(event) && marks.has(markOf(key))))
      ignored = 'duplicate';
    else if (selection.onlyForward && !isForward) ignored = 'late';
    else {
      keys.add(key);
      const shown = selection.includeRaw ? { ...event, raw: safeCopy(raw) } : event;
      if (isMessage(shown)) events.messages.push(shown);
      else events.statuses.push(shown);
    }
  }
  const done: Done = { keys, ranks };
  return { events, done, ignored };
}

/** An entry's event, whether it is further than what was seen, and why it is not wanted, if it is not. */
function judge(
  reading: EntryReading,
  raw: unknown,
  arrival: Arrival,
  selection: Selection,
  memory: Memory,
  ranks: Map<string, number>,
): { event: AnyEvent; isForward: boolean; unwanted: Ignored | null } {
  const { events = ['statuses'] } = selection;
  if ('message' in reading && events.includes('messages')) {
    const event = toMessageEvent(reading.message, arrival);
    return { event, isForward: true, unwanted: unwantedMessage(reading.message, selection) };
  }
  const completed = complete(reading, raw, arrival, memory, ranks);
  const isWanted = events.includes('statuses') && isWantedStatus(completed.event, selection);
  const unwanted = completed.event.messageId === null ? 'event' : 'status';
  return { ...completed, unwanted: isWanted ? null : unwanted };
}

function unwantedMessage(
  { fromMe, group }: IncomingMessage,
  { includeOwn = false, includeGroups = false }: Selection,
): Ignored | null {
  if (fromMe && !includeOwn) return 'own';
  return group !== null && !includeGroups ? 'group' : null;
}

/** What an entry that reports no status is called. */
const eventOf = (reading: Exclude<EntryReading, { report: unknown }>): string =>
  'otherEvent' in reading ? reading.otherEvent : (reading.event ?? 'message');

/** The event of an entry, judged by what was seen of its message before and earlier in the same delivery. */
function complete(
  reading: EntryReading,
  raw: unknown,
  arrival: Arrival,
  memory: Memory,
  ranks: Map<string, number>,
): { event: StatusEvent; isForward: boolean } {
  if (!('report' in reading)) return { event: toOtherEvent(eventOf(reading), raw, arrival), isForward: true };
  const { messageId, status } = reading.report;
  // A word that we do not know says nothing about order.
  if (status === 'other') return { event: toEvent(reading.report, arrival, false), isForward: true };
  const rank = STATUS_RANK[status];
  const { participant, part } = reading.report;
  // Each person in a group, and each part of a message, comes along by itself.
  const track = [messageId, participant, part].filter((each) => each !== undefined).join('|');
  const seen = ranks.get(track) ?? memory.rankOf(track);
  ranks.set(track, Math.max(seen, rank));
  const isForward = isOwnStep(reading.report.vendorStatus) ? rank >= seen : rank > seen;
  return { event: toEvent(reading.report, arrival, rank < seen), isForward };
}

function isOld({ occurredAt, receivedAt }: AnyEvent, { oldest = Infinity }: Selection): boolean {
  return occurredAt !== null && Date.parse(receivedAt) - Date.parse(occurredAt) > oldest;
}

function isWantedStatus({ messageId, status }: StatusEvent, selection: Selection): boolean {
  const { statuses, emitUnknown, emitUnknownWords = false } = selection;
  if (messageId === null) return emitUnknown;
  if (status === 'other')
    return emitUnknown || statuses.includes('other') || (emitUnknownWords && statuses.length === 0);
  return statuses.length === 0 || statuses.includes(status);
}

/** All words that we do not know are `other`, so their key says too little to tell a repetition. */
function replayKey(event: AnyEvent): string {
  if (isMessage(event) || event.status !== 'other') return event.eventKey;
  return `${event.eventKey} ${hash(event.vendorStatus)}`;
}

const hash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 32);
