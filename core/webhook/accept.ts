import { createHash } from 'node:crypto';
import { STATUS_RANK, type Status } from '../contract/status';
import type { EntryReading } from '../contract/delivery';
import { toEvent, toOtherEvent, type Arrival, type StatusEvent } from './event';
import type { Done, Memory } from './memory';
import type { Entry } from './source';
import { safeCopy } from './raw';

/** What the user wants of a delivery. */
export interface Selection {
  /** The statuses that start the workflow; empty for all that are known. */
  statuses: readonly Status[];
  /** Also pass on words and events that we do not know, as `other`. */
  emitUnknown: boolean;
  /** Leave out a status that is not further than what was seen of its message. */
  onlyForward: boolean;
  /** Add the vendor's own entry to each event. */
  includeRaw: boolean;
}

/** Why nothing of a delivery is passed on. */
export type Ignored = 'event' | 'status' | 'duplicate' | 'late' | 'empty';

/** What becomes of a delivery. */
export type Reception =
  | { ignored: Ignored }
  | {
      events: StatusEvent[];
      /** To be called once: with true when the sender was told that the events are safe, else with false. */
      settle: (isSafe: boolean) => void;
    };

/**
 * Chooses the events of a delivery that are wanted and new.
 *
 * @param deliveryId the sender's id of the delivery itself, null where it has none
 */
export async function accept(
  { entries, skipped }: { entries: readonly Entry[]; skipped: number },
  arrival: Arrival,
  selection: Selection,
  memory: Memory,
  deliveryId: string | null,
): Promise<Reception> {
  const deliveryKey = deliveryId === null ? null : `delivery ${hash(deliveryId)}`;
  const release = await memory.claim(namesOf(entries, arrival, deliveryKey));
  // Whoever waits must not wait for ever: only what starts something is released later, by `settle`.
  let pending = false;
  try {
    if (deliveryKey !== null && memory.wasDone(deliveryKey)) return { ignored: 'duplicate' };
    const { events, ignored, done } = choose(entries, arrival, selection, memory);
    if (events.length === 0) {
      memory.remember(done);
      return { ignored };
    }
    if (skipped > 0) for (const event of events) event.skippedEntries = skipped;
    const keys = deliveryKey === null ? done.keys : [...done.keys, deliveryKey];
    const settle = (isSafe: boolean): void => {
      if (isSafe) memory.remember({ keys, ranks: done.ranks });
      release();
    };
    pending = true;
    return { events, settle };
  } finally {
    if (!pending) release();
  }
}

/** What nobody else may work on at the same time: the delivery, its messages and its other events. */
function namesOf(entries: readonly Entry[], arrival: Arrival, deliveryKey: string | null): string[] {
  const names = entries.map(({ reading, raw }) =>
    'report' in reading
      ? `message ${reading.report.messageId}`
      : toOtherEvent(eventOf(reading), raw, arrival).eventKey,
  );
  return deliveryKey === null ? names : [...names, deliveryKey];
}

function choose(entries: readonly Entry[], arrival: Arrival, selection: Selection, memory: Memory) {
  const events: StatusEvent[] = [];
  const keys = new Set<string>();
  const ranks = new Map<string, number>();
  let ignored: Ignored = 'empty';
  for (const { reading, raw } of entries) {
    const { event, isForward } = complete(reading, raw, arrival, memory, ranks);
    const key = replayKey(event);
    if (!isWanted(event, selection)) ignored = event.messageId === null ? 'event' : 'status';
    else if (keys.has(key) || memory.wasDone(key)) ignored = 'duplicate';
    else if (selection.onlyForward && !isForward) ignored = 'late';
    else {
      keys.add(key);
      events.push(selection.includeRaw ? { ...event, raw: safeCopy(raw) } : event);
    }
  }
  const done: Done = { keys, ranks };
  return { events, done, ignored };
}

/** What an entry that reports no status is called. */
const eventOf = (reading: Exclude<EntryReading, { report: unknown }>): string =>
  'otherEvent' in reading ? reading.otherEvent : 'message';

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
  const seen = ranks.get(messageId) ?? memory.rankOf(messageId);
  ranks.set(messageId, Math.max(seen, rank));
  return { event: toEvent(reading.report, arrival, rank < seen), isForward: rank > seen };
}

function isWanted({ messageId, status }: StatusEvent, { statuses, emitUnknown }: Selection): boolean {
  if (messageId === null) return emitUnknown;
  if (status === 'other') return emitUnknown || statuses.includes('other');
  return statuses.length === 0 || statuses.includes(status);
}

/** All words that we do not know are `other`, so their key says too little to tell a repetition. */
function replayKey({ eventKey, status, vendorStatus }: StatusEvent): string {
  return status === 'other' ? `${eventKey} ${hash(vendorStatus)}` : eventKey;
}

const hash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 32);
