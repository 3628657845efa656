import type { IWebhookFunctions } from 'n8n-workflow';
import type { Proof } from '../../core/webhook/proof';
import { wallClock } from '../../core/pacing/clock';

const JSON_TYPE = /^application\/(?:[\w.-]+\+)?json\s*(?:;|$)/i;
const PLAIN_JSON = /^application\/json\s*(?:;|$)/i;

/** n8n's own request: it reads the body of unusual content types only when it is asked to. */
interface Incoming {
  headers: Proof['headers'];
  rawBody?: Buffer | null;
  readRawBody?: () => Promise<void>;
}

/** What a delivery brings to prove where it comes from. The body is n8n's, after decompression. */
export async function readProof(context: IWebhookFunctions): Promise<Proof> {
  const request = context.getRequestObject() as unknown as Incoming;
  const now = Math.floor(wallClock() / 1000);
  const isForm = typeOf(request.headers).startsWith('multipart/');
  if (request.rawBody == null && !isForm) await request.readRawBody?.();
  return { headers: request.headers, body: request.rawBody ?? null, now };
}

/** Whether a delivery says that it is JSON. */
export function isJson({ headers }: Proof): boolean {
  return JSON_TYPE.test(typeOf(headers));
}

/** The parsed body; undefined where it is not what it says it is. n8n parses only plain JSON. */
export function bodyOf(context: IWebhookFunctions, { headers, body }: Proof): unknown {
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
