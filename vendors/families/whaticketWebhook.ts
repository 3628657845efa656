import {
  isRecord,
  own,
  type EntryReading,
  type IncomingMessage,
  type WebhookSource,
} from '../../core/contract/delivery';
import { readSwitch } from '../../core/contract/switches';
import { entryBy, oneOrList } from '../../core/webhook/source';
import { contentOf, fieldOf, given, idOf, phoneOf } from '../../core/webhook/values';
import { readBaileys } from './baileys';

/**
 * What the servers of Whaticket's family post: the message as Baileys holds it, by the integrations "n8n" and
 * "Webhooks" of a queue or a connection, and JSON of their own by the webhook of a connection. Some post a message
 * twice. None signs anything, none reports what became of a message. From the code of four members of the family.
 */

/** What the webhook of a connection says: no id, no time, and a word in the place of a file. */
function ownShape(delivery: Record<string, unknown>): IncomingMessage {
  const sender = own(delivery, 'sender');
  const number = isRecord(sender) ? own(sender, 'number') : sender;
  const isGroup = readSwitch(fieldOf(sender, 'isGroup')) === true;
  const fromMe = readSwitch(own(delivery, 'fromMe')) === true;
  const text = contentOf(own(delivery, 'mensagem'));
  const phone = isGroup ? null : phoneOf(number);
  const ticket = idOf(own(delivery, 'chamadoId')) ?? '';
  return {
    messageId: null,
    from: fromMe ? null : phone,
    name: fromMe || isGroup ? null : contentOf(fieldOf(sender, 'name') ?? own(delivery, 'name')),
    kind: 'text',
    text,
    media: null,
    replyTo: null,
    occurredAt: null,
    fromMe,
    group: isGroup ? (idOf(number) ?? 'unknown') : null,
    ...given({ to: fromMe ? phone : null }),
    sameAs: [ticket, phone ?? '', text ?? ''],
  };
}

function read(delivery: Record<string, unknown>): EntryReading | null {
  if (isRecord(own(delivery, 'key'))) return readBaileys(delivery);
  if (own(delivery, 'mensagem') !== undefined && idOf(own(delivery, 'chamadoId')) !== null)
    return { message: ownShape(delivery) };
  return { otherEvent: 'unknown' };
}

const entry = entryBy(read);

/** The webhooks of a vendor whose servers are of Whaticket's family. */
export const whaticketMessages = (id: string, label: string): WebhookSource => ({
  id,
  label,
  description: 'What people write, by the integration n8n or Webhooks of its panel',
  setUp: `In ${label}'s panel, enter the URL in an integration of the kind <b>n8n</b> or <b>Webhooks</b> and choose it in the queue or the connection whose messages shall start the workflow; where a connection has a field for a webhook of its own, you may enter it there instead. Statuses are not reported. Nothing is signed: keep the URL to yourself. Files come by their name and kind alone, since only WhatsApp can open them.`,
  encodings: ['json'],
  reports: ['messages'],
  split: oneOrList,
  entry,
});
