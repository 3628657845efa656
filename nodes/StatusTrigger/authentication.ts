import { NodeOperationError, type IHookFunctions, type IWebhookFunctions } from 'n8n-workflow';
import type { SignatureScheme } from '../../core/contract/delivery';
import { SIGNED_MODES, fieldOf, readAuthenticity, type SignedMode } from '../../core/webhook/authenticity';
import type { Proof } from '../../core/webhook/proof';
import { looksSigned } from '../../core/webhook/standardWebhooks';
import { readCredential, rereadCredential, storedCredential, type Credential } from './credential';
import { readSource } from './source';

/** The mode that the user chose, null where the address itself is the secret. */
function signedMode(context: IHookFunctions | IWebhookFunctions): SignedMode | null {
  const chosen = context.getNodeParameter('authentication');
  if (chosen === 'secretUrl') return null;
  const mode = SIGNED_MODES.find((each) => each === chosen);
  if (mode === undefined) throw new TypeError('This authentication is not known');
  return mode;
}

/**
 * Refuses to activate a trigger that would refuse every delivery.
 *
 * @throws NodeOperationError that says what to fill in
 */
export async function refuseIncompleteSecret(context: IHookFunctions): Promise<void> {
  const mode = signedMode(context);
  if (mode === null) return;
  const { signature } = readSource(context);
  const read = readAuthenticity(mode, await readCredential(context), signature);
  if ('check' in read) return;
  throw new NodeOperationError(context.getNode(), `The webhook credential is not complete: ${read.mistake}`, {
    description: 'Correct it, then activate the workflow again. As it is, every delivery would be refused.',
  });
}

/**
 * Whether a delivery proves that it comes from the vendor. Fails closed.
 *
 * @param own the source's own signature
 */
export async function isAuthentic(
  context: IWebhookFunctions,
  proof: Proof,
  own: SignatureScheme | undefined,
): Promise<boolean> {
  const mode = signedMode(context);
  if (mode === null) return true;
  // Reading a credential costs n8n far more than this, and strangers can ask for it as often as they like.
  if (mode === 'standardWebhooks' && !looksSigned(proof)) return false;
  const holds = (credential: Credential): boolean => {
    const read = readAuthenticity(mode, credential, own);
    return 'check' in read && read.check(proof);
  };
  if (holds(await storedCredential(context))) return true;
  const fresh = await rereadCredential(context);
  return fresh !== null && holds(fresh);
}

/** The text that the sender must know to have the address accepted; empty where there is none. */
export async function readVerifyToken(context: IWebhookFunctions): Promise<string> {
  return signedMode(context) === null ? '' : fieldOf(await storedCredential(context), 'verifyToken');
}
