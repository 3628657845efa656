import { createHmac } from 'node:crypto';
import type { SignatureScheme } from '../contract/delivery';
import { equalBytes, fromBase64, fromHex } from './compare';
import { headerOf, type Check, type Proof } from './proof';

/**
 * Checks a signature over the whole address that was called, followed by the name and the value of every form
 * field, sorted by name. A delivery that is no form is signed over the address alone.
 */
export function addressAndFieldsCheck(
  scheme: Extract<SignatureScheme, { scheme: 'addressAndFields' }>,
  secrets: readonly string[],
): Check {
  const decode = scheme.encoding === 'hex' ? fromHex : fromBase64;
  return (proof) => {
    const header = headerOf(proof, scheme.headerName);
    const given = header === null ? null : decode(header);
    if (given === null || proof.address === undefined || proof.body === null) return false;
    const signed = proof.address + sortedFields(proof);
    return secrets.some((secret) =>
      equalBytes(given, createHmac(scheme.algorithm, secret).update(signed, 'utf8').digest()),
    );
  };
}

/** A value that comes twice counts twice, once where both are the same. */
function sortedFields({ fields }: Proof): string {
  const pairs = [...new Set(fields?.map(([name, value]) => name + '\0' + value))].sort();
  return pairs.map((pair) => pair.replace('\0', '')).join('');
}
