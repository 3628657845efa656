import { isRecord } from '../../core/contract/delivery';

/** Where another workflow of n8n puts a delivery that it passes on. */
const WRAPPERS = ['json', 'body'];

/** An item, its body, and no further. */
const DEEPEST = 3;

/** A delivery without the fields in which its sender puts a secret, also where it stands in a list or was passed on. */
export function withoutHidden(body: unknown, hidden: readonly string[] = [], depth = 0): unknown {
  if (hidden.length === 0 || depth > DEEPEST) return body;
  if (Array.isArray(body)) return body.map((each) => withoutHidden(each, hidden, depth + 1));
  if (!isRecord(body)) return body;
  const shown = Object.entries(body)
    .filter(([name]) => !hidden.includes(name))
    .map(([name, value]): [string, unknown] => [
      name,
      WRAPPERS.includes(name) ? withoutHidden(value, hidden, depth + 1) : value,
    ]);
  return Object.fromEntries(shown);
}
