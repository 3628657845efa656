import type { IWebhookFunctions } from 'n8n-workflow';
import type { Encoding } from '../../core/contract/delivery';
import type { Proof } from '../../core/webhook/proof';
import { wallClock } from '../../core/pacing/clock';

const JSON_TYPE = /^application\/(?:[\w.-]+\+)?json\s*(?:;|$)/i;
const PLAIN_JSON = /^application\/json\s*(?:;|$)/i;
const FORM_TYPE = /^application\/x-www-form-urlencoded\s*(?:;|$)/i;

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
  if (request.rawBody == null && !isMultipart) await request.readRawBody?.();
  const body = request.rawBody ?? null;
  const address = withAddress ? addressOf(context, request) : undefined;
  return {
    headers: request.headers,
    body,
    now,
    ...(address !== undefined && { address }),
    ...(body !== null && FORM_TYPE.test(typeOf(request.headers)) && { fields: fieldsOf(body) }),
  };
}

/** The address as n8n tells it to the vendor, which a proxy before n8n may have changed on the way, with the call's query. */
function addressOf(context: IWebhookFunctions, { originalUrl = '' }: Incoming): string | undefined {
  const address = context.getNodeWebhookUrl('default');
  const query = originalUrl.indexOf('?');
  return address === undefined || query === -1 ? address : address + originalUrl.slice(query);
}

const fieldsOf = (body: Buffer): Array<[string, string]> => [...new URLSearchParams(body.toString('utf8'))];

/** How a delivery says that it is written; undefined for what no source reads. */
export function encodingOf({ headers }: Proof): Encoding | undefined {
  const type = typeOf(headers);
  if (JSON_TYPE.test(type)) return 'json';
  return FORM_TYPE.test(type) ? 'form' : undefined;
}

/**
 * The decoded body; undefined where it is not what it says it is. n8n parses only plain JSON. Of a form's
 * fields with one name the last counts.
 */
export function bodyOf(context: IWebhookFunctions, { headers, body, fields }: Proof): unknown {
  if (fields !== undefined) return Object.fromEntries(fields);
  if (PLAIN_JSON.test(typeOf(headers))) return context.getBodyData();
  try {
    return JSON.parse(body?.toString('utf8') ?? '') as unknown;
  } catch {
    return undefined;
  }
}

function typeOf(headers: Proof['headers']): string {
  const type = headers['content-type'];
  return typeof type === 'string' ? type.trim() : '';
}
