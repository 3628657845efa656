import type { Reported } from '../../test/support/stands/stand';

/** Interflow v1's status events, as it documents them. */
export const v1StatusReports = {
  statuses: ['pending', 'sent', 'delivered', 'read', 'failed'],
  event: ({ messageId }: Reported, status: string, timestamp: string) => ({
    event: 'message.status_updated',
    data: { message_id: messageId, status, timestamp },
  }),
};
