import type { IAllExecuteFunctions, ICredentialsDecrypted, IHttpRequestOptions } from 'n8n-workflow';
import {
  filesIn,
  type Body,
  type HttpRequest,
  type HttpResponse,
  type Transport,
} from '../../../core/contract/http';
import { MessagingError } from '../../../core/contract/outcome';
import { cleanAnswer } from '../../../core/outcomes/clean';
import { readAnswer } from './answer';
import { exchange, type Asking, type Exchanged } from './exchange';
import { FormBody } from './formBody';
import { JsonBody } from './jsonBody';
import { inWordsOfProxy, refuseClosedWay, type Asker } from './proxy';
import { Uploads } from './uploads';

/** A file takes longer than a text. */
const UPLOAD_FACTOR = 3;

/**
 * n8n's request helper as a Transport: n8n signs by the credential and sends.
 *
 * @param credential read and decrypted once for the whole execution
 * @param timeout for one exchange without files, in seconds; a request with files has three times as long
 */
export function n8nTransport(context: Asker, credential: ICredentialsDecrypted, timeout: number): Transport {
  return async (request) => {
    const factor = filesIn(request.body).length > 0 ? UPLOAD_FACTOR : 1;
    return await askVendor(context, credential, request, timeout * factor * 1000);
  };
}

/**
 * One request to a vendor and its answer, whatever it is.
 *
 * @param credential its type and its decrypted data
 * @param timeout for the whole exchange, in milliseconds
 * @throws where no answer came: MessagingError (`notSent`) for what the proxy of this n8n did or would read, else
 *   what n8n's helper threw
 */
export async function askVendor(
  context: Asker,
  credential: ICredentialsDecrypted,
  request: HttpRequest,
  timeout: number,
): Promise<HttpResponse> {
  const answer = await exchangeSigned(context, credential, request, timeout, readAnswer);
  const body: unknown = 'body' in answer ? cleanAnswer(answer.body) : undefined;
  return { ...answer, body };
}

/**
 * The same for an answer that is read in another way, such as a file.
 *
 * @param read reads the answer's body
 */
export async function exchangeSigned<Body>(
  context: Asker,
  credential: ICredentialsDecrypted,
  request: HttpRequest,
  timeout: number,
  read: Asking<Body>['read'],
): Promise<Exchanged<Body>> {
  const { url } = request;
  await refuseClosedWay(context, url, timeout);
  const cancelled = context.getExecutionCancelSignal?.();
  if (cancelled?.aborted === true) throw STOPPED;
  const uploads = new Uploads();
  return await exchange({
    timeout,
    cancelled,
    ask: async (end) =>
      await context.helpers.httpRequestWithAuthentication.call(
        cancelledBy(end, context),
        credential.type,
        { ...asOptions(request, uploads), abortSignal: end },
        { credentialsDecrypted: credential },
      ),
    read,
    ended: () => uploads.close(),
  }).catch(inWordsOfProxy(new URL(url).hostname));
}

const STOPPED = new MessagingError('The execution was stopped before this message was sent.', {
  outcome: 'notSent',
  nextStep: 'Nothing was sent; send this item again later.',
  httpStatus: null,
  vendorCode: null,
});

/** Fresh for every request: the helper changes the object it is given. */
function asOptions(request: HttpRequest, uploads: Uploads): IHttpRequestOptions {
  return {
    method: request.method,
    url: request.url,
    ...(request.query !== undefined && { qs: { ...request.query } }),
    ...withHeaders(bodyOf(request.body, uploads), request.headers),
    json: true,
    // The exchange has a deadline of its own, over more than the helper's covers.
    timeout: 0,
    encoding: 'stream',
    returnFullResponse: true,
    // Every status is ours to judge; the helper would send a second time after a 401.
    ignoreHttpStatusErrors: true,
    // A redirect could carry the message or the key elsewhere, and following one holds a whole upload in memory.
    disableFollowRedirect: true,
  };
}

/** Those of the request stand over the body's own, whatever their capitals. */
function withHeaders(
  { headers = {}, ...rest }: Pick<IHttpRequestOptions, 'body' | 'headers'>,
  own: HttpRequest['headers'] = {},
): Pick<IHttpRequestOptions, 'body' | 'headers'> {
  const named = new Set(Object.keys(own).map((name) => name.toLowerCase()));
  const others = Object.entries(headers).filter(([name]) => !named.has(name.toLowerCase()));
  const all = { ...Object.fromEntries(others), ...own };
  return { ...rest, ...(Object.keys(all).length > 0 && { headers: all }) };
}

/** A form of name and value is written by the helper itself, as is JSON without files. */
function bodyOf(body: Body | undefined, uploads: Uploads): Pick<IHttpRequestOptions, 'body' | 'headers'> {
  switch (body?.kind) {
    case undefined:
      return {};
    case 'json':
      return {
        body: filesIn(body).length > 0 ? asBody(JsonBody.of(body.json, uploads)) : { ...body.json },
        headers: { 'Content-Type': 'application/json' },
      };
    case 'jsonText':
      return {
        body: asBody(JsonBody.written(body.pieces, uploads)),
        headers: { 'Content-Type': 'application/json' },
      };
    case 'form':
      return {
        body: new URLSearchParams(body.fields),
        headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      };
    case 'multipart':
      return {
        body: asBody(new FormBody(body.parts, uploads)),
        headers: { 'Content-Type': 'multipart/form-data' },
      };
  }
}

/** The helper's type knows no body that streams. */
const asBody = (streaming: JsonBody | FormBody): FormData => streaming as unknown as FormData;

/** The helper listens to the execution's cancel signal and takes no other: it is given the exchange's own. */
const cancelledBy = (end: AbortSignal, context: Asker): IAllExecuteFunctions =>
  Object.create(context, { getExecutionCancelSignal: { value: () => end } }) as IAllExecuteFunctions;
