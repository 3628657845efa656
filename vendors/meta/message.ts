import { json, type HttpRequest } from '../../core/contract/http';
import type { FileContent } from '../../core/contract/media';
import { invalidInput } from '../../core/contract/outcome';
import { graph, type MetaConfig } from './config';

/** The number that sends, where the node names one. */
interface Sender {
  phoneNumberId?: string;
}

/** A call for the number that sends: the node's, else the credential's. */
function addressOf(what: string, { phoneNumberId }: Sender, config: MetaConfig): string {
  const id = phoneNumberId ?? config.phoneNumberId;
  if (id === undefined)
    throw invalidInput(
      '"Phone Number ID" is empty and the Meta Cloud API credential has none.',
      'Fill in one of the two.',
    );
  return `${graph(config)}/${id}/${what}`;
}

/** A person's own user id is no number, and has a field of its own. */
const addressee = (to: string) =>
  /^\+?[\d\s().-]+$/.test(to) ? { to: to.replace(/[\s().-]/g, '') } : { recipient: to };

/**
 * A message of any kind; its content stands under the name of the kind.
 *
 * @throws MessagingError (`notSent`) where nothing says which number sends
 */
export function message(
  { to, replyTo, ...sender }: Sender & { to: string; replyTo?: string },
  config: MetaConfig,
  type: string,
  content: Record<string, unknown>,
): HttpRequest {
  return {
    method: 'POST',
    url: addressOf('messages', sender, config),
    body: json({
      messaging_product: 'whatsapp',
      recipient_type: 'individual',
      ...addressee(to),
      ...(replyTo !== undefined && { context: { message_id: replyTo } }),
      type,
      [type]: content,
    }),
  };
}

/** A file alone, which lives for 30 days; the message names it by its id. */
export function upload(file: FileContent, sender: Sender, config: MetaConfig): HttpRequest {
  return {
    method: 'POST',
    url: addressOf('media', sender, config),
    body: {
      kind: 'multipart',
      parts: [
        { name: 'messaging_product', value: 'whatsapp' },
        { name: 'type', value: file.mimeType },
        { name: 'file', file },
      ],
    },
  };
}
