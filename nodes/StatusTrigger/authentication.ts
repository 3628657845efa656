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

/** What a delivery has shown: nothing but the address or a token, a signature for minutes, or one for ever. */
export type Shown = 'secret' | 'timed' | 'untimed';

/**
 * How a delivery proves that it comes from the vendor; null where it does not. Fails closed.
 *
 * @param own the source's own signature
 */
export async function authenticate(
  context: IWebhookFunctions,
  proof: Proof,
  own: SignatureScheme | undefined,
): Promise<Shown | null> {
  const mode = signedMode(context);
  if (mode === null) return 'secret';
  // Reading a credential costs n8n far more than this, and strangers can ask for it as often as they like.
  if (mode === 'standardWebhooks' && !looksSigned(proof)) return null;
  const shown = (credential: Credential): Shown | null => {
    const read = readAuthenticity(mode, credential, own);
    if (!('check' in read) || !read.check(proof)) return null;
    if (mode === 'headerToken') return 'secret';
    return read.isTimed ? 'timed' : 'untimed';
  };
  const first = shown(await storedCredential(context));
  if (first !== null) return first;
  const fresh = await rereadCredential(context);
  return fresh === null ? null : shown(fresh);
}

/** The text that the sender must know to have the address accepted; empty where there is none. */
export async function readVerifyToken(context: IWebhookFunctions): Promise<string> {
  return signedMode(context) === null ? '' : fieldOf(await storedCredential(context), 'verifyToken');
}
