import { parsedAddress } from '../../core/contract/address';
import type { ICredentialDataDecryptedObject, IHttpRequestOptions } from 'n8n-workflow';
import { mayCarrySecret } from '../../core/input/endpoint';
import { withStatusToRead } from './olderN8n';

/** A credential's field without the spaces and line ends that come along when it is pasted. */
export function pasted(credentials: ICredentialDataDecryptedObject, field: string): string {
  return String(credentials[field] ?? '').trim();
}

/** Where a credential's secrets may go. */
export interface OwnAddresses {
  addresses: readonly string[];
  /** Whether they may go there without TLS: only to a server of one's own whose credential says so. */
  plainHttp: boolean;
}

/**
 * The addresses that a credential names.
 *
 * @param fields its fields that hold one, each with the address that counts where it is empty
 * @param plainHttp see `allowsPlainHttp`
 */
export const ownAddresses = (
  credentials: ICredentialDataDecryptedObject,
  fields: Readonly<Record<string, string>>,
  plainHttp = false,
): OwnAddresses => ({
  addresses: Object.entries(fields)
    .map(([field, byDefault]) => pasted(credentials, field) || byDefault)
    .filter((address) => address !== ''),
  plainHttp,
});

/**
 * The request with the headers and query values that prove who sends it; the one given stays as it is. Only a request
 * to the servers that the credential itself names is signed: n8n lets people use a credential in its own HTTP Request
 * node, and lets a model choose the address there.
 *
 * @param own from `ownAddresses`
 * @throws where the address is not one that the secret may go to
 */
export function signed(
  request: IHttpRequestOptions,
  proof: { headers?: Record<string, string>; qs?: Record<string, string> },
  { addresses, plainHttp }: OwnAddresses,
): IHttpRequestOptions {
  const targets = addressesOf(request);
  if (!targets.every((target) => target !== undefined && mayCarrySecret(target, plainHttp)))
    throw new Error(
      'The address in the credential does not start with https://, so the token was not sent to it: correct the address.',
    );
  const origins = addresses.map((address) => parsedAddress(address)?.origin);
  if (!targets.every((target) => origins.includes(target?.origin)))
    throw new Error(
      'The address of this request is not the one in the credential, so the token was not sent to it: correct one of the two.',
    );
  const asked = withStatusToRead(request);
  return {
    ...asked,
    ...(proof.headers && { headers: { ...asked.headers, ...proof.headers } }),
    ...(proof.qs && { qs: { ...asked.qs, ...proof.qs } }),
  };
}

/** Where a request goes; n8n's older helper calls its address `uri`. */
function addressesOf(request: IHttpRequestOptions): Array<URL | undefined> {
  const { url, uri } = request as { url?: unknown; uri?: unknown };
  const given = [url, uri].filter((address) => address !== undefined && address !== '');
  return (given.length === 0 ? [''] : given).map((address) =>
    parsedAddress(String(address), request.baseURL),
  );
}
