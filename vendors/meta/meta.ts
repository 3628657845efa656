import { z } from 'zod/v4';
import { switchInput } from '../../core/contract/switches';
import { optionalText } from '../../core/contract/inputs';
import { defineVendor, type Acceptance, type OwnInputs } from '../../core/contract/vendor';
import { toStatus } from '../../core/contract/status';
import { nameOfLink } from '../../core/files/names';
import { ADVICE } from './advice';
import { config, metaId } from './config';
import { files } from './files';
import { chosenTemplate, phoneNumbers, templates } from './lookups';
import { message, upload } from './message';
import { refusal } from './refusal';
import { components } from './template';
import { metaStatuses } from './webhook';

const inputs = {
  phoneNumberId: {
    label: 'Phone Number ID',
    description: 'The number that sends. Leave empty to use the one of the credential.',
    schema: metaId('Phone Number ID'),
    control: { kind: 'lookup', placeholder: 'e.g. 106540352242922', lookup: phoneNumbers },
    default: '',
  },
  linkPreview: {
    label: 'Link Preview',
    description: 'Whether the first link in the text is shown with a preview',
    schema: switchInput('Link Preview'),
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

/** What the person in front of n8n should know of them. */
const NOTES: Readonly<Record<string, string>> = {
  held_for_quality_assessment:
    'Meta holds this message back while it assesses the template, and may drop it: its status tells.',
  paused: 'Meta has paused this template, so the message may never arrive: its status tells.',
};

const contacts = z
  .array(z.object({ wa_id: z.string().min(1).nullish() }))
  .nullish()
  .catch(null);

const accepted = z
  .object({ messages: z.tuple([first], z.unknown()), contacts })
  .transform(({ messages: [{ id, message_status: word }], contacts: known }): Acceptance => {
    const [contact] = known ?? [];
    const note = Object.hasOwn(NOTES, word ?? '') ? NOTES[word ?? ''] : undefined;
    return {
      messageId: id,
      status: toStatus(word ?? 'accepted', WORDS),
      ...(contact?.wa_id && { waId: contact.wa_id }),
      ...(note !== undefined && { note }),
    };
  });

/** What every operation shares. */
const shared = {
  recipient: 'phone',
  honours: ['phoneNumberId', 'replyTo'],
  // At most 512 characters, and nothing personal.
  carries: 'biz_opaque_callback_data',
  accepted,
} as const;

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
          honours: ['phoneNumberId', 'linkPreview', 'replyTo'],
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
          // Of a link of another type Meta says so long after its yes, in a status.
          shownByWhatsApp: 'types',
          limits: { caption: 1024 },
          request: ({ mediaType, mediaUrl, caption, fileName, ...input }, config) => {
            const filename = fileName ?? (mediaType === 'document' ? nameOfLink(mediaUrl) : undefined);
            return message(input, config, mediaType, {
              link: mediaUrl,
              ...(caption !== undefined && { caption }),
              ...(filename !== undefined && { filename }),
            });
          },
        },
        sendMediaByUpload: {
          ...shared,
          media,
          shownByWhatsApp: 'types',
          limits: { caption: 1024 },
          largestFile: { image: 5 * MB, video: 16 * MB, audio: 16 * MB, document: 100 * MB },
          before: {
            failed: 'did not take the file of this message',
            request: ({ file, phoneNumberId }, config) => upload(file, { phoneNumberId }, config),
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
          honours: ['phoneNumberId', 'replyTo', 'locationName', 'address'],
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
          honours: [
            'phoneNumberId',
            'replyTo',
            'language',
            'variables',
            'headerType',
            'headerValue',
            'headerVariable',
            'buttons',
          ],
          hints: {
            template: 'Its name as WhatsApp Manager shows it',
            language: 'Left empty, it is that of the template chosen from the list, else pt_BR',
          },
          lookups: { template: templates },
          request: (
            {
              template = '',
              language,
              variables,
              headerType,
              headerValue,
              headerVariable,
              buttons,
              ...input
            },
            config,
          ) => {
            const { name, language: ofTemplate } = chosenTemplate(template);
            const filled = components({ variables, headerType, headerValue, headerVariable, buttons });
            return message(input, config, 'template', {
              name,
              language: { code: language ?? ofTemplate ?? 'pt_BR' },
              ...(filled.length > 0 && { components: filled }),
            });
          },
        },
      },
    },
  },
  generationOf: () => 'only',
  refusal,
  webhook: { sources: [metaStatuses], files },
});
