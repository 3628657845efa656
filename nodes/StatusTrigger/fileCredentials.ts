import type { INodeCredentialDescription } from 'n8n-workflow';
import { MEDIA_CREDENTIAL } from '../../credentials/shared/mediaSenders';
import { webhookSources } from '../../vendors';
import { senders } from '../../vendors/senders';
import { CUSTOM } from './chosen';
import { givingVendors, keyedSenders } from './fileAccess';

const SOURCES = [CUSTOM, ...webhookSources.map(({ id }) => id)];

/** Among them one whose paths the user names. */
const WITHOUT_KEY = ['', ...senders.filter((each) => !keyedSenders.includes(each)).map(({ id }) => id)];

/**
 * The credentials by which the trigger fetches the files of messages: those that send, and the one for senders that are
 * no vendor to send with. Each is said by hiding: n8n would take a parameter that shows a credential for a part of it,
 * and not show it.
 */
export const fileCredentials: INodeCredentialDescription[] = [
  ...givingVendors.map(({ vendor, sources }) => ({
    name: vendor.credential.type,
    required: true,
    displayOptions: {
      hide: { downloadMedia: [false], source: SOURCES.filter((id) => !sources.includes(id)) },
    },
  })),
  {
    name: MEDIA_CREDENTIAL,
    required: true,
    displayOptions: {
      hide: {
        downloadMedia: [false],
        source: SOURCES.filter((id) => id !== CUSTOM),
        sender: WITHOUT_KEY,
      },
    },
  },
];
