import { z } from 'zod/v4';
import { toStatus, type Status } from '../contract/status';
import { LONGEST_ID, isRecord, own, readEntries, type ReadDelivery, type Told } from '../contract/delivery';
import { reasonOf } from './reason';
import { toIsoTime } from './time';

/** A voice message is `played` after it was delivered: for everybody else that is reading. */
const words: Readonly<Record<string, Status>> = { played: 'read' };

const metaError = z.object({
  code: z.union([z.number(), z.string()]).nullish(),
  title: z.string().nullish(),
  message: z.string().nullish(),
  error_data: z.object({ details: z.string().nullish() }).nullish(),
});

const metaStatus = z.object({
  id: z.string().min(1).max(LONGEST_ID),
  status: z.string().min(1),
  timestamp: z.unknown(),
  recipient_id: z.string().nullish().catch(null),
  errors: z.array(metaError).nullish().catch(null),
});

/** Marks what stands in a batch beside statuses: a received message, a change of a template and so on. */
class Change {
  constructor(
    readonly type: string,
    readonly raw: unknown,
  ) {}
}

/**
 * Reads Meta's webhook shape: a batch of entries with changes with statuses, or only the inner
 * `{ "statuses": [...] }` that some providers forward.
 */
export const metaSource: ReadDelivery = (body) => {
  if (!isRecord(body)) return 'unreadable';
  const parts = partsOf(body);
  if (parts === null) return 'unreadable';
  const delivery = readEntries(parts, readPart);
  if (typeof delivery === 'string') return delivery;
  const unwrap = (raw: unknown): unknown => (raw instanceof Change ? raw.raw : raw);
  return { ...delivery, entries: delivery.entries.map(({ told, raw }) => ({ told, raw: unwrap(raw) })) };
};

/** The statuses and other changes of a batch in their order; null where it is no batch. */
function partsOf(body: Record<string, unknown>): unknown[] | null {
  const entries = own(body, 'entry');
  if (!Array.isArray(entries)) return Array.isArray(own(body, 'statuses')) ? partsOfValue(body, '') : null;
  return entries.flatMap((entry) => {
    const changes = isRecord(entry) ? own(entry, 'changes') : undefined;
    if (!Array.isArray(changes)) return [entry];
    return changes.flatMap((change) => {
      const value = isRecord(change) ? own(change, 'value') : undefined;
      const field = isRecord(change) ? own(change, 'field') : undefined;
      return isRecord(value) ? partsOfValue(value, typeof field === 'string' ? field : '') : [change];
    });
  });
}

function partsOfValue(value: Record<string, unknown>, field: string): unknown[] {
  const statuses = own(value, 'statuses');
  if (Array.isArray(statuses)) return statuses;
  return [new Change(field || 'unknown', value)];
}

function readPart(part: unknown): Told | null {
  if (part instanceof Change) return { otherEvent: part.type };
  const status = metaStatus.safeParse(part).data;
  if (status === undefined) return null;
  const [error] = status.errors ?? [];
  return {
    report: {
      messageId: status.id,
      status: toStatus(status.status, words),
      vendorStatus: status.status,
      occurredAt: toIsoTime(status.timestamp),
      to: status.recipient_id ?? null,
      reason: error === undefined ? null : reasonOfError(error),
    },
  };
}

function reasonOfError({ code, title, message, error_data }: z.infer<typeof metaError>) {
  const text = error_data?.details ?? message ?? title ?? null;
  return reasonOf(code == null ? null : String(code), text);
}
