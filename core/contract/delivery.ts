import type { Status } from './status';

/** Longer ids are no ids. */
export const LONGEST_ID = 512;

/** More than this in one delivery is refused, whatever the source. */
export const MOST_ENTRIES = 1_000;

/** Why a message did not get through. */
export interface Reason {
  /** The code of the vendor or of WhatsApp; null where there is none. */
  code: string | null;
  message: string;
  nextStep: string;
}

/** One status of one message, as a vendor reports it, in our words. */
export interface StatusReport {
  messageId: string;
  status: Status;
  /** The vendor's own word. */
  vendorStatus: string;
  /** ISO 8601 with milliseconds, UTC; null where the vendor gave no readable time. */
  occurredAt: string | null;
  /** The recipient; null where the vendor does not say. */
  to: string | null;
  /** Null where it did not fail, or nobody says why. */
  reason: Reason | null;
}

/** What one entry of a delivery tells: a status, or something that is no status at all. */
export type Told = { report: StatusReport } | { otherEvent: string };

/** An entry that could be read, and the vendor's own form of it. */
export interface Entry {
  told: Told;
  raw: unknown;
}

/** A delivery as a source reads it. */
export type Delivery = { entries: Entry[]; skipped: number } | 'tooMany' | 'unreadable';

/** Reads a delivery's parsed body, whatever it is. */
export type ReadDelivery = (body: unknown) => Delivery;

/**
 * Reads the entries of a delivery one by one. Those that cannot be read are counted, not fatal: a vendor would
 * only send the whole delivery again.
 *
 * @param read what an entry tells, null where it cannot be read
 */
export function readEntries(raws: readonly unknown[], read: (raw: unknown) => Told | null): Delivery {
  if (raws.length > MOST_ENTRIES) return 'tooMany';
  const entries = raws.flatMap((raw): Entry[] => {
    const told = read(raw);
    return told === null ? [] : [{ told, raw }];
  });
  const skipped = raws.length - entries.length;
  return entries.length === 0 && skipped > 0 ? 'unreadable' : { entries, skipped };
}

/** Whether a parsed value is an object that is no list. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A value of an object's own; undefined for what is only inherited. */
export function own(object: Record<string, unknown>, name: string): unknown {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}
