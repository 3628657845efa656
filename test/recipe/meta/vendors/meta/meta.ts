import { z } from 'zod/v4';
import { isEmpty, optionalText } from '../../core/contract/inputs';
import { defineVendor, type Acceptance, type OwnInputs } from '../../core/contract/vendor';
import { toStatus } from '../../core/contract/status';
import { addressOr } from '../../core/input/endpoint';
import { ADVICE } from './advice';
import { message, upload } from './message';
import { refusal } from './refusal';
import { components } from './template';
import { metaStatuses } from './webhook';

const digits = (label: string) =>
  z
    .unknown()
    .transform((value) => (isEmpty(value) ? '' : String(value).trim()))
    .refine((text) => /^\d{1,20}$/.test(text), {
      error: `"${label}" is not an ID of Meta. Copy the digits that the app shows under WhatsApp > API Setup.`,
    });

/** The credential without its token: Meta ends each version after about two years, so the user can change it. */
const config = z.object({
  baseUrl: addressOr('Base URL', 'https://graph.facebook.com'),
  apiVersion: z.preprocess(
    (value) => (isEmpty(value) ? 'v25.0' : String(value).trim()),
    z.string().regex(/^v\d{1,3}\.\d{1,2}$/, {
      error: '"API Version" is not a version of the Graph API. Write it like v25.0.',
    }),
  ),
  phoneNumberId: digits('Phone Number ID'),
});

const inputs = {
  linkPreview: {
    label: 'Link Preview',
    description: 'Whether the first link in the text is shown with a preview',
    schema: z.boolean({ error: '"Link Preview" must be on or off. Switch it, or give true or false.' }),
    control: { kind: 'switch' },
    default: false,
    place: 'options',
  },
  replyTo: {
    label: 'Reply To',
    description: 'The ID of the message in this chat that is answered, as the Status Trigger gives it',
    schema: optionalText('Reply To', 512),
    control: { kind: 'text', placeholder: 'e.g. wamid.HBgNNTUx' },
    default: '',
    place: 'options',
  },
} as const satisfies OwnInputs;

/** A word of Meta stands only in the answer to a template; each of them came with an id. */
const WORDS = { accepted: 'pending', held_for_quality_assessment: 'pending', paused: 'failed' } as const;

const first = z.object({ id: z.string().min(1), message_status: z.string().nullish() });

const accepted = z.object({ messages: z.tuple([first], z.unknown()) }).transform(
  ({ messages: [{ id, message_status: word }] }): Acceptance => ({
    messageId: id,
    status: toStatus(word ?? 'accepted', WORDS),
  }),
);

/** What every operation shares. */
const shared = { recipient: 'phone', honours: ['replyTo'], accepted } as const;

/** Only a document shows the name of its file, and an audio carries no caption. */
const media = {
  image: ['caption'],
  video: ['caption'],
  audio: [],
  document: ['caption', 'fileName'],
} as const;

const MB = 1024 * 1024;

/** Meta's Cloud API (graph.facebook.com), without anybody in between. */
export const meta = defineVendor({
  id: 'meta',
  name: 'Meta Cloud API',
  credential: { type: 'mensageiroMetaApi', secrets: ['accessToken'] },
  config,
  numberForm: 'international',
  inputs,
  advice: ADVICE,
  generations: {
    only: {
      label: '',
      recipients: { channelUserId: true },
      operations: {
        sendText: {
          ...shared,
          honours: ['linkPreview', 'replyTo'],
          limits: { text: 4096 },
          request: ({ text, linkPreview, ...input }, config) =>
            message(input, config, 'text', {
              body: text,
              ...(linkPreview === true && { preview_url: true }),
            }),
        },
        sendMediaByUrl: {
          ...shared,
          media,
          limits: { caption: 1024 },
          request: ({ mediaType, mediaUrl, caption, fileName, ...input }, config) =>
            message(input, config, mediaType, {
              link: mediaUrl,
              ...(caption !== undefined && { caption }),
              ...(fileName !== undefined && { filename: fileName }),
            }),
        },
        sendMediaByUpload: {
          ...shared,
          media,
          limits: { caption: 1024 },
          largestFile: { image: 5 * MB, video: 16 * MB, audio: 16 * MB, document: 100 * MB },
          before: {
            failed: 'did not take the file of this message',
            request: ({ file }, config) => upload(file, config),
            answer: z.object({ id: z.string().min(1) }).transform(({ id }) => ({ mediaId: id })),
          },
          request: ({ mediaType, file, caption, fileName, ...input }, config, { mediaId = '' }) =>
            message(input, config, mediaType, {
              id: mediaId,
              ...(caption !== undefined && { caption }),
              ...(mediaType === 'document' && { filename: fileName ?? file.fileName }),
            }),
        },
        sendLocation: {
          ...shared,
          honours: ['replyTo', 'locationName', 'address'],
          request: ({ latitude, longitude, locationName, address, ...input }, config) =>
            message(input, config, 'location', {
              latitude,
              longitude,
              ...(locationName !== undefined && { name: locationName }),
              ...(address !== undefined && { address }),
            }),
        },
        sendTemplate: {
          ...shared,
          requires: ['template'],
          honours: ['replyTo', 'language', 'variables', 'headerType', 'headerValue', 'buttons'],
          hints: { template: 'Its name as WhatsApp Manager shows it' },
          defaultLanguage: 'pt_BR',
          request: (input, config) => {
            const filled = components(input);
            return message(input, config, 'template', {
              name: input.template,
              language: { code: input.language },
              ...(filled.length > 0 && { components: filled }),
            });
          },
        },
      },
    },
  },
  generationOf: () => 'only',
  refusal,
  webhook: { sources: [metaStatuses] },
});
