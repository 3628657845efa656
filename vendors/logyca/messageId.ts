import { theirId } from '../../core/outcomes/answers';

/** Where the id may stand: the reference promises one and does not say where. The first that holds counts. */
const PLACES = [
  'id',
  'messageId',
  'message_id',
  'idMessage',
  'key.id',
  'data.id',
  'data.key.id',
  'message.id',
  'message.key.id',
  'resp.id',
  'resp.key.id',
  'resp.id._serialized',
  'messages.0.id',
] as const;

/** A short number under this name is the connection's id in this product family, not the message's. */
const SHORTEST_WHATSAPP_ID = 12;

/**
 * The WhatsApp id in an answer of Logyca.
 *
 * @param body the parsed answer, of any shape
 * @returns null where none of the known places holds one
 */
export function findMessageId(body: unknown): string | null {
  for (const place of PLACES) {
    const found = place.split('.').reduce(step, body);
    const id = theirId.safeParse(found);
    if (id.success) return id.data;
  }
  const whatsappId = step(body, 'whatsappId');
  const isMessage = typeof whatsappId === 'string' && whatsappId.trim().length >= SHORTEST_WHATSAPP_ID;
  return isMessage ? whatsappId.trim() : null;
}

function step(value: unknown, key: string): unknown {
  return value !== null && typeof value === 'object' && Object.hasOwn(value, key)
    ? (value as Record<string, unknown>)[key]
    : undefined;
}
