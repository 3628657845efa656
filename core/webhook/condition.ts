import { wordAt } from './values';

/** What must stand at a path for a shape to be meant. */
export interface Condition {
  path: string;
  /** Any of these, as text without regard to case; anything that is there where it is empty or absent. */
  equals?: readonly string[];
  /** How the text must begin, */
  beginsWith?: string;
  /** and how it must end. */
  endsWith?: string;
}

/** What stands where a condition looks, as text; null where there is nothing. */
export const foundFor = ({ path }: Condition, raw: unknown, body: unknown): string | null =>
  wordAt(raw, path) ?? wordAt(body, path);

/** Whether a condition holds of an entry, or else of the whole delivery. */
export function holds(condition: Condition, raw: unknown, body: unknown): boolean {
  const { equals = [], beginsWith = '', endsWith = '' } = condition;
  const found = foundFor(condition, raw, body);
  if (found === null || !found.startsWith(beginsWith) || !found.endsWith(endsWith)) return false;
  return equals.length === 0 || equals.some((each) => each.toLowerCase() === found.toLowerCase());
}
