import type { ICredentialDataDecryptedObject, ICredentialTestFunction } from 'n8n-workflow';
import { readKey } from '../../core/webhook/standardWebhooks';
import { pasted } from './signing';

const HEADER_NAME = /^[\w!#$%&'*+.^`|~-]+$/;

/** What is wrong with the fields, or undefined where they fit together. */
function findMistake(credentials: ICredentialDataDecryptedObject): string | undefined {
  const secret = pasted(credentials, 'secret');
  const headerName = pasted(credentials, 'headerName');
  const timestampHeader = pasted(credentials, 'timestampHeader');
  if (secret === '' && pasted(credentials, 'previousSecret') !== '') {
    return '"Previous Secret" is filled in but "Secret" is empty. Enter the secret that is in use.';
  }
  if (secret === '' && pasted(credentials, 'verifyToken') === '') {
    return '"Secret" is empty, so every delivery would be refused. Enter the secret that the vendor uses.';
  }
  for (const [label, field] of [
    ['Secret', 'secret'],
    ['Previous Secret', 'previousSecret'],
  ] as const) {
    const text = pasted(credentials, field);
    if (text.startsWith('whsec_') && readKey(text) === null)
      return `"${label}" starts with whsec_ but is not complete. Copy the whole secret again.`;
  }
  for (const [label, name] of Object.entries({
    'Header Name': headerName,
    'Timestamp Header': timestampHeader,
  })) {
    if (name !== '' && !HEADER_NAME.test(name)) {
      return `"${label}" has a character that no header name has. Enter the name only, without a colon or spaces.`;
    }
  }
  const needsTimestamp =
    credentials.signedContent === 'timestampBody' && credentials.signatureFormat !== 'timeAndSignatures';
  if (headerName !== '' && needsTimestamp && timestampHeader === '') {
    return '"Signed Content" includes the timestamp but "Timestamp Header" is empty. Enter the header that carries it.';
  }
  return undefined;
}

/**
 * Tests a webhook credential. The vendor calls n8n, so there is nothing to call: only the fields are checked.
 * The trigger offers it to n8n under `methods.credentialTest` and names it in `testedBy`.
 */
export const testWebhookCredential: ICredentialTestFunction = async ({ data = {} }) => {
  const mistake = findMistake(data);
  if (mistake !== undefined) return { status: 'Error', message: mistake };
  return {
    status: 'OK',
    message: 'The fields fit together. Nothing was called, because the vendor calls n8n.',
  };
};
