import { toStatus, type Status } from '../contract/status';
import { LONGEST_ID, isRecord, type EntryReading, type Piece } from '../contract/delivery';
import { valueAt, valuesAt } from './path';
import { reasonOf } from './reason';
import { oneOrList, readPieces, type ReadDelivery } from './source';
import { toIsoTime } from './time';

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

/** What an entry without a status word is called. */
export const UNNAMED_EVENT = 'unknown';

/** Reads the deliveries of any sender whose statuses have an id and a word somewhere. */
export function customSource(paths: CustomPaths, statusMap: StatusMap): ReadDelivery {
  const words = wordsOf(statusMap);
  return (body) => {
    if (typeof body !== 'object' || body === null) return 'unreadable';
    return readPieces(piecesOf(body, paths), (raw) => readEntry(raw, paths, words));
  };
}

/** The statuses of a delivery. One without the list is no status, so it stands for itself. */
function piecesOf(body: unknown, { itemsPath }: CustomPaths): readonly Piece[] {
  if (itemsPath.trim() === '') return oneOrList(body);
  const found = valuesAt(body, itemsPath);
  return oneOrList(found.length > 0 || hasList(body, itemsPath) ? found : [body]);
}

const hasList = (body: unknown, path: string): boolean => Array.isArray(valueAt(body, path));

/** One status; null where it has no usable id. What has no status word is some other event. */
function readEntry(
  raw: unknown,
  paths: CustomPaths,
  words: Readonly<Record<string, Status>>,
): EntryReading | null {
  if (!isRecord(raw)) return null;
  const vendorStatus = textAt(raw, paths.statusPath);
  if (vendorStatus === null) return { otherEvent: UNNAMED_EVENT };
  const messageId = textAt(raw, paths.idPath);
  if (messageId === null || messageId.length > LONGEST_ID) return null;
  const reason = textAt(raw, paths.reasonPath);
  return {
    report: {
      messageId,
      status: toStatus(vendorStatus, words),
      vendorStatus,
      occurredAt: paths.timePath.trim() === '' ? null : toIsoTime(valueAt(raw, paths.timePath)),
      to: textAt(raw, paths.recipientPath),
      reason: reason === null ? null : reasonOf(/^\w{1,40}$/.test(reason) ? reason : null, reason),
    },
  };
}

/** A text, number or yes/no as text; null where there is nothing like it, or no path. */
function textAt(raw: unknown, path: string): string | null {
  if (path.trim() === '') return null;
  const value = valueAt(raw, path);
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}

function wordsOf(statusMap: StatusMap): Readonly<Record<string, Status>> {
  return Object.fromEntries(statusMap.map(({ from, to }) => [from.trim().toLowerCase(), to]));
}
