import type { ICredentialDataDecryptedObject, IHttpRequestOptions } from 'n8n-workflow';
import { withStatusToRead } from './olderN8n';

/** Addresses that a secret may go to: encrypted ones, and those of this machine, such as the simulator's. */
const SAFE_ADDRESS = /^(https:\/\/|http:\/\/(localhost|127(\.\d{1,3}){3}|\[::1\])(?=[:/?#]|$))/i;

/** A credential's field without the spaces and line ends that come along when it is pasted. */
export function pasted(credentials: ICredentialDataDecryptedObject, field: string): string {
  return String(credentials[field] ?? '').trim();
}

const PLAIN_ADDRESS = /^http:\/\//i;

/**
 * The request with the headers and query values that prove who sends it; the one given stays as it is.
 *
 * @param plainHttp whether the secret may go to an address without TLS: only for a server of one's own whose
 *   credential says so, see `allowsPlainHttp`
 * @throws where the address is not one that a secret may go to
 */
export function signed(
  request: IHttpRequestOptions,
  proof: { headers?: Record<string, string>; qs?: Record<string, string> },
  plainHttp = false,
): IHttpRequestOptions {
  const address =
    request.baseURL !== undefined && !/^https?:/i.test(request.url) ? request.baseURL : request.url;
  if (!SAFE_ADDRESS.test(address) && !(plainHttp && PLAIN_ADDRESS.test(address))) {
    throw new Error(
      'The address in the credential does not start with https://, so the token was not sent to it: correct the address.',
    );
  }
  const asked = withStatusToRead(request);
  return {
    ...asked,
    ...(proof.headers && { headers: { ...asked.headers, ...proof.headers } }),
    ...(proof.qs && { qs: { ...asked.qs, ...proof.qs } }),
  };
}
