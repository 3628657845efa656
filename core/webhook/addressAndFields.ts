import { createHmac } from 'node:crypto';
import type { SignatureScheme } from '../contract/delivery';
import { DECODERS, equalBytes } from './compare';
import { headerOf, type Check, type Proof } from './proof';

/**
 * Checks a signature over the whole address that was called, followed by the name and the value of every form
 * field, sorted by name. A delivery that is no form is signed over the address alone.
 */
export function addressAndFieldsCheck(
  scheme: Extract<SignatureScheme, { scheme: 'addressAndFields' }>,
  secrets: readonly string[],
): Check {
  const decode = DECODERS[scheme.encoding];
  return (proof) => {
    const header = headerOf(proof, scheme.headerName);
    const given = header === null ? null : decode(header);
    if (given === null || proof.address === undefined || proof.body === null) return false;
    const fields = sortedFields(proof);
    const spellings = addressesOf(proof.address);
    return secrets.some((secret) =>
      spellings.some((address) =>
        equalBytes(
          given,
          createHmac(scheme.algorithm, secret)
            .update(address + fields, 'utf8')
            .digest(),
        ),
      ),
    );
  };
}

/** A value that comes twice counts twice, once where both are the same. */
function sortedFields({ fields }: Proof): string {
  const pairs = [...new Set(fields?.map(([name, value]) => name + '\0' + value))].sort();
  return pairs.map((pair) => pair.replace('\0', '')).join('');
}

/** The address as it is known, and with and without the port that goes without saying: senders differ. */
function addressesOf(address: string): string[] {
  const [, scheme = '', host = '', port, rest = ''] =
    /^(https?:\/\/)([^/?#:]+)(:\d{1,5})?(.*)$/s.exec(address) ?? [];
  const usual = scheme === 'http://' ? ':80' : ':443';
  if (host === '' || (port !== undefined && port !== usual)) return [address];
  return [address, scheme + host + (port === undefined ? usual : '') + rest];
}
