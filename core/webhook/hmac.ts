import { createHmac } from 'node:crypto';
import type { SignatureScheme } from '../contract/delivery';
import { DECODERS, equalBytes } from './compare';
import { headerOf, isRecent, type Check, type Proof } from './proof';

/** An HMAC with the secrets that are in use, the newest first. */
export type HmacScheme = Extract<SignatureScheme, { scheme: 'hmac' }> & { secrets: readonly string[] };

/** Checks the signature in one header, over the body or over `timestamp.body`. */
export function hmacCheck(scheme: HmacScheme): Check {
  const decode = DECODERS[scheme.encoding];
  const isListed = scheme.layout === 'timeAndSignatures';
  return (proof) => {
    const { body } = proof;
    const header = headerOf(proof, scheme.headerName);
    if (header === null || body === null) return false;
    const { time, signatures } = isListed ? listed(header) : alone(header, scheme, proof);
    const given = signatures.flatMap((text) => decode(text) ?? []);
    if (given.length === 0) return false;
    const isTimed = isListed || scheme.timestampHeader !== '';
    if (isTimed && !isRecent(time, proof)) return false;
    const signed = scheme.signedContent === 'body' ? [body] : [`${time}.`, body];
    return scheme.secrets.some((secret) => {
      const hmac = createHmac(scheme.algorithm, secret);
      for (const part of signed) hmac.update(part);
      const expected = hmac.digest();
      return given.some((each) => equalBytes(each, expected));
    });
  };
}

/** What a header says: the time, and every signature. */
interface Stamped {
  time: string | null;
  signatures: string[];
}

function alone(header: string, { prefix, timestampHeader }: HmacScheme, proof: Proof): Stamped {
  const signatures = header.startsWith(prefix) ? [header.slice(prefix.length)] : [];
  return { time: headerOf(proof, timestampHeader), signatures };
}

/** So many parts of a header are looked at; a sender that changes its secret writes three. */
const MOST_PARTS = 10;

/** `t=1764072000,v1=5257a8...`, in any order, with a signature for each secret that is in use. */
function listed(header: string): Stamped {
  const parts = header.split(',', MOST_PARTS).map((part) => {
    const text = part.trim();
    const end = text.indexOf('=');
    return { name: text.slice(0, Math.max(0, end)).toLowerCase(), value: text.slice(end + 1) };
  });
  const [time, ...otherTimes] = parts.filter(({ name }) => name === 't' || name === 'ts');
  return {
    // Two times would leave open which was signed.
    time: time === undefined || otherTimes.length > 0 ? null : time.value,
    signatures: parts.filter(({ name }) => name === 'v1' || name === 's').map(({ value }) => value),
  };
}
