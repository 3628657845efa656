import { isRecord, own, type EntryReading } from '../../core/contract/delivery';
import { readBaileys } from './baileys';

const MESSAGE_EVENTS = ['messages.upsert', 'send.message'];

/**
 * Reads a message in Evolution API's envelope: one that came in, or an own one, which has an event of its own where
 * it was sent through the API.
 *
 * @returns undefined where the event is no message; null where it is one without a usable id
 */
export function readEvolutionMessage(event: Record<string, unknown>): EntryReading | null | undefined {
  const name = own(event, 'event');
  const data = own(event, 'data');
  if (typeof name !== 'string' || !isRecord(data)) return undefined;
  const known = name.toLowerCase().replace('_', '.');
  if (!MESSAGE_EVENTS.includes(known)) return undefined;
  const reading = readBaileys(data, { account: own(event, 'instance'), fetchedById: true });
  return reading !== null && 'message' in reading ? { ...reading, event: name } : reading;
}
