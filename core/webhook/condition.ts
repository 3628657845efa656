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
  wordAt(raw, path) ?? (raw === body ? null : wordOfDelivery(body, path));

/** What was found in each delivery at work: it may hold thousands of entries, and each asks the same of it. */
const found = new WeakMap<object, Map<string, string | null>>();

/** What stands at a path of the whole delivery; looked for once, however many entries ask. */
export function wordOfDelivery(body: unknown, path: string): string | null {
  if (typeof body !== 'object' || body === null) return null;
  const known = found.get(body) ?? new Map<string, string | null>();
  found.set(body, known);
  const before = known.get(path);
  if (before !== undefined) return before;
  const word = wordAt(body, path);
  known.set(path, word);
  return word;
}

/** Whether a condition holds of an entry, or else of the whole delivery. */
export function holds(condition: Condition, raw: unknown, body: unknown): boolean {
  const { equals = [], beginsWith = '', endsWith = '' } = condition;
  const word = foundFor(condition, raw, body);
  if (word === null || !word.startsWith(beginsWith) || !word.endsWith(endsWith)) return false;
  return equals.length === 0 || equals.some((each) => each.toLowerCase() === word.toLowerCase());
}
