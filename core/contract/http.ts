import type { FileContent } from './media';

/** One part of a multipart body: a text field or a file. */
export type Part = { name: string; value: string } | { name: string; file: FileContent };

/** A file inside JSON: written as its base64 text, piece by piece while it is sent. */
export interface Base64File {
  base64: FileContent;
}

/** What a request carries, in one of three forms. */
export type Body =
  /** `application/json`, keys in this order; a `Base64File` anywhere in it stands for that file's text. */
  | { kind: 'json'; json: Readonly<Record<string, unknown>> }
  /** `application/x-www-form-urlencoded`, fields in this order. */
  | { kind: 'form'; fields: Readonly<Record<string, string>> }
  /** `multipart/form-data`, parts in this order. */
  | { kind: 'multipart'; parts: readonly Part[] }
  /** JSON that is written already, where its very signs count; a `Base64File` among them stands for that file's text. */
  | { kind: 'jsonText'; pieces: ReadonlyArray<string | Base64File> };

/** A request as plain data, before the credential signs it. */
export interface HttpRequest {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH';
  /** Absolute, without a query string. */
  url: string;
  /** Sent percent-encoded, in this order. */
  query?: Record<string, string>;
  /** Beside those that the credential and the body bring. */
  headers?: Record<string, string>;
  body?: Body;
}

/** A vendor's answer. */
export interface HttpResponse {
  status: number;
  /** Names in lower case. */
  headers: Readonly<Record<string, string>>;
  /** The parsed JSON, or the text where it is no JSON; undefined where `bodyFailed`. */
  body: unknown;
  /** The body broke off, came too late, was too large or could not be decoded: only status and headers are known. */
  bodyFailed?: true;
}

/** Carries one request out. It throws where no answer came. */
export type Transport = (request: HttpRequest) => Promise<HttpResponse>;

/**
 * A body that is written while it is sent and holds places for secrets; who signs the request fills them in. n8n hands
 * a body on as it is, so the one who signs meets this object.
 */
export interface Fillable {
  /** The same body with each of its texts written anew. */
  filled(write: (text: string) => string): Fillable;
}

/** Whether a body can be filled in. */
export const isFillable = (body: unknown): body is Fillable =>
  typeof body === 'object' && body !== null && 'filled' in body && typeof body.filled === 'function';

/** A body of JSON. */
export const json = (value: Readonly<Record<string, unknown>>): Body => ({ kind: 'json', json: value });

/** Whether a value inside JSON stands for a file. */
export function isBase64File(value: unknown): value is Base64File {
  if (typeof value !== 'object' || value === null || !('base64' in value)) return false;
  const { base64 } = value;
  return typeof base64 === 'object' && base64 !== null && 'stream' in base64;
}

/** Every file that a body carries, in the order in which they are sent. */
export function filesIn(body: Body | undefined): FileContent[] {
  if (body?.kind === 'multipart') return body.parts.flatMap((part) => ('file' in part ? [part.file] : []));
  if (body?.kind === 'jsonText') return filesInJson(body.pieces);
  return body?.kind === 'json' ? filesInJson(body.json) : [];
}

function filesInJson(value: unknown): FileContent[] {
  if (isBase64File(value)) return [value.base64];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(filesInJson);
}
