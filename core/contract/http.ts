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
  | { kind: 'multipart'; parts: readonly Part[] };

/** A request as plain data, before the credential signs it. */
export interface HttpRequest {
  method: 'GET' | 'POST';
  /** Absolute, without a query string. */
  url: string;
  /** Sent percent-encoded, in this order. */
  query?: Record<string, string>;
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
  return body?.kind === 'json' ? filesInJson(body.json) : [];
}

function filesInJson(value: unknown): FileContent[] {
  if (isBase64File(value)) return [value.base64];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(filesInJson);
}
