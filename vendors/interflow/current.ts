import { z } from 'zod/v4';
import { json, type HttpRequest } from '../../core/contract/http';
import { nameOfLink } from '../../core/files/names';
import type { Acceptance, Operations } from '../../core/contract/vendor';
import { asObject } from '../../core/contract/variables';
import { theirId } from '../../core/outcomes/answers';
import { channelOf, type InterflowConfig } from './config';
import type { InterflowInputs } from './inputs';

/** As the panel counts them. */
const MB = 1024 * 1024;

const organizationPath = ({ baseUrl, organizationId }: InterflowConfig): string =>
  `${baseUrl}/api/${encodeURIComponent(organizationId ?? '')}`;

/** Opens or reuses the contact's chat, with whatever is to be said in it. */
function createChat(
  input: { to: string; channelId?: string },
  config: InterflowConfig,
  content: Record<string, unknown>,
): HttpRequest {
  return {
    method: 'POST',
    url: `${organizationPath(config)}/chat/create`,
    body: json({
      ...(config.contactForm !== 'customer' && { contactType: 'whatsapp', contactValue: input.to }),
      channelId: channelOf(input, config),
      // The page of August 2026 requires this one in the place of the two; the older page knows nothing of it.
      ...(config.contactForm !== 'contact' && { customer: { whatsapp: input.to } }),
      ...content,
    }),
  };
}

const chatCreated = z.object({ success: z.literal(true), chatId: theirId });

/** No id is documented for a message sent while the chat is created, only that it was sent. */
const messageAccepted = chatCreated
  .extend({ initialMessageSent: z.literal(true) })
  .transform((): Acceptance => ({ messageId: null, status: null }));

const templateAccepted = chatCreated
  .extend({ templateSent: z.literal(true), templateMessageId: theirId })
  .transform(({ templateMessageId }): Acceptance => ({ messageId: templateMessageId, status: null }));

const words = z.union([
  z.string().min(1),
  z.object({ message: z.string() }).transform(({ message }) => message),
]);

/** The trap of this API: a message that could not be sent is still answered with 200 and success. */
const refusedInChat = z
  .object({ initialMessageError: words.nullish(), templateError: words.nullish() })
  .transform(({ initialMessageError, templateError }, context) => {
    const message = initialMessageError ?? templateError;
    if (message !== undefined && message !== null) return { code: null, message };
    context.addIssue('No refusal.');
    return z.NEVER;
  });

/** The generation that Interflow documents today: a chat is opened and spoken into in one call. */
export const current: Operations<InterflowInputs, InterflowConfig> = {
  sendText: {
    recipient: 'phone',
    traps: [
      'Free text reaches people only within 24 hours after their last message, where the number is on the official WhatsApp API: outside of that send a template.',
    ],
    honours: ['channelId'],
    limits: { text: 4096 },
    request: (input, config) =>
      createChat(input, config, { initialMessage: { type: 'text', content: input.text } }),
    accepted: messageAccepted,
    refused: refusedInChat,
  },
  sendMediaByUrl: {
    recipient: 'phone',
    traps: [
      'Files reach people only within 24 hours after their last message, where the number is on the official WhatsApp API.',
    ],
    honours: ['channelId'],
    shownByWhatsApp: 'typesAndSizes',
    media: { image: ['caption'], video: ['caption'], audio: [], document: ['caption', 'fileName'] },
    limits: { caption: 1024 },
    request: ({ mediaType, mediaUrl, caption, fileName, ...input }, config) => {
      const name = fileName ?? (mediaType === 'document' ? nameOfLink(mediaUrl) : undefined);
      return createChat(input, config, {
        initialMessage: {
          type: mediaType,
          ...(caption !== undefined && { content: caption }),
          url: mediaUrl,
          ...(name !== undefined && { name }),
        },
      });
    },
    accepted: messageAccepted,
    refused: refusedInChat,
  },
  sendMediaByUpload: {
    recipient: 'phone',
    honours: ['channelId'],
    // No field says the kind; the sizes are those of the panel.
    kindByFile: {},
    shownByWhatsApp: 'types',
    // The text beside a file becomes a message of its own, so no caption is offered.
    media: { image: ['fileName'], video: ['fileName'], audio: ['fileName'], document: ['fileName'] },
    largestFile: { image: 16 * MB, video: 16 * MB, audio: 16 * MB, document: 100 * MB },
    before: {
      failed: 'did not open the chat for this message',
      request: (input, config) => createChat(input, config, {}),
      // It becomes a part of an address; documented is a UUID.
      answer: chatCreated
        .extend({ chatId: theirId.pipe(z.string().regex(/^[\w-]+$/)) })
        .transform(({ chatId }) => ({ chatId })),
    },
    request: ({ file, fileName }, config, { chatId = '' }) => ({
      method: 'POST',
      url: `${organizationPath(config)}/chat/${encodeURIComponent(chatId)}/message`,
      body: {
        kind: 'multipart',
        parts: [{ name: 'attachments', file: { ...file, fileName: fileName ?? file.fileName } }],
      },
    }),
    accepted: z
      .object({ success: z.literal(true), messages: z.array(z.object({ id: theirId })).min(1) })
      .transform(({ messages }): Acceptance => ({ messageId: messages[0]?.id ?? null, status: 'pending' })),
  },
  sendTemplate: {
    recipient: 'phone',
    traps: [
      'Only templates that are approved for the channel are sent; the plan of the account bounds how many leave in a minute.',
    ],
    requires: ['template'],
    honours: ['channelId', 'variables'],
    hints: { template: 'Its name, or its ID with the current API' },
    request: ({ template, variables, ...input }, config) =>
      createChat(input, config, {
        whatsappTemplate: {
          templateId: template,
          ...(variables !== undefined && { variables: asObject(variables) }),
        },
      }),
    accepted: templateAccepted,
    refused: refusedInChat,
  },
};
