import { isRecord, own } from '../contract/delivery';
import { looksLikeJson, readJsonText } from './json';

/** Between paths that are tried in turn. */
const OR = '||';

/**
 * The steps of a path such as `data.items[0].id` or `["message id"].status`. Reads it sign by sign, so that no
 * path takes longer than its length.
 */
export function stepsOf(path: string): string[] {
  const steps: string[] = [];
  for (let at = 0; at < path.length; ) {
    const sign = path[at];
    if (sign === '[') {
      const bracket = readBracket(path, at + 1);
      if (bracket !== undefined) steps.push(bracket.step);
      at = bracket?.end ?? at + 1;
    } else if (sign === '.' || sign === ']') at += 1;
    else {
      const end = endOfPlain(path, at);
      steps.push(path.slice(at, end).trim());
      at = end;
    }
  }
  return steps.filter((step) => step !== '');
}

/** A step in brackets, with or without quotes; undefined where it is not closed. */
function readBracket(path: string, start: number): { step: string; end: number } | undefined {
  let at = start;
  while (at < path.length && path.charAt(at).trim() === '') at += 1;
  const quote = path.charAt(at);
  if (quote === '"' || quote === "'") {
    const close = path.indexOf(quote, at + 1);
    if (close === -1) return undefined;
    let end = close + 1;
    while (end < path.length && path.charAt(end).trim() === '') end += 1;
    return path[end] === ']' ? { step: path.slice(at + 1, close), end: end + 1 } : undefined;
  }
  let end = at;
  // What is opened again or quoted inside is no name.
  while (end < path.length && !`[]"'`.includes(path.charAt(end))) end += 1;
  return path[end] === ']' ? { step: path.slice(at, end).trim(), end: end + 1 } : undefined;
}

function endOfPlain(path: string, start: number): number {
  let at = start;
  while (at < path.length && !'.[]'.includes(path.charAt(at))) at += 1;
  return at;
}

/** The paths that a field names, in the order in which they are tried: `gsId || id`. */
export const pathsOf = remembering((field: string): readonly string[] =>
  field
    .split(OR)
    .map((path) => path.trim())
    .filter((path) => path !== ''),
);

/** So many fields and paths are remembered: those of a delivery are the same for each of its entries. */
const MOST_REMEMBERED = 2_000;

/** In characters. */
const LONGEST_REMEMBERED = 500;

function remembering(read: (text: string) => readonly string[]): (text: string) => readonly string[] {
  const known = new Map<string, readonly string[]>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const result = read(text);
    if (known.size >= MOST_REMEMBERED) known.clear();
    if (text.length <= LONGEST_REMEMBERED) known.set(text, result);
    return result;
  };
}

const rememberedSteps = remembering(stepsOf);

/** The value at a path; undefined where there is none. Only an object's own values are found. */
export function valueAt(start: unknown, path: string): unknown {
  return rememberedSteps(path).reduce(stepInto, start);
}

/**
 * Every value at a path that leads through lists: a list on the way stands for all its elements, so
 * `entry.changes.value.statuses` finds the statuses of every change of every entry.
 */
export function valuesAt(start: unknown, path: string): unknown[] {
  const found = rememberedSteps(path).reduce<unknown[]>(
    (values, step) =>
      values
        .flatMap((value) => (Array.isArray(value) && !/^\d+$/.test(step) ? value : [value]))
        .map((value) => stepInto(value, step))
        .filter((value) => value !== undefined),
    [start],
  );
  return found.flat();
}

/** Steps into a value. A text that holds JSON, as some senders put it into a field, is entered like the JSON. */
function stepInto(value: unknown, step: string): unknown {
  if (typeof value === 'string' && looksLikeJson(value)) return stepInto(readJsonText(value), step);
  if (Array.isArray(value)) return /^\d+$/.test(step) ? (value[Number(step)] as unknown) : undefined;
  return isRecord(value) ? own(value, step) : undefined;
}
