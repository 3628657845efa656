import type { INodeCredentialDescription, INodeProperties } from 'n8n-workflow';
import { CUSTOM } from './chosen';
import { givingVendors, linkingSenders } from './fileAccess';

const downloadMedia: INodeProperties = {
  displayName: 'Download Media',
  name: 'downloadMedia',
  type: 'boolean',
  noDataExpression: true,
  default: false,
};

/** The switch, where the source says how a file is had. */
export const downloadProperties: INodeProperties[] = [
  {
    ...downloadMedia,
    displayOptions: {
      show: { source: givingVendors.flatMap(({ sources }) => sources), events: ['messages'] },
    },
    description:
      'Whether to fetch the file of a message with the credential that sends, up to 16 MB and 8 seconds, and give it as binary in the field data. A message whose file cannot be had comes without it, and mediaError says why.',
  },
  ...[...new Set(linkingSenders.map(({ files }) => files?.within))].map((within) => ({
    ...downloadMedia,
    displayOptions: {
      show: {
        source: [CUSTOM],
        sender: linkingSenders.filter(({ files }) => files?.within === within).map(({ id }) => id),
        events: ['messages'],
      },
    },
    description: `Whether to fetch the file of a message from its link, up to 16 MB and ${(within ?? 8_000) / 1000} seconds, and give it as binary in the field data. A message whose file cannot be had comes without it, and mediaError says why.`,
  })),
];

/**
 * The credentials that send, for who fetches files with them. Said by hiding: n8n would take a parameter that shows a
 * credential for a part of it.
 */
export const downloadCredentials: INodeCredentialDescription[] = givingVendors.map(({ vendor, sources }) => ({
  name: vendor.credential.type,
  required: true,
  displayOptions: {
    hide: {
      // Each of them is another source.
      ...(sources.length === 1 && { source: [{ _cnd: { not: sources[0] as string } }] }),
      // Also where the switch is hidden and so not there.
      downloadMedia: [{ _cnd: { not: true } }],
      events: [],
    },
  },
}));
