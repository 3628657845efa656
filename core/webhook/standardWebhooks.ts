import { createHmac } from 'node:crypto';
import { equalBytes, fromBase64 } from './compare';
import { headerOf, isRecent, type Check, type Proof } from './proof';

const ID = 'webhook-id';
const TIMESTAMP = 'webhook-timestamp';
const SIGNATURE = 'webhook-signature';

const PREFIX = 'whsec_';

/** In bytes, from the specification. */
const SHORTEST_KEY = 24;
const LONGEST_KEY = 64;

/** 32 bytes in base64 after `v1,`; that after a space, or after a comma where a proxy joined two headers. */
const VERSION_1 = /(?<=(?:^|[\s,])v1,)[A-Za-z0-9+/]{43}=(?=$|[\s,])/g;

/** The key in a Standard Webhooks secret, with or without `whsec_`; null where it is not a complete one. */
export function readKey(secret: string): Buffer | null {
  const key = fromBase64(secret.startsWith(PREFIX) ? secret.slice(PREFIX.length) : secret);
  return key !== null && key.length >= SHORTEST_KEY && key.length <= LONGEST_KEY ? key : null;
}

/** The sender's own id of a delivery: the same when it is sent again. */
export function deliveryId(proof: Proof): string | null {
  return headerOf(proof, ID);
}

/** Whether a delivery has what a signed one must have, before any secret is looked at. */
export function looksSigned(proof: Proof): boolean {
  return (
    headerOf(proof, ID) !== null &&
    isRecent(headerOf(proof, TIMESTAMP), proof) &&
    signaturesOf(proof).length > 0
  );
}

/** Checks a delivery by the Standard Webhooks specification 1.0.0. One matching signature of the list is enough. */
export function standardWebhooksCheck(keys: readonly Buffer[]): Check {
  return (proof) => {
    const { body } = proof;
    if (!looksSigned(proof) || body === null) return false;
    const given = signaturesOf(proof);
    return keys.some((key) => {
      const hmac = createHmac('sha256', key);
      hmac.update(`${headerOf(proof, ID)}.${headerOf(proof, TIMESTAMP)}.`).update(body);
      const expected = hmac.digest();
      return given.some((signature) => equalBytes(signature, expected));
    });
  };
}

function signaturesOf(proof: Proof): Buffer[] {
  const found = headerOf(proof, SIGNATURE)?.match(VERSION_1) ?? [];
  return found.flatMap((signature) => fromBase64(signature) ?? []);
}
