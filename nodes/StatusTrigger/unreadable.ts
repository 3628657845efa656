import { UNNAMED_EVENT } from '../../core/webhook/shape';
import { safeCopy } from '../../core/webhook/raw';
import type { Delivery } from '../../core/webhook/source';
import type { Source } from './source';

/** What a trigger that is being set up shows of a delivery of which something could not be read. */
interface Unreadable {
  vendor: string;
  status: 'unreadable';
  messageId: null;
  /** What stood nowhere, as the user sees its name. */
  lookedFor: readonly string[];
  body: unknown;
  receivedAt: string;
}

/** One item where a delivery or an entry of it could not be read; none where all of it was. */
export function unreadableOf(
  body: unknown,
  delivery: Exclude<Delivery, 'tooMany'>,
  { vendor, looksFor }: Source,
  receivedAt: string,
): Unreadable[] {
  const isRead =
    delivery !== 'unreadable' &&
    delivery.skipped === 0 &&
    delivery.entries.every(
      ({ reading }) => !('otherEvent' in reading) || reading.otherEvent !== UNNAMED_EVENT,
    );
  if (isRead) return [];
  return [
    { vendor, status: 'unreadable', messageId: null, lookedFor: looksFor, body: safeCopy(body), receivedAt },
  ];
}
