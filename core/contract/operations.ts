import { z } from 'zod/v4';
import {
  isEmpty,
  missing,
  numberBetween,
  optionalName,
  optionalText,
  requiredText,
  shown,
  webAddress,
} from './inputs';
import { language } from './language';
import { MEDIA_TYPES, type FileContent, type MediaType } from './media';
import { readChoice } from './switches';
import { buttons, headerType, headerValue, headerVariable } from './templateParts';
import { variables } from './variables';

/** More than any vendor takes; the vendors' own limits stand in their definitions. */
const LONGEST_TEXT = 65_536;

const mediaType = z.unknown().transform((value, context): MediaType => {
  const read = readChoice(value, MEDIA_TYPES);
  if (read !== undefined) return read;
  const message = isEmpty(value)
    ? missing('Media Type')
    : `"Media Type" has no "${shown(value)}". Choose one of: ${MEDIA_TYPES.join(', ')}.`;
  context.addIssue({ code: 'custom', message, continue: false });
  return z.NEVER;
});

const file = z.custom<FileContent>(
  (value) => typeof value === 'object' && value !== null && 'stream' in value,
  {
    error: missing('Input Data Field Name'),
  },
);

const NOWHERE =
  '"Latitude" and "Longitude" are both 0, a point in the sea. Fill in where the place is, or check their expressions.';

const caption = optionalText('Caption', LONGEST_TEXT);
const fileName = optionalText('File Name', 240);

/**
 * What a user can ask for: one schema per operation, without the recipient (see `phone.ts`) and without the
 * inputs that only one vendor knows (they stand in that vendor's definition).
 *
 * An input that is optional here is offered for a vendor only if its definition honours it; one that a
 * vendor needs is listed there under `requires`.
 */
export const operations = {
  sendText: z.strictObject({ text: requiredText('Text', LONGEST_TEXT) }),
  sendMediaByUrl: z.strictObject({
    mediaType,
    mediaUrl: webAddress('Media URL', 'anywhere'),
    caption,
    fileName,
  }),
  sendMediaByUpload: z.strictObject({ mediaType, file, caption, fileName }),
  sendLocation: z
    .strictObject({
      latitude: numberBetween('Latitude', -90, 90),
      longitude: numberBetween('Longitude', -180, 180),
      locationName: optionalText('Location Name', 1000),
      address: optionalText('Address', 1000),
    })
    // What two numbers become that nobody filled in: a point in the sea.
    .refine(({ latitude, longitude }) => latitude !== 0 || longitude !== 0, { error: NOWHERE }),
  sendTemplate: z.strictObject({
    template: optionalName('Template', 512),
    language,
    campaign: optionalName('Campaign', 64),
    variables,
    headerType,
    headerValue,
    headerVariable,
    buttons,
  }),
  addToCampaign: z.strictObject({ campaign: optionalName('Campaign', 64), variables }),
} as const;

export type OperationName = keyof typeof operations;

export const OPERATION_NAMES = Object.keys(operations) as OperationName[];

/** What the vendor's request function receives of an operation, checked. */
export type OperationInput<O extends OperationName> = z.output<(typeof operations)[O]>;

/** The names of an operation's inputs. */
export const inputNames = (operation: OperationName): string[] => Object.keys(operations[operation].shape);

/** The inputs without which an operation cannot be, whatever the vendor. */
export const NEEDED_INPUTS = Object.fromEntries(
  OPERATION_NAMES.map((operation) => {
    const shape: Record<string, z.ZodType> = operations[operation].shape;
    const needed = Object.keys(shape).filter((name) => shape[name]?.safeParse(undefined).success === false);
    return [operation, new Set(needed)];
  }),
) as unknown as Readonly<Record<OperationName, ReadonlySet<string>>>;

/** The user's words for the inputs of the operations, as the nodes show them. */
export const INPUT_LABELS: Readonly<Record<string, string>> = {
  to: 'To',
  text: 'Text',
  mediaType: 'Media Type',
  mediaUrl: 'Media URL',
  file: 'Input Data Field Name',
  caption: 'Caption',
  fileName: 'File Name',
  latitude: 'Latitude',
  longitude: 'Longitude',
  locationName: 'Location Name',
  address: 'Address',
  template: 'Template',
  language: 'Language',
  campaign: 'Campaign',
  variables: 'Variables',
  headerType: 'Header',
  headerValue: 'Header Value',
  headerVariable: 'Header Variable',
  buttons: 'Buttons',
};

/** The public word for each operation: three of them are one node. */
export type NodeOperation = 'sendText' | 'sendMedia' | 'sendTemplate' | 'addToCampaign' | 'sendAndWait';

/** The node whose only concern an operation is. */
export const NODE_OPERATION: Readonly<Record<OperationName, Exclude<NodeOperation, 'sendAndWait'>>> = {
  sendText: 'sendText',
  sendMediaByUrl: 'sendMedia',
  sendMediaByUpload: 'sendMedia',
  sendLocation: 'sendMedia',
  sendTemplate: 'sendTemplate',
  addToCampaign: 'addToCampaign',
};

/** The operations that one node offers. */
export const operationsOfNode = (node: NodeOperation): OperationName[] =>
  // A question is a text like any other.
  OPERATION_NAMES.filter(
    (operation) => NODE_OPERATION[operation] === (node === 'sendAndWait' ? 'sendText' : node),
  );

export type { FileContent, MediaType };
