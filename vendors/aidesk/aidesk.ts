import { z } from 'zod/v4';
import { NO_REASON } from '../../core/outcomes/explicitNo';
import { addressOr } from '../../core/input/endpoint';
import { integerId, optionalIntegerId, optionalText, readBy } from '../../core/contract/inputs';
import { invalidInput } from '../../core/contract/outcome';
import { json, type HttpRequest } from '../../core/contract/http';
import { defineVendor, type Acceptance, type OwnInputs } from '../../core/contract/vendor';
import { asObject, type Variable } from '../../core/contract/variables';
import { explicitNo, theirId } from '../../core/outcomes/answers';

const config = z.object({
  templateBaseUrl: addressOr('Template Base URL', 'https://api.ai-desk.com.br', /\/send-?message$/i),
  directBaseUrl: addressOr('Direct Base URL', 'https://api.aideskbr.com', /\/send-?message$/i),
  instanceId: optionalIntegerId('Instance ID'),
});

type AiDeskConfig = z.output<typeof config>;

const inputs = {
  contactId: {
    label: 'Contact ID',
    description: 'The number of the contact in AI Desk. Its API offers no way to look it up by phone.',
    schema: integerId('Contact ID'),
    control: { kind: 'text', placeholder: 'e.g. 53' },
    default: '',
  },
  queueId: {
    label: 'Queue ID',
    description: 'The queue that the conversation is put into',
    schema: integerId('Queue ID'),
    control: { kind: 'text', placeholder: 'e.g. 5', named: true },
    default: '',
  },
  statusId: {
    label: 'Status ID',
    description: 'The status that the conversation gets',
    schema: integerId('Status ID'),
    control: { kind: 'text', placeholder: 'e.g. 1', named: true },
    default: '',
  },
  contactName: {
    label: 'Contact Name',
    description: 'Creates the contact under this name, or renames it',
    schema: optionalText('Contact Name', 255),
    control: { kind: 'text', placeholder: 'e.g. Maria Silva' },
    default: '',
  },
} as const satisfies OwnInputs;

/** The template host: a template, or a campaign's template, to one number now. */
function sendMessage(
  input: { to: string; queueId?: number; statusId?: number; contactName?: string; variables?: Variable[] },
  config: AiDeskConfig,
  target: { template_id: number } | { campaign_id: number },
): HttpRequest {
  return {
    method: 'POST',
    url: `${config.templateBaseUrl}/send-message`,
    body: json({
      number: input.to,
      ...target,
      ...(input.variables !== undefined && { variables: asObject(input.variables) }),
      queue_id: input.queueId,
      status_id: input.statusId,
      ...(input.contactName !== undefined && { contact_name: input.contactName }),
    }),
  };
}

/** The direct host: other name, other path, and contacts by their own number. */
function sendDirect(
  { contactId }: { contactId?: number },
  { directBaseUrl, instanceId }: AiDeskConfig,
  content: Record<string, string>,
): HttpRequest {
  if (instanceId === undefined)
    throw invalidInput(
      '"Instance ID" is empty in the AI Desk credential; text and media need it.',
      'Open the credential and fill it in.',
    );
  return {
    method: 'POST',
    url: `${directBaseUrl}/sendmessage`,
    body: json({ contact_id: contactId, instance_id: instanceId, ...content }),
  };
}

const templateAccepted = z
  .object({ success: z.literal(true), message_id: theirId })
  .transform(({ message_id }): Acceptance => ({ messageId: message_id, status: null }));

const directAccepted = z
  .object({ status: z.literal('success'), whatsapp_message_id: theirId })
  .transform(({ whatsapp_message_id }): Acceptance => ({ messageId: whatsapp_message_id, status: null }));

/** The reference promises "a detailed error" and shows none: its words are looked for where others put them. */
const refusal = z
  .object({
    message: z.string().nullish(),
    error: z
      .union([z.string(), z.object({ message: z.string() }).transform(({ message }) => message)])
      .nullish(),
    detail: z.string().nullish(),
    errors: z
      .array(z.union([z.string(), z.object({ message: z.string() }).transform(({ message }) => message)]))
      .nullish(),
    code: z.union([z.string(), z.number()]).nullish(),
  })
  .transform(({ message, error, detail, errors, code }) => ({
    code: code == null ? null : String(code),
    message: message ?? error ?? detail ?? errors?.join('; ') ?? NO_REASON,
  }));

const templateInputs = ['variables', 'contactName'] as const;

/** AI Desk (aideskbr.com): templates and campaigns on one host, direct messages on another. */
export const aidesk = defineVendor({
  id: 'aidesk',
  name: 'AI Desk',
  credential: { type: 'aiDeskApi', secrets: ['apiKey'] },
  config,
  numberForm: 'international',
  inputs,
  generations: {
    only: {
      label: '',
      operations: {
        sendText: {
          recipient: 'contactId',
          traps: [
            'Free text reaches people only within 24 hours after their last message, where the number is on the official WhatsApp API: outside of that send a template.',
            'AI Desk addresses people by their Contact ID, not by phone: use a template for a number that is no contact yet.',
          ],
          limits: { text: 4096 },
          request: (input, config) => sendDirect(input, config, { message_content: input.text }),
          accepted: directAccepted,
          refused: explicitNo,
        },
        sendMediaByUrl: {
          recipient: 'contactId',
          traps: [
            'Files reach people only within 24 hours after their last message, where the number is on the official WhatsApp API.',
            'AI Desk addresses people by their Contact ID, not by phone.',
          ],
          kindByFile: {},
          shownByWhatsApp: 'typesAndSizes',
          media: { image: ['caption'], video: ['caption'], audio: [], document: ['caption'] },
          limits: { caption: 1024 },
          request: ({ mediaUrl, caption, ...input }, config) =>
            sendDirect(input, config, {
              media_url: mediaUrl,
              ...(caption !== undefined && { media_caption: caption }),
            }),
          accepted: directAccepted,
          refused: explicitNo,
        },
        sendTemplate: {
          recipient: 'phone',
          requires: ['queueId', 'statusId'],
          traps: [
            'Fill in Template or Campaign, not both. The message goes out at once and moves the conversation to the queue and status.',
          ],
          honours: ['template', 'campaign', ...templateInputs],
          hints: {
            template: 'Its number',
            campaign: 'Give a template or a campaign, not both',
          },
          request: ({ template, campaign, ...input }, config) => {
            if ((template === undefined) === (campaign === undefined))
              throw invalidInput(
                template === undefined
                  ? '"Template" and "Campaign" are both empty; AI Desk needs one of them.'
                  : '"Template" and "Campaign" are both filled in; AI Desk takes only one of them.',
                'Fill in exactly one.',
              );
            return sendMessage(
              input,
              config,
              template !== undefined
                ? { template_id: readBy(integerId('Template'), template) }
                : { campaign_id: readBy(integerId('Campaign'), campaign) },
            );
          },
          accepted: templateAccepted,
          refused: explicitNo,
        },
        addToCampaign: {
          recipient: 'phone',
          requires: ['campaign', 'queueId', 'statusId'],
          traps: [
            "AI Desk sends the campaign's template to each contact at once: there is no list that waits for a start.",
          ],
          honours: [...templateInputs],
          hints: { campaign: 'AI Desk sends its template to this contact at once' },
          request: ({ campaign, ...input }, config) =>
            sendMessage(input, config, { campaign_id: readBy(integerId('Campaign'), campaign) }),
          accepted: templateAccepted,
          refused: explicitNo,
        },
      },
    },
  },
  generationOf: () => 'only',
  refusal,
});
