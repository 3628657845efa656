import { z } from 'zod/v4';
import { optionalText } from '../../core/contract/inputs';
import type { OwnInputs } from '../../core/contract/vendor';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** An id as Interflow's panel shows it. */
export const uuid = (label: string) =>
  z
    .string({ error: `"${label}" is not text. Paste the ID from Interflow.` })
    .transform((text) => text.trim())
    .refine((text) => UUID.test(text), {
      error: `"${label}" is not an Interflow ID. Paste it whole; it looks like 550e8400-e29b-41d4-a716-446655440000.`,
    });

const HEADER_KINDS = ['none', 'text', 'image', 'video', 'document'] as const;
const BUTTON_KINDS = ['url', 'quick_reply', 'copy_code'] as const;

const button = z.strictObject({
  index: z.coerce.number().int().min(0).max(9),
  kind: z.enum(BUTTON_KINDS),
  value: z.coerce.string().min(1),
});

/** The node's list of buttons, as n8n hands it over. */
const buttons = z
  .object(
    { values: z.array(button).max(10).optional() },
    { error: '"Buttons" must be a list. Add each button by its form.' },
  )
  .transform(({ values }) => (values === undefined || values.length === 0 ? undefined : values));

/** What only Interflow asks for. */
export const inputs = {
  channelId: {
    label: 'Channel ID',
    description: 'The channel that sends. Leave empty to use the default channel of the credential.',
    schema: uuid('Channel ID'),
    control: { kind: 'text', placeholder: 'e.g. 550e8400-e29b-41d4-a716-446655440000' },
    default: '',
  },
  headerType: {
    label: 'Header',
    description:
      'What the header of the approved template is filled with. Leave at None for a template without one.',
    schema: z
      .enum(HEADER_KINDS, {
        error: '"Header" has no such choice. Choose None, Text, Image, Video or Document.',
      })
      .transform((kind) => (kind === 'none' ? undefined : kind)),
    control: {
      kind: 'choice',
      choices: [
        { name: 'Document', value: 'document', description: 'A link to a file' },
        { name: 'Image', value: 'image', description: 'A link to an image' },
        { name: 'None', value: 'none', description: 'The template has no header to fill in' },
        { name: 'Text', value: 'text', description: 'A text of up to 60 characters' },
        { name: 'Video', value: 'video', description: 'A link to a video' },
      ],
    },
    default: 'none',
  },
  headerValue: {
    label: 'Header Value',
    description: 'The text of the header, or the link to its file',
    schema: optionalText('Header Value', 2048),
    control: { kind: 'text', placeholder: 'e.g. https://example.com/offer.jpg' },
    default: '',
    shownWith: { headerType: ['text', 'image', 'video', 'document'] },
  },
  buttons: {
    label: 'Buttons',
    description: 'Values for the buttons of the approved template',
    schema: buttons,
    control: {
      kind: 'list',
      label: 'Button',
      fields: {
        index: {
          label: 'Position',
          description: 'Place of the button in the template, the first one is 0',
          schema: z.number(),
          control: { kind: 'number' },
          default: 0,
        },
        kind: {
          label: 'Kind',
          description: 'What the button does',
          schema: z.enum(BUTTON_KINDS),
          control: {
            kind: 'choice',
            choices: [
              { name: 'Copy Code', value: 'copy_code', description: 'Copies a coupon code' },
              { name: 'Quick Reply', value: 'quick_reply', description: 'Answers with a payload' },
              { name: 'URL', value: 'url', description: 'Opens a link whose end is this value' },
            ],
          },
          default: 'url',
        },
        value: {
          label: 'Value',
          description: 'End of the link, payload of the reply, or coupon code',
          schema: z.string(),
          control: { kind: 'text' },
          default: '',
        },
      },
    },
    default: {},
  },
} as const satisfies OwnInputs;

export type InterflowInputs = typeof inputs;
