import { createHmac } from 'node:crypto';
import { equalBytes, fromBase64, fromHex } from './compare';
import { headerOf, isRecent, type Check } from './proof';

/** How a sender signs, where it follows no standard. */
export interface HmacScheme {
  secrets: readonly string[];
  /** Lower case, like the other header. */
  headerName: string;
  algorithm: 'sha1' | 'sha256' | 'sha512';
  encoding: 'hex' | 'base64';
  /** What stands before the signature, such as `sha256=`. */
  prefix: string;
  /** The header with the time in seconds; empty where there is none. */
  timestampHeader: string;
  signedContent: 'body' | 'timestampBody';
}

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
