import { z } from 'zod/v4';
import type { HttpRequest } from '../../core/contract/http';
import { webAddress } from '../../core/contract/inputs';
import { toStatus } from '../../core/contract/status';
import { asObject } from '../../core/contract/variables';
import { defineVendor, type Acceptance, type OwnInputs } from '../../core/contract/vendor';
import { addressOr } from '../../core/input/endpoint';
import { ADVICE } from './advice';
import { deliveries, WORDS } from './webhook';

const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

/** The credential without its token. Messages leave from a number or from a service that chooses one. */
const config = z.object({
  baseUrl: addressOr('Base URL', 'https://api.twilio.com'),
  accountSid: z
    .unknown()
    .transform(textOf)
    .refine((text) => /^AC[0-9a-f]{32}$/i.test(text), {
      error: '"Account SID" is none. Copy it whole from the Twilio Console; it starts with AC.',
    }),
  sender: z
    .unknown()
    .transform((value) => textOf(value).replace(/^whatsapp:/i, ''))
    .refine((text) => /^(\+\d{8,15}|MG[0-9a-f]{32})$/i.test(text), {
      error:
        '"Sender" is no number and no service. Give the number like +551140028922, or the service that starts with MG.',
    }),
});

type TwilioConfig = z.output<typeof config>;

const inputs = {
  statusCallback: {
    label: 'Status Callback',
    description: 'The URL of a Status Trigger that Twilio tells what becomes of this message',
    schema: webAddress('Status Callback'),
    control: { kind: 'text', placeholder: 'e.g. https://n8n.example.com/webhook/6b1f' },
    default: '',
    place: 'options',
  },
} as const satisfies OwnInputs;

/** A message of any kind: fields of a form. */
function message(
  { to, statusCallback }: { to: string; statusCallback?: string },
  { baseUrl, accountSid, sender }: TwilioConfig,
  content: Record<string, string>,
): HttpRequest {
  return {
    method: 'POST',
    url: `${baseUrl}/2010-04-01/Accounts/${accountSid}/Messages.json`,
    body: {
      kind: 'form',
      fields: {
        ...(sender.startsWith('+') ? { From: `whatsapp:${sender}` } : { MessagingServiceSid: sender }),
        To: `whatsapp:${to}`,
        ...content,
        ...(statusCallback !== undefined && { StatusCallback: statusCallback }),
      },
    },
  };
}

const accepted = z
  .object({ sid: z.string().min(1), status: z.string().nullish() })
  .transform(
    ({ sid, status }): Acceptance => ({ messageId: sid, status: status ? toStatus(status, WORDS) : null }),
  );

/** What every operation shares. */
const shared = { recipient: 'phone', honours: ['statusCallback'], accepted } as const;

/** Twilio (twilio.com), with a number that is registered for WhatsApp. */
export const twilio = defineVendor({
  id: 'twilio',
  name: 'Twilio',
  credential: { type: 'mensageiroTwilioApi', secrets: ['authToken'] },
  config,
  numberForm: 'international',
  inputs,
  advice: ADVICE,
  generations: {
    only: {
      label: '',
      recipients: { plus: true },
      operations: {
        sendText: {
          ...shared,
          limits: { text: 1600 },
          request: ({ text, ...input }, config) => message(input, config, { Body: text }),
        },
        sendMediaByUrl: {
          ...shared,
          // Twilio documents a text beside an image only.
          media: { image: ['caption'], video: [], audio: [], document: [] },
          limits: { caption: 1600 },
          request: ({ mediaUrl, caption, ...input }, config) =>
            message(input, config, {
              ...(caption !== undefined && { Body: caption }),
              MediaUrl: mediaUrl,
            }),
        },
        sendTemplate: {
          ...shared,
          requires: ['template'],
          honours: ['statusCallback', 'variables'],
          hints: { template: 'The Content SID of the template, which starts with HX' },
          request: ({ template = '', variables, ...input }, config) =>
            message(input, config, {
              ContentSid: template,
              ...(variables !== undefined && { ContentVariables: JSON.stringify(asObject(variables)) }),
            }),
        },
      },
    },
  },
  generationOf: () => 'only',
  refusal: z
    .object({ code: z.number().int().nullish(), message: z.string() })
    .transform(({ code, message: words }) => ({ code: code == null ? null : String(code), message: words })),
  webhook: { sources: [deliveries] },
});
