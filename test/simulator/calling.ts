import { AIDESK } from '../../simulator/vendors/aideskFixtures';
import { CLEVERCHAT } from '../../simulator/vendors/cleverchatFixtures';
import { INTERFLOW } from '../../simulator/vendors/interflowFixtures';
import { LOGYCA } from '../../simulator/vendors/logycaFixtures';
import { TALKME } from '../../simulator/vendors/talkmeFixtures';
import type { Simulator } from '../../simulator/simulator';

export interface Called {
  status: number;
  headers: Headers;
  text: string;
  json: Record<string, unknown>;
}

/** One request over a real socket; `json` is empty where the answer is not JSON. */
export async function call(url: string, init: RequestInit = {}): Promise<Called> {
  const answer = await fetch(url, { redirect: 'manual', ...init });
  const text = await answer.text();
  const isJson = /json/.test(answer.headers.get('content-type') ?? '');
  return {
    status: answer.status,
    headers: answer.headers,
    text,
    json: isJson ? (JSON.parse(text) as Record<string, unknown>) : {},
  };
}

/** POSTs JSON; a string goes out as it is. */
export function post(url: string, body: unknown, headers: Record<string, string> = {}): Promise<Called> {
  return call(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

export interface Upload {
  field: string;
  name: string;
  type: string;
  content?: string;
}

export function postForm(
  url: string,
  fields: Record<string, string>,
  files: readonly Upload[],
  headers: Record<string, string>,
): Promise<Called> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  for (const { field, name, type, content = 'bytes' } of files) {
    form.append(field, new Blob([content], { type }), name);
  }
  return call(url, { method: 'POST', headers, body: form });
}

/** A valid v1 message with the given changes; an undefined value leaves the field out. */
export function v1Message(changes: Record<string, unknown> = {}): Record<string, unknown> {
  const content = { text: 'Olá' };
  return { channel_id: INTERFLOW.channelId, to: '5511999999999', type: 'text', content, ...changes };
}

export function sendV1(simulator: Simulator, body: unknown, key: string = INTERFLOW.v1Key): Promise<Called> {
  return post(`${simulator.urls.interflowV1}/v1/messages/send`, body, { authorization: `Bearer ${key}` });
}

export function callCurrent(simulator: Simulator, path: string, body: unknown): Promise<Called> {
  const url = `${simulator.urls.interflowCurrent}/api/${INTERFLOW.organizationId}/${path}`;
  return post(url, body, { 'x-api-key': INTERFLOW.currentKey });
}

export const cleverchatAuthorization = { authorization: `Bearer ${CLEVERCHAT.token}` };
export const logycaAuthorization = { authorization: `Bearer ${LOGYCA.token}` };
export const aideskKey = { apikey: AIDESK.apiKey };

/** The address of Talk.me's script with its credentials. */
export function talkmeUrl(simulator: Simulator, query: Record<string, string | undefined>): string {
  const url = new URL(`${simulator.urls.talkme}/dbdial_webapi.php`);
  const all = { id_cliente: TALKME.clientId, token: TALKME.token, ...query };
  for (const [name, value] of Object.entries(all)) if (value !== undefined) url.searchParams.set(name, value);
  return url.href;
}
