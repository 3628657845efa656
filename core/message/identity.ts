import { createHash } from 'node:crypto';

/** By what an item is known again. */
export interface Identity {
  /** The message as it would be sent: unchanged when only an option was edited. */
  message: string;
  /** The item and the node's parameters before expressions: unchanged when only the clock moved on. */
  origin: string;
}

/** A short hash of anything that JSON can write, the same whatever the order of its keys. */
export function fingerprint(value: unknown): string {
  return createHash('sha256').update(canonical(value)).digest('base64url').slice(0, 16);
}

function canonical(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  const entries = Object.entries(value)
    .filter(([, each]) => each !== undefined && typeof each !== 'function')
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, each]) => `${JSON.stringify(key)}:${canonical(each)}`).join(',')}}`;
}
