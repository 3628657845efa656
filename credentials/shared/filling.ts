import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';
import { isFillable } from '../../core/contract/http';
import { withSecrets } from '../../core/contract/secretPlaces';

/**
 * The request with the secrets put into their places, wherever in it they stand; the one given stays as it is.
 *
 * @param secrets by their numbers
 */
export function filledIn(request: IHttpRequestOptions, secrets: readonly string[]): IHttpRequestOptions {
  const write = (text: string): string => withSecrets(text, secrets);
  const { url, headers, qs, body } = request;
  return {
    ...request,
    // Left out where n8n's older name for it is used.
    ...(typeof url === 'string' && { url: write(url) }),
    ...(headers !== undefined && { headers: eachOf(headers, write) }),
    ...(qs !== undefined && { qs: eachOf(qs, write) }),
    ...(body !== undefined && { body: bodyOf(body, write) }),
  };
}

const eachOf = (fields: IDataObject, write: (text: string) => string): IDataObject =>
  Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, typeof value === 'string' ? write(value) : value]),
  );

function bodyOf(
  body: IHttpRequestOptions['body'],
  write: (text: string) => string,
): IHttpRequestOptions['body'] {
  if (body instanceof URLSearchParams)
    return new URLSearchParams([...body].map(([name, value]): [string, string] => [name, write(value)]));
  // n8n's type knows no body that is written while it is sent.
  return isFillable(body) ? (body.filled(write) as unknown as FormData) : body;
}
