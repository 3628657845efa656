import type { IWebhookFunctions } from 'n8n-workflow';
import type { Encoding } from '../../core/contract/delivery';
import { looksLikeJson, readJson } from '../../core/webhook/json';
import type { Proof } from '../../core/webhook/proof';
import { wallClock } from '../../core/pacing/clock';

const JSON_TYPE = /^application\/(?:[\w.-]+\+)?json\s*(?:;|$)/i;
const FORM_TYPE = /^application\/x-www-form-urlencoded\s*(?:;|$)/i;

/** Says nothing of how a body is written. */
const VAGUE_TYPE = /^(?:text\/plain|application\/octet-stream)?\s*(?:;|$)/i;

/** A field's name and the sign after it, at the start of a form. */
const FORM_START = /^[\w.%[\]+-]{1,200}=/;

/** In bytes. Meta documents up to 3 MB. */
export const LARGEST_BODY = 3 * 1024 * 1024;

/** n8n's own request: it reads the body of unusual content types only when it is asked to. */
interface Incoming {
  headers: Proof['headers'];
  /** With the query, from the path on. */
  originalUrl?: string;
  rawBody?: Buffer | null;
  readRawBody?: () => Promise<void>;
}

/**
 * What a delivery brings to prove where it comes from. The body is n8n's, after decompression.
 *
 * @param withAddress whether the address is signed, too: n8n works it out only for that
 */
export async function readProof(context: IWebhookFunctions, withAddress: boolean): Promise<Proof> {
  const request = context.getRequestObject() as unknown as Incoming;
  const now = Math.floor(wallClock() / 1000);
  const isMultipart = typeOf(request.headers).startsWith('multipart/');
  const body = isMultipart ? null : await rawBodyOf(request);
  const address = withAddress ? addressOf(context, request) : undefined;
  return {
    headers: request.headers,
    body,
    now,
    ...(address !== undefined && { address }),
    ...(body !== null && isForm(request.headers, body) && { fields: fieldsOf(body) }),
  };
}

/** The bytes; null where n8n cannot read them, such as more than it takes: who sent them is still to be told first. */
async function rawBodyOf(request: Incoming): Promise<Buffer | null> {
  try {
    if (request.rawBody == null) await request.readRawBody?.();
  } catch {
    return null;
  }
  return request.rawBody ?? null;
}

/** Whether a body is a form: by its label, or by its looks where the label says nothing. */
function isForm(headers: Proof['headers'], body: Buffer): boolean {
  const type = typeOf(headers);
  if (FORM_TYPE.test(type)) return true;
  return VAGUE_TYPE.test(type) && FORM_START.test(body.subarray(0, 256).toString('latin1'));
}

/** The address as n8n tells it to the vendor, which a proxy before n8n may have changed on the way, with the call's query. */
function addressOf(context: IWebhookFunctions, { originalUrl = '' }: Incoming): string | undefined {
  const address = context.getNodeWebhookUrl('default');
  const query = originalUrl.indexOf('?');
  return address === undefined || query === -1 ? address : address + originalUrl.slice(query);
}

const fieldsOf = (body: Buffer): Array<[string, string]> => [...new URLSearchParams(body.toString('utf8'))];

/** A delivery's body, or the answer where there is nothing that its source could read. */
export type Body = { body: unknown } | { refused: 400 | 413 | 415 };

/**
 * The decoded body. JSON is taken for what it is whatever the label says; of a form's fields with one name the
 * last counts.
 */
export function bodyOf({ headers, body, fields }: Proof, encodings: readonly Encoding[]): Body {
  if (body === null) return { refused: typeOf(headers).startsWith('multipart/') ? 415 : 413 };
  if (body.length > LARGEST_BODY) return { refused: 413 };
  const isJson = looksLikeJson(body.subarray(0, 2_000).toString('utf8'));
  if (fields !== undefined && !isJson)
    return encodings.includes('form') ? { body: Object.fromEntries(fields) } : { refused: 415 };
  if (!encodings.includes('json')) return { refused: 415 };
  const read = readJson(body);
  if (read !== undefined) return { body: read };
  return { refused: isJson || body.length === 0 || JSON_TYPE.test(typeOf(headers)) ? 400 : 415 };
}

function typeOf(headers: Proof['headers']): string {
  const type = headers['content-type'];
  return typeof type === 'string' ? type.trim() : '';
}
