import { createHmac } from 'node:crypto';
import type { SignatureScheme } from '../contract/delivery';
import { equalBytes, fromBase64, fromHex } from './compare';
import { headerOf, isRecent, type Check } from './proof';

/** An HMAC with the secrets that are in use, the newest first. */
export type HmacScheme = Extract<SignatureScheme, { scheme: 'hmac' }> & { secrets: readonly string[] };

/** Checks one signature in one header, over the body or over `timestamp.body`. */
export function hmacCheck(scheme: HmacScheme): Check {
  const decode = scheme.encoding === 'hex' ? fromHex : fromBase64;
  return (proof) => {
    const header = headerOf(proof, scheme.headerName);
    if (header === null || proof.body === null || !header.startsWith(scheme.prefix)) return false;
    const given = decode(header.slice(scheme.prefix.length));
    if (given === null) return false;
    const timestamp = headerOf(proof, scheme.timestampHeader);
    if (scheme.timestampHeader !== '' && !isRecent(timestamp, proof)) return false;
    const signed = scheme.signedContent === 'body' ? [proof.body] : [`${timestamp}.`, proof.body];
    return scheme.secrets.some((secret) => {
      const hmac = createHmac(scheme.algorithm, secret);
      for (const part of signed) hmac.update(part);
      return equalBytes(given, hmac.digest());
    });
  };
}
