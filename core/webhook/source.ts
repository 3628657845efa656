import type { EntryReading, Piece, WebhookSource } from '../contract/delivery';

/** More than this in one delivery is refused, whatever the source. */
export const MOST_ENTRIES = 1_000;

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
 * @param read what a piece tells, null where it cannot be read
 */
export function readPieces(pieces: readonly Piece[], read: (raw: unknown) => EntryReading | null): Delivery {
  if (pieces.length > MOST_ENTRIES) return 'tooMany';
  const entries = pieces.flatMap(({ raw, otherEvent }): Entry[] => {
    const reading = otherEvent === undefined ? read(raw) : { otherEvent };
    return reading === null ? [] : [{ reading, raw }];
  });
  const skipped = pieces.length - entries.length;
  return entries.length === 0 && skipped > 0 ? 'unreadable' : { entries, skipped };
}

/** Reads the deliveries of a source that says as data how they are split and how an entry reads. */
export function readerOf({ split, entry }: WebhookSource): ReadDelivery {
  return (body) => {
    const pieces = split(body);
    if (pieces === undefined) return 'unreadable';
    return readPieces(pieces, (raw) => entry.safeParse(raw).data ?? null);
  };
}

/** A delivery that is one entry, or a list of them. */
export const oneOrList = (body: unknown): readonly Piece[] =>
  (Array.isArray(body) ? body : [body]).map((raw: unknown) => ({ raw }));
