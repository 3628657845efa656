import { z } from 'zod/v4';
import { toStatus } from '../../core/contract/status';
import { theirId } from '../../core/outcomes/answers';
import { json, type HttpRequest } from '../../core/contract/http';
import { nameOfLink } from '../../core/files/names';
import type { Acceptance, Operations } from '../../core/contract/vendor';
import { bodyComponents, buttonComponent, byPlace, headerComponents } from '../families/templateComponents';
import { channelOf, type InterflowConfig } from './config';
import type { InterflowInputs } from './inputs';

/** The API's reference shows the path with /v1, its index a base address that ends in it: both are taken. */
const endpoint = (baseUrl: string): string => `${baseUrl.replace(/\/v1$/, '')}/v1/messages/send`;

function message(
  type: string,
  input: { to: string; channelId?: string },
  config: InterflowConfig,
  content: Record<string, unknown>,
): HttpRequest {
  const body = json({ channel_id: channelOf(input, config), to: input.to, type, content });
  return { method: 'POST', url: endpoint(config.baseUrl), body };
}

const accepted = z
  .object({
    success: z.literal(true),
    data: z.object({ id: theirId, status: z.string().nullish() }),
  })
  .transform(
    ({ data }): Acceptance => ({ messageId: data.id, status: data.status ? toStatus(data.status) : null }),
  );

const refused = z
  .object({
    success: z.literal(false),
    error: z.object({ code: z.string().nullish(), message: z.string() }),
  })
  .transform(({ error }) => ({ code: error.code ?? null, message: error.message }));

/** What every operation here shares. */
const shared = { recipient: 'phone', accepted, refused } as const;

/** The first generation of Interflow's API: one endpoint, the message's type in its body. */
export const v1: Operations<InterflowInputs, InterflowConfig> = {
  sendText: {
    ...shared,
    traps: [
      'Free text reaches people only within 24 hours after their last message, where the number is on the official WhatsApp API: outside of that send a template.',
    ],
    honours: ['channelId'],
    limits: { text: 4096 },
    request: (input, config) => message('text', input, config, { text: input.text }),
  },
  sendMediaByUrl: {
    ...shared,
    traps: [
      'Files reach people only within 24 hours after their last message, where the number is on the official WhatsApp API.',
    ],
    honours: ['channelId'],
    shownByWhatsApp: 'typesAndSizes',
    // WhatsApp shows no caption under audio, and a file name only with a document.
    media: { image: ['caption'], video: ['caption'], audio: [], document: ['caption', 'fileName'] },
    limits: { caption: 1024 },
    request: ({ mediaType, mediaUrl, fileName, caption, ...input }, config) => {
      // Without a name the phone shows none, and does not know how to open the document.
      const filename = fileName ?? (mediaType === 'document' ? nameOfLink(mediaUrl) : undefined);
      return message(mediaType, input, config, {
        url: mediaUrl,
        ...(filename !== undefined && { filename }),
        ...(caption !== undefined && { caption }),
      });
    },
  },
  sendLocation: {
    ...shared,
    honours: ['channelId', 'locationName', 'address'],
    request: ({ latitude, longitude, locationName, address, ...input }, config) =>
      message('location', input, config, {
        latitude,
        longitude,
        ...(locationName !== undefined && { name: locationName }),
        ...(address !== undefined && { address }),
      }),
  },
  sendTemplate: {
    ...shared,
    traps: [
      'Only templates that are approved for the channel are sent; the plan of the account bounds how many leave in a minute.',
    ],
    requires: ['template'],
    honours: ['channelId', 'language', 'variables', 'headerType', 'headerValue', 'buttons'],
    hints: { template: 'Its name, or its ID with the current API' },
    defaultLanguage: 'pt_BR',
    request: (input, config) => {
      const components = [
        ...headerComponents(input),
        ...bodyComponents(input.variables ?? [], byPlace),
        ...(input.buttons ?? []).map(buttonComponent),
      ];
      return message('template', input, config, {
        name: input.template,
        language: input.language,
        ...(components.length > 0 && { components }),
      });
    },
  },
};
