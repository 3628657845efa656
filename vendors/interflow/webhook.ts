import { z } from 'zod/v4';
import { LONGEST_ID, type EntryReading, type WebhookSource } from '../../core/contract/delivery';
import { toStatus } from '../../core/contract/status';
import { oneOrList } from '../../core/webhook/source';
import { toIsoTime } from '../../core/webhook/time';

/** The event that the reference describes; nothing else of a delivery is documented, no signature either. */
const STATUS_EVENT = 'message.status_updated';

const statusUpdated = z
  .object({
    event: z.literal(STATUS_EVENT),
    data: z.object({
      message_id: z.string().min(1).max(LONGEST_ID),
      status: z.string().min(1),
      timestamp: z.unknown(),
    }),
  })
  .transform(
    ({ data }): EntryReading => ({
      report: {
        messageId: data.message_id,
        status: toStatus(data.status),
        vendorStatus: data.status,
        occurredAt: toIsoTime(data.timestamp),
        to: null,
        reason: null,
      },
    }),
  );

/** Whatever is not called that, such as the check of an address. */
const otherEvent = z
  .object({ event: z.unknown().refine((event) => event !== STATUS_EVENT) })
  .transform(({ event }): EntryReading => ({ otherEvent: typeof event === 'string' ? event : 'unknown' }));

/** What Interflow posts to the webhook of a v1 key. */
export const statuses: WebhookSource = {
  id: 'interflow',
  label: 'Interflow',
  description: 'The webhook of the v1 API',
  setUp:
    'At Interflow, enter the URL as the webhook of your v1 API key. The current API has no webhooks. Interflow documents no signature, so keep the URL to yourself.',
  encodings: ['json'],
  split: oneOrList,
  entry: z.union([statusUpdated, otherEvent]),
};
