import { createHmac } from 'node:crypto';
import type { Reported } from '../../test/support/stands/stand';
import { seconds, type Written } from '../senders/written';
import { META } from './metaFixtures';
import { asWhatsApp } from './metaMessage';

/** What Meta posts to the address of an app. */

const inBatch = (value: object): object => ({
  object: 'whatsapp_business_account',
  entry: [
    {
      id: META.businessAccountId,
      changes: [
        {
          field: 'messages',
          value: {
            messaging_product: 'whatsapp',
            metadata: { display_phone_number: '551140000001', phone_number_id: '106540352242922' },
            ...value,
          },
        },
      ],
    },
  ],
});

/** A text that somebody wrote. */
export const incoming = ({ from, name, text, id, at }: Written): object =>
  inBatch({
    contacts: [{ profile: { name }, wa_id: from }],
    messages: [{ from, id, timestamp: String(seconds(at)), type: 'text', text: { body: text } }],
  });

/** The headers by which Meta signs a body. */
export const signature = (body: string): Record<string, string> => ({
  'x-hub-signature-256': `sha256=${createHmac('sha256', META.appSecret).update(body).digest('hex')}`,
});

/** The statuses of a message that was sent; the number is WhatsApp's own form of it. */
export const statusReports = {
  statuses: ['sent', 'delivered', 'read', 'failed'],
  event: ({ messageId, to, callbackData }: Reported, status: string, timestamp: string) =>
    inBatch({
      statuses: [
        {
          id: messageId,
          status,
          timestamp: String(seconds(Date.parse(timestamp))),
          recipient_id: asWhatsApp(to),
          ...(callbackData !== undefined && { biz_opaque_callback_data: callbackData }),
          ...(status === 'failed' && {
            errors: [
              {
                code: 131026,
                title: 'Message undeliverable',
                message: 'Message undeliverable',
                error_data: { details: 'Message Undeliverable.' },
              },
            ],
          }),
        },
      ],
    }),
  signature,
};
