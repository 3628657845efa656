import type { INodeCredentialDescription } from 'n8n-workflow';
import { webhookSources } from '../../vendors';
import { CUSTOM } from './chosen';
import { givingVendors } from './fileAccess';

const SOURCES = [CUSTOM, ...webhookSources.map(({ id }) => id)];

/**
 * What the trigger needs: the secret of deliveries, and the credential that sends where it fetches files with it. Said
 * by hiding: n8n would take a parameter that shows a credential for a part of it, and not show the parameter.
 */
export const credentials: INodeCredentialDescription[] = [
  {
    name: 'mensageiroWebhookApi',
    required: true,
    testedBy: 'testWebhookCredential',
    displayOptions: { hide: { authentication: ['secretUrl'] } },
  },
  ...givingVendors.map(({ vendor, sources }) => ({
    name: vendor.credential.type,
    required: true,
    displayOptions: {
      hide: { downloadMedia: [false], source: SOURCES.filter((id) => !sources.includes(id)) },
    },
  })),
];
