import { isRecord, own } from '../contract/delivery';

/** The steps of a path such as `data.items[0].id` or `["message id"].status`. */
export function stepsOf(path: string): string[] {
  const steps = path.matchAll(/\[\s*(?:"([^"]*)"|'([^']*)'|([^\]"']*))\s*\]|([^.[\]]+)/g);
  return [...steps]
    .map(([, double, single, bare, plain]) => double ?? single ?? (bare ?? plain ?? '').trim())
    .filter((step) => step !== '');
}

/** The value at a path; undefined where there is none. Only an object's own values are found. */
export function valueAt(start: unknown, path: string): unknown {
  return stepsOf(path).reduce(stepInto, start);
}

/**
 * Every value at a path that leads through lists: a list on the way stands for all its elements, so
 * `entry.changes.value.statuses` finds the statuses of every change of every entry.
 */
export function valuesAt(start: unknown, path: string): unknown[] {
  const found = stepsOf(path).reduce<unknown[]>(
    (values, step) =>
      values
        .flatMap((value) => (Array.isArray(value) && !/^\d+$/.test(step) ? value : [value]))
        .map((value) => stepInto(value, step))
        .filter((value) => value !== undefined),
    [start],
  );
  return found.flat();
}

function stepInto(value: unknown, step: string): unknown {
  if (Array.isArray(value)) return /^\d+$/.test(step) ? (value[Number(step)] as unknown) : undefined;
  return isRecord(value) ? own(value, step) : undefined;
}
