import type { Status } from '../contract/status';
import type { Condition } from './condition';
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

/** What else may be said of the sender. */
export interface CustomDetails {
  /** What must hold of a delivery or a status; all of it. */
  conditions?: ReadonlyArray<{ path: string; equals: string }>;
  /** What a time means that names no zone; UTC where it is empty. */
  timeZone?: string;
}

/** Reads the deliveries of any sender whose statuses have an id and a word somewhere. */
export function customSource(
  { itemsPath, ...paths }: CustomPaths,
  statusMap: StatusMap,
  { conditions = [], timeZone = '' }: CustomDetails = {},
): ReadDelivery {
  const shape = { ...paths, conditions: conditions.flatMap(conditionOf) };
  return shapesReader({ itemsPath, shapes: [shape], words: wordsOf(statusMap), timeZone });
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
