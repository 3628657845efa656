import type { INodeProperties } from 'n8n-workflow';

/** How fast one account may send, for vendors that document no limit. */
export const messagesPerMinute: INodeProperties = {
  displayName: 'Messages per Minute',
  name: 'messagesPerMinute',
  type: 'number',
  typeOptions: { minValue: 0 },
  default: 60,
  description:
    'How many messages may leave in one minute, over all workflows that use this credential. The vendor documents no limit; a slow, even pace lowers the risk that WhatsApp blocks the number. 0 means no limit.',
};

/** How many n8n processes divide that pace among them. */
export const workersSharing: INodeProperties = {
  displayName: 'Workers Sharing This Number',
  name: 'workersSharing',
  type: 'number',
  typeOptions: { minValue: 1 },
  default: 1,
  description:
    'How many n8n workers send with this account at the same time. Each of them takes its part of the messages per minute. Leave 1 unless n8n runs in queue mode.',
};
