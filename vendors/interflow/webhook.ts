import { z } from 'zod/v4';
import { toStatus } from '../../core/contract/status';
import { LONGEST_ID, type Told } from '../../core/contract/delivery';
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
    ({ data }): Told => ({
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

const otherEvent = z
  .object({ event: z.string().refine((event) => event !== STATUS_EVENT) })
  .transform(({ event }): Told => ({ otherEvent: event }));

/** Reads one event that Interflow posts to a webhook. */
export const webhook = z.union([statusUpdated, otherEvent]);
