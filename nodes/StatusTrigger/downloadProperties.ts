import type { INodeProperties } from 'n8n-workflow';
import { CUSTOM } from './chosen';
import { WITHIN, givingVendors, keyedSenders, linkingSenders } from './fileAccess';

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
    // Whatever the events are: only what is shown is there, and the credential goes by it.
    displayOptions: { show: { source: givingVendors.flatMap(({ sources }) => sources) } },
    description:
      'Whether to fetch the file of a message with the credential that sends, up to 16 MB and 8 seconds, and give it as binary in the field data. A message whose file cannot be had comes without it, and mediaError says why.',
  },
  {
    ...downloadMedia,
    displayOptions: {
      show: { source: [CUSTOM], sender: keyedSenders.map(({ id }) => id), events: ['messages'] },
    },
    description:
      "Whether to fetch the file of a message with the sender's key in the credential Mensageiro Media API, up to 16 MB and 8 seconds, and give it as binary in the field data. A message whose file cannot be had comes without it, and mediaError says why.",
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
    description: `Whether to fetch the file of a message from its link, up to 16 MB and ${(within ?? WITHIN) / 1000} seconds, and give it as binary in the field data. A message whose file cannot be had comes without it, and mediaError says why.`,
  })),
];
