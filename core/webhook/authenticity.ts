import type { SignatureScheme } from '../contract/delivery';
import { addressAndFieldsCheck } from './addressAndFields';
import { equalTexts } from './compare';
import { hmacCheck } from './hmac';
import { headerOf, type Check } from './proof';
import { readKey, standardWebhooksCheck } from './standardWebhooks';

/** The ways to prove a secret. Without one the address itself is the secret. */
export const SIGNED_MODES = ['headerToken', 'hmac', 'standardWebhooks'] as const;
export type SignedMode = (typeof SIGNED_MODES)[number];

/** The fields of the webhook credential. n8n leaves out those that are hidden. */
export type WebhookFields = Readonly<Record<string, unknown>>;

/**
 * A way to check deliveries, and whether what proves one holds only for minutes; or the field that is missing or wrong, as the
 * user sees its name.
 */
export type Authenticity = { check: Check; isTimed: boolean } | { mistake: string };

/**
 * Reads from a credential how deliveries prove where they come from.
 *
 * @param own the source's own signature, for who names no header in the credential
 */
export function readAuthenticity(
  mode: SignedMode,
  fields: WebhookFields,
  own?: SignatureScheme,
): Authenticity {
  const secrets = [fieldOf(fields, 'secret'), fieldOf(fields, 'previousSecret')].filter(
    (text) => text !== '',
  );
  if (fieldOf(fields, 'secret') === '') return { mistake: '"Secret" is empty' };
  if (mode === 'standardWebhooks') return readStandard(secrets);
  const named = fieldOf(fields, 'headerName').toLowerCase();
  if (mode === 'headerToken') return readToken(secrets, named);
  if (named !== '') return readHmac(secrets, named, fields);
  if (own === undefined) return { mistake: '"Header Name" is empty' };
  return own.scheme === 'hmac'
    ? { check: hmacCheck({ ...own, secrets }), isTimed: own.timestampHeader !== '' }
    : { check: addressAndFieldsCheck(own, secrets), isTimed: false };
}

/** A field as text, without the spaces and line ends that come along when it is pasted. */
export function fieldOf(fields: WebhookFields, name: string): string {
  const value = Object.hasOwn(fields, name) ? fields[name] : undefined;
  return typeof value === 'string' ? value.trim() : '';
}

function readToken(secrets: readonly string[], headerName: string): Authenticity {
  if (headerName === '') return { mistake: '"Header Name" is empty' };
  return {
    check: (proof) => {
      const given = headerOf(proof, headerName);
      return given !== null && secrets.some((secret) => equalTexts(given, secret));
    },
    isTimed: false,
  };
}

function readStandard(secrets: readonly string[]): Authenticity {
  const keys = secrets.map(readKey);
  if (keys[0] == null) return { mistake: '"Secret" is not a complete Standard Webhooks secret' };
  return { check: standardWebhooksCheck(keys.filter((key) => key !== null)), isTimed: true };
}

function readHmac(secrets: readonly string[], headerName: string, fields: WebhookFields): Authenticity {
  const algorithm = oneOf(['sha256', 'sha1', 'sha512'], fieldOf(fields, 'algorithm'));
  const encoding = oneOf(['hex', 'base64', 'base64url'], fieldOf(fields, 'encoding'));
  const layout = oneOf(['signature', 'timeAndSignatures'], fieldOf(fields, 'signatureFormat'));
  const signedContent = oneOf(
    ['body', 'timestampBody', 'addressAndFields'],
    fieldOf(fields, 'signedContent') || 'body',
  );
  if (signedContent === 'addressAndFields') {
    const check = addressAndFieldsCheck({ scheme: signedContent, headerName, algorithm, encoding }, secrets);
    return { check, isTimed: false };
  }
  const isListed = layout === 'timeAndSignatures';
  const timestampHeader =
    signedContent === 'body' || isListed ? '' : fieldOf(fields, 'timestampHeader').toLowerCase();
  if (signedContent !== 'body' && !isListed && timestampHeader === '')
    return { mistake: '"Timestamp Header" is empty' };
  const check = hmacCheck({
    scheme: 'hmac',
    secrets,
    headerName,
    prefix: fieldOf(fields, 'prefix'),
    algorithm,
    encoding,
    layout,
    timestampHeader,
    signedContent,
  });
  // A time that is not signed is whatever somebody wrote there.
  return { check, isTimed: signedContent === 'timestampBody' };
}

/** A choice from a list, the first where the credential says nothing that we know. */
const oneOf = <Choice extends string>(choices: readonly [Choice, ...Choice[]], text: string): Choice =>
  choices.find((choice) => choice === text) ?? choices[0];
