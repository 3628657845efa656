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
 * @throws what reading a file throws
 */
export async function identityOf(message: Message, origin: string): Promise<Identity> {
  const { vendor, operation, to, before } = message;
  const request = message.request({});
  const files = [before, request].flatMap((each) => filesIn(each?.body));
  const contents: string[] = [];
  for (const file of files) contents.push(await digestOf(file));
  const requests = [before, request].map((each) => each && withoutContent(each));
  return { message: fingerprint({ vendor: vendor.id, operation, to, requests, contents }), origin };
}

/** The content is told by its digest; what is left of a file is its name and its type. */
const withoutContent = (request: HttpRequest): unknown => JSON.parse(JSON.stringify(request)) as unknown;

async function digestOf(file: FileContent): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of file.stream()) hash.update(chunk);
  return hash.digest('base64url');
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
