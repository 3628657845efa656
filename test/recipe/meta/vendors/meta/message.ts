import { json, type HttpRequest } from '../../core/contract/http';
import type { FileContent } from '../../core/contract/media';

/** What the requests need of the credential. */
export interface MetaConfig {
  baseUrl: string;
  apiVersion: string;
  phoneNumberId: string;
}

const addressOf = ({ baseUrl, apiVersion, phoneNumberId }: MetaConfig, what: string): string =>
  `${baseUrl}/${apiVersion}/${phoneNumberId}/${what}`;

/** A person's own user id is no number, and has a field of its own. */
const addressee = (to: string) => (/^\+?\d+$/.test(to) ? { to } : { recipient: to });

/** A message of any kind; its content stands under the name of the kind. */
export function message(
  { to, replyTo }: { to: string; replyTo?: string },
  config: MetaConfig,
  type: string,
  content: Record<string, unknown>,
): HttpRequest {
  return {
    method: 'POST',
    url: addressOf(config, 'messages'),
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
export function upload(file: FileContent, config: MetaConfig): HttpRequest {
  return {
    method: 'POST',
    url: addressOf(config, 'media'),
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
