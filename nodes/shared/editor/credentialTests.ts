import type { ICredentialTestFunction } from 'n8n-workflow';
import type { NodeOperation } from '../../../core/contract/operations';
import { vendorsOf } from './conditions';
import { TEST_OF_FIELDS } from './derive';

/**
 * The tests of credentials that a node offers to n8n: of those that can be read but not tried, because their vendors
 * have no call that is known to be harmless. Nothing is sent.
 */
export const credentialTests = (
  node: NodeOperation,
): { credentialTest: Record<string, ICredentialTestFunction> } => ({
  credentialTest: {
    [TEST_OF_FIELDS]: async ({ type, data = {} }) => {
      const vendor = vendorsOf(node).find(({ credential }) => credential.type === type);
      const read = vendor?.credential.check?.(data);
      if (read === undefined) return { status: 'Error', message: 'This credential has no test.' };
      return 'refused' in read
        ? { status: 'Error', message: read.refused }
        : { status: 'OK', message: read.says };
    },
  },
});
