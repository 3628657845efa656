import { createHmac } from 'node:crypto';
import { request as open } from 'node:http';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

/** What a sender posts. */
export interface Delivery {
  headers: Record<string, string>;
  body: string | Buffer;
}

export interface Answered {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
}

/** One request over a real socket, every header exactly as given. */
export async function call(
  url: string,
  { method = 'POST', headers, body }: Partial<Delivery> & { method?: string },
): Promise<Answered> {
  return await new Promise((resolve, reject) => {
    const request = open(url, { method, headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text: Buffer.concat(chunks).toString('utf8'),
        }),
      );
    });
    request.on('error', reject);
    request.setTimeout(20_000, () => request.destroy(new Error('There was no answer')));
    request.end(body);
  });
}

/** Stands in every secret, so that a search finds each leak. */
export const CANARY = 'canary-7hQ2xZp';

/** A way of authentication as both sides know it. */
export interface Mode {
  authentication: string;
  credential: ICredentialDataDecryptedObject;
  /** What proves a body, sent at this time in seconds, with this delivery id. */
  sign(body: Buffer, at: number, id: string): Record<string, string>;
}

const KEY = Buffer.from(`${CANARY}-0123456789abcdef`);
const standardSecret = `whsec_${KEY.toString('base64')}`;

export const MODES: readonly Mode[] = [
  { authentication: 'secretUrl', credential: {}, sign: () => ({}) },
  {
    authentication: 'headerToken',
    credential: { secret: CANARY, headerName: 'X-Webhook-Token' },
    sign: () => ({ 'x-webhook-token': CANARY }),
  },
  {
    authentication: 'hmac',
    credential: {
      secret: CANARY,
      headerName: 'X-Signature',
      algorithm: 'sha256',
      encoding: 'hex',
      prefix: 'sha256=',
      signedContent: 'timestampBody',
      timestampHeader: 'X-Timestamp',
    },
    sign: (body, at) => ({
      'x-timestamp': String(at),
      'x-signature': `sha256=${createHmac('sha256', CANARY).update(`${at}.`).update(body).digest('hex')}`,
    }),
  },
  {
    authentication: 'standardWebhooks',
    credential: { secret: standardSecret },
    sign: (body, at, id) => ({
      'webhook-id': id,
      'webhook-timestamp': String(at),
      'webhook-signature': `v1,${createHmac('sha256', KEY).update(`${id}.${at}.`).update(body).digest('base64')}`,
    }),
  },
];

export const nowInSeconds = (): number => Math.floor(Date.now() / 1000);

let ids = 0;

/** A delivery of this body, as its sender would make it in this mode. */
export function deliveryOf(mode: Mode, body: unknown, changes: Partial<Signed> = {}): Delivery {
  const { at = nowInSeconds(), id = `msg_${++ids}`, type = 'application/json' } = changes;
  const bytes = Buffer.isBuffer(body)
    ? body
    : Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
  return { body: bytes, headers: { 'content-type': type, ...mode.sign(bytes, at, id) } };
}

interface Signed {
  /** In seconds. */
  at: number;
  id: string;
  type: string;
}

/** Interflow's documented event. */
export function interflowEvent(
  messageId: unknown,
  status: unknown,
  timestamp: unknown = '2024-01-15T10:30:05Z',
) {
  return { event: 'message.status_updated', data: { message_id: messageId, status, timestamp } };
}
