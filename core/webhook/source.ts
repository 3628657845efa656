import { z } from 'zod/v4';
import { isRecord, own, type EntryReading, type Piece, type WebhookSource } from '../contract/delivery';

/** More than this in one delivery is refused, whatever the source: 3 MB of the shortest statuses that anybody sends. */
export const MOST_ENTRIES = 50_000;

/** An entry that could be read, and the vendor's own form of it. */
export interface Entry {
  reading: EntryReading;
  raw: unknown;
}

/** A delivery as a source reads it. */
export type Delivery = { entries: Entry[]; skipped: number } | 'tooMany' | 'unreadable';

/** Reads a delivery's parsed body, whatever it is. */
export type ReadDelivery = (body: unknown) => Delivery;

/**
 * Reads the pieces of a delivery one by one. Those that cannot be read are counted, not fatal: a vendor would
 * only send the whole delivery again.
 *
 * @param read what a piece tells, in some cases of several messages; null where it cannot be read
 */
export function readPieces(
  pieces: readonly Piece[],
  read: (raw: unknown) => EntryReading | readonly EntryReading[] | null,
): Delivery {
  if (pieces.length > MOST_ENTRIES) return 'tooMany';
  const entries: Entry[] = [];
  let skipped = 0;
  for (const { raw, otherEvent } of pieces) {
    const found = otherEvent === undefined ? read(raw) : { otherEvent };
    const readings = found === null ? [] : [found].flat();
    if (readings.length === 0) skipped += 1;
    for (const reading of readings) entries.push({ reading, raw });
    if (entries.length > MOST_ENTRIES) return 'tooMany';
  }
  return entries.length === 0 && skipped > 0 ? 'unreadable' : { entries, skipped };
}

/** Reads the deliveries of a source that says as data how they are split and how an entry reads. */
export function readerOf({ split, entry }: WebhookSource): ReadDelivery {
  return (body) => {
    const pieces = split(unwrapped(body));
    if (pieces === undefined) return 'unreadable';
    return readPieces(pieces, (raw) => entry.safeParse(raw).data ?? null);
  };
}

/**
 * The schema of an entry that a function reads.
 *
 * @param read null where the entry has no usable id
 * @param fits whether an entry is one of these at all
 */
export const entryBy = (
  read: (entry: Record<string, unknown>) => EntryReading | null,
  fits: (entry: unknown) => boolean = isRecord,
): z.ZodType<EntryReading> =>
  z.custom<Record<string, unknown>>(fits).transform((entry, context): EntryReading => {
    const reading = read(entry);
    if (reading !== null) return reading;
    context.addIssue('No usable id.');
    return z.NEVER;
  });

/** A delivery that is one entry, or a list of them. */
export const oneOrList = (body: unknown): readonly Piece[] =>
  (Array.isArray(body) ? body : [body]).map((raw: unknown) => ({ raw }));

/** What n8n's own Webhook node makes of a delivery, in whole or in part. */
const ENVELOPE = ['headers', 'params', 'query', 'body', 'webhookUrl', 'executionMode'];

/**
 * A delivery as its sender wrote it, where another workflow of n8n passed it on with its headers around it, or in
 * a list as n8n's items are.
 */
export function unwrapped(body: unknown): unknown {
  if (Array.isArray(body)) {
    const inner = body.map((each) => unwrappedOnce(each));
    return inner.length === 1 ? inner[0] : inner;
  }
  return unwrappedOnce(body);
}

function unwrappedOnce(value: unknown): unknown {
  const json = isRecord(value) && Object.keys(value).length === 1 ? own(value, 'json') : undefined;
  const outer = json ?? value;
  if (!isRecord(outer)) return value;
  const body = own(outer, 'body');
  const isEnvelope =
    typeof body === 'object' &&
    body !== null &&
    isRecord(own(outer, 'headers')) &&
    Object.keys(outer).every((name) => ENVELOPE.includes(name));
  return isEnvelope ? body : json !== undefined && isRecord(json) ? json : value;
}
