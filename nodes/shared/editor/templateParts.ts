import type { INodeProperties } from 'n8n-workflow';
import { HEADER_TYPES } from '../../../core/contract/templateParts';
import type { NodeOperation } from '../../../core/contract/operations';
import { described } from './derive';

/** The choice that stands for a template without a header to fill in. */
const NO_HEADER = 'none';

/** What fills the header and the buttons of a template. */
const parts: INodeProperties[] = [
  {
    displayName: 'Header',
    name: 'headerType',
    type: 'options',
    options: [
      { name: 'Document', value: 'document', description: 'A link to a file' },
      { name: 'Image', value: 'image', description: 'A link to an image' },
      { name: 'None', value: 'none', description: 'The template has no header to fill in' },
      { name: 'Text', value: 'text', description: 'A text of up to 60 characters' },
      { name: 'Video', value: 'video', description: 'A link to a video' },
    ],
    default: 'none',
    description:
      'What the header of the approved template is filled with. Leave at None for a template without one.',
  },
  {
    displayName: 'Header Value',
    name: 'headerValue',
    type: 'string',
    default: '',
    placeholder: 'e.g. https://example.com/offer.jpg',
    displayOptions: { show: { headerType: [...HEADER_TYPES] } },
    description: 'The text of the header, or the link to its file',
  },
  {
    displayName: 'Header Variable',
    name: 'headerVariable',
    type: 'string',
    default: '',
    placeholder: 'e.g. nome',
    displayOptions: { show: { headerType: ['text'] } },
    description:
      'The name between the braces in the header, where the template has names in the place of numbers',
  },
  {
    displayName: 'Buttons',
    name: 'buttons',
    type: 'fixedCollection',
    placeholder: 'Add Button',
    typeOptions: { multipleValues: true },
    default: {},
    description: 'Values for the buttons of the approved template',
    options: [
      {
        name: 'values',
        displayName: 'Button',
        values: [
          {
            displayName: 'Position',
            name: 'index',
            type: 'number',
            default: 0,
            description: 'Place of the button in the template, the first one is 0',
          },
          {
            displayName: 'Kind',
            name: 'kind',
            type: 'options',
            options: [
              { name: 'Copy Code', value: 'copy_code', description: 'Copies a coupon code' },
              { name: 'Quick Reply', value: 'quick_reply', description: 'Answers with a payload' },
              { name: 'URL', value: 'url', description: 'Opens a link whose end is this value' },
            ],
            default: 'url',
            description: 'What the button does',
          },
          {
            displayName: 'Value',
            name: 'value',
            type: 'string',
            default: '',
            description: 'End of the link, payload of the reply, or coupon code',
          },
        ],
      },
    ],
  },
];

/** The same for the vendors that honour them. */
export const templatePartProperties = (node: NodeOperation): INodeProperties[] =>
  parts.flatMap((part) => described(node, part));

/** The inputs of an item with the parts of a template as the core takes them: what the form wraps is unwrapped. */
export function withTemplateParts(inputs: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { headerType, buttons } = inputs;
  return {
    ...inputs,
    ...(headerType === NO_HEADER && { headerType: undefined }),
    ...(buttons !== undefined && { buttons: listIn(buttons) }),
  };
}

/** The rows of a form; undefined where none was added. Anything else than a form is left for the core to judge. */
function listIn(form: unknown): unknown {
  if (typeof form !== 'object' || form === null || Array.isArray(form)) return form;
  if (Object.keys(form).length === 0) return undefined;
  const { values = form } = form as { values?: unknown };
  return Array.isArray(values) && values.length === 0 ? undefined : values;
}
