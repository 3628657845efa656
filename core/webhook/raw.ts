const DEEPEST = 20;
const MOST_KEYS = 5_000;

/** Names that mean something to JavaScript itself; no vendor uses them for data. */
const SPECIAL = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * A copy of anything that JSON can hold which is safe to hand on: no special names, no inheritance, at most 20
 * levels deep (null stands for what is deeper) and 5,000 values (the rest is left out).
 */
export function safeCopy(value: unknown): unknown {
  let left = MOST_KEYS;
  const copy = (inner: unknown, depth: number): unknown => {
    if (typeof inner !== 'object' || inner === null) return inner;
    if (depth >= DEEPEST) return null;
    if (Array.isArray(inner)) {
      const list: unknown[] = [];
      for (const each of inner) if (left-- > 0) list.push(copy(each, depth + 1));
      return list;
    }
    const object = Object.create(null) as Record<string, unknown>;
    for (const [name, each] of Object.entries(inner)) {
      if (!SPECIAL.has(name) && left-- > 0) object[name] = copy(each, depth + 1);
    }
    return object;
  };
  return copy(value, 0);
}
