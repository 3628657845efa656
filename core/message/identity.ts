import { createHash } from 'node:crypto';
import { filesIn, type HttpRequest } from '../contract/http';
import type { FileContent } from '../contract/media';
import type { Message } from './build';

/** By what an item is known again. */
export interface Identity {
  /** The message as it would be sent: unchanged when only an option was edited. */
  message: string;
  /** The item and the node's parameters before expressions: unchanged when only the clock moved on. */
  origin: string;
}

/**
 * By what a message is known again: everything that goes out for it, the request before it included, and every
 * file by its content, which is read once for that.
 *
 * @param origin of the item, see `Identity`
 * @param account names the account where the items of a run have different ones, else empty
 * @throws what reading a file throws
 */
export async function identityOf(message: Message, origin: string, account = ''): Promise<Identity> {
  const { vendor, operation, to, before } = message;
  const request = message.request({});
  const files = [before, request].flatMap((each) => filesIn(each?.body));
  const contents: string[] = [];
  for (const file of files) contents.push(await digestOf(file));
  const requests = [before, request].map((each) => each && withoutContent(each));
  // Left out where there is none, as it was before there could be one.
  const under = account === '' ? undefined : account;
  return { message: fingerprint({ vendor: vendor.id, operation, to, requests, contents, under }), origin };
}

/** The content is told by its digest; what is left of a file is its name and its type. */
const withoutContent = (request: HttpRequest): unknown => JSON.parse(JSON.stringify(request)) as unknown;

async function digestOf(file: FileContent): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of file.stream()) hash.update(chunk);
  return hash.digest('base64url');
}

/**
 * A short hash of what JSON would store of a value, whatever the order of its keys: the same for a value and for what
 * is read back after it was stored. Never throws: what cannot be stored, such as a property whose reading fails,
 * counts as nothing, and what refers to itself is told by where it refers to.
 */
export function fingerprint(value: unknown): string {
  return createHash('sha256').update(canonical(value)).digest('base64url').slice(0, 16);
}

/** Deeper than anything that n8n can store. */
const DEEPEST = 1_000;

/** @param above the lists and objects that this value lies in, from the outermost */
function canonical(given: unknown, key = '', above: readonly object[] = []): string {
  try {
    const value = asStored(given, key);
    if (typeof value === 'bigint') return JSON.stringify(String(value));
    if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
    const depth = above.indexOf(value);
    if (depth >= 0) return `"^${depth}"`;
    if (above.length >= DEEPEST) return '"..."';
    const inside = [...above, value];
    if (Array.isArray(value))
      return `[${Array.from(value, (each, index) => canonical(each, String(index), inside)).join(',')}]`;
    const entries = Object.keys(value)
      .map((name) => [name, propertyOf(value, name)] as const)
      .filter(([, each]) => isStored(each))
      .sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${entries.map(([name, each]) => `${JSON.stringify(name)}:${canonical(each, name, inside)}`).join(',')}}`;
  } catch {
    return 'null';
  }
}

/** What JSON would write in the place of a value: of a date its text, of a number object its number. */
function asStored(value: unknown, key: string): unknown {
  const { toJSON } = (value ?? {}) as { toJSON?: unknown };
  const told: unknown = typeof toJSON === 'function' ? toJSON.call(value, key) : value;
  return told instanceof Number || told instanceof String || told instanceof Boolean ? told.valueOf() : told;
}

/** What JSON leaves out of an object. */
const isStored = (value: unknown): boolean => !['undefined', 'function', 'symbol'].includes(typeof value);

function propertyOf(value: object, name: string): unknown {
  try {
    return (value as Record<string, unknown>)[name];
  } catch {
    return undefined;
  }
}
