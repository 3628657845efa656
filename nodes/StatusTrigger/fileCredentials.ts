import type { INodeCredentialDescription } from 'n8n-workflow';
import { webhookSources } from '../../vendors';
import { CUSTOM } from './chosen';
import { givingVendors } from './fileAccess';

const SOURCES = [CUSTOM, ...webhookSources.map(({ id }) => id)];

/** The credentials that send, where the trigger fetches the files of messages with them. */
export const fileCredentials: INodeCredentialDescription[] = givingVendors.map(({ vendor, sources }) => ({
  name: vendor.credential.type,
  required: true,
  displayOptions: {
    // Said by hiding: n8n would take a parameter that shows a credential for a part of it, and not show it.
    hide: { downloadMedia: [false], source: SOURCES.filter((id) => !sources.includes(id)) },
  },
}));
