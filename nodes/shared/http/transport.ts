import type { ICredentialsDecrypted, IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';
import type { Body, HttpRequest, HttpResponse, Transport } from '../../../core/contract/http';
import { FormBody } from './formBody';

/** More than any vendor's answer; a larger one is not read to its end. */
const LARGEST_ANSWER = 1024 * 1024;

/** What n8n's helper gives back for a streamed answer. */
interface StreamedResponse {
  statusCode: number;
  headers: Record<string, string | string[] | undefined>;
  body: AsyncIterable<Uint8Array> & { destroy(): void };
}

/**
 * n8n's request helper as a Transport: n8n signs by the credential and sends.
 *
 * @param credential read and decrypted once for the whole execution
 * @param timeout in milliseconds
 */
export function n8nTransport(
  context: IExecuteFunctions,
  credential: ICredentialsDecrypted,
  timeout: number,
): Transport {
  return async (request) => {
    const body = new AbortController();
    const response = (await context.helpers.httpRequestWithAuthentication.call(
      breakableBy(body.signal, context),
      credential.type,
      asOptions(request, timeout),
      { credentialsDecrypted: credential },
    )) as StreamedResponse;
    return {
      status: response.statusCode,
      headers: plain(response.headers),
      body: await readBody(response.body, timeout, body),
    };
  };
}

/** Fresh for every request: the helper changes the object it is given. */
function asOptions(request: HttpRequest, timeout: number): IHttpRequestOptions {
  return {
    method: request.method,
    url: request.url,
    ...(request.query !== undefined && { qs: { ...request.query } }),
    ...bodyOf(request.body),
    json: true,
    timeout,
    encoding: 'stream',
    returnFullResponse: true,
    // Every status is ours to judge; the helper would send a second time after a 401.
    ignoreHttpStatusErrors: true,
    // A redirect could carry the message or the key elsewhere, and following one holds a whole upload in memory.
    disableFollowRedirect: true,
  };
}

/** A form of name and value is written by the helper itself, as is JSON. */
function bodyOf(body: Body | undefined): Pick<IHttpRequestOptions, 'body' | 'headers'> {
  switch (body?.kind) {
    case undefined:
      return {};
    case 'json':
      return { body: { ...body.json }, headers: { 'Content-Type': 'application/json' } };
    case 'form':
      return {
        body: new URLSearchParams(body.fields),
        headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      };
    case 'multipart':
      return {
        body: new FormBody(body.parts) as unknown as FormData,
        headers: { 'Content-Type': 'multipart/form-data' },
      };
  }
}

function plain(headers: StreamedResponse['headers']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), [value ?? ''].flat().join(', ')]),
  );
}

/**
 * The helper listens to the execution's cancel signal and takes no other, and a stream that it gave out cannot
 * be destroyed while it waits for the vendor: the wait ends only with the request. So a signal of ours joins
 * the execution's.
 */
function breakableBy(signal: AbortSignal, context: IExecuteFunctions): IExecuteFunctions {
  const cancelled = context.getExecutionCancelSignal();
  const either = cancelled === undefined ? signal : AbortSignal.any([signal, cancelled]);
  return Object.create(context, { getExecutionCancelSignal: { value: () => either } }) as IExecuteFunctions;
}

/** Reads an answer to its end, up to a size and a time: the helper's own timeout ends with the headers. */
async function readBody(
  stream: StreamedResponse['body'],
  timeout: number,
  request: AbortController,
): Promise<HttpResponse['body']> {
  const late = AbortSignal.timeout(timeout);
  const giveUp = (): void => request.abort();
  late.addEventListener('abort', giveUp);
  const chunks: Uint8Array[] = [];
  let size = 0;
  let complete = false;
  try {
    for await (const chunk of stream) {
      size += chunk.length;
      if (size > LARGEST_ANSWER)
        throw new RangeError('The answer is longer than any that the vendor documents.');
      chunks.push(chunk);
    }
    complete = true;
  } finally {
    late.removeEventListener('abort', giveUp);
    if (!complete) giveUp();
  }
  return parsed(new TextDecoder().decode(Buffer.concat(chunks)));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
