import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

/** The fields by which somebody says how a sender's deliveries read: paths, conditions, and what words mean. */

type Words = Pick<INodeProperties, 'displayName' | 'name' | 'description'>;

interface Fields {
  /** Where a value stands. */
  path: (words: Words & { placeholder: string }, more?: { required: true }) => INodeProperties;
  /** What must stand where, in rows. */
  conditions: (words: Words, placeholders: { path: string; equals: string }) => INodeProperties;
  /** What the words of the vendor mean, in rows. */
  meanings: (
    words: Words,
    row: { placeholder: string; options: INodePropertyOptions[]; usual: string },
  ) => INodeProperties;
}

/** All are texts that n8n computes nothing in. @param displayOptions where they show */
export function fieldsShown(displayOptions: INodeProperties['displayOptions']): Fields {
  return {
    path: (words, more) => ({ ...words, ...text, displayOptions, ...more }),
    conditions: (words, placeholders) => ({
      ...words,
      ...rowsOf('Condition', [
        { displayName: 'Path', name: 'path', ...text, placeholder: placeholders.path },
        {
          displayName: 'Equals',
          name: 'equals',
          ...text,
          placeholder: placeholders.equals,
          description:
            'The text, number, true or false that must stand there. Several with || between them stand for any of these; empty for whatever is there.',
        },
      ]),
      displayOptions,
    }),
    meanings: (words, { placeholder, options, usual }) => ({
      ...words,
      ...rowsOf('Word', [
        { displayName: "Vendor's Word", name: 'from', ...text, placeholder },
        {
          displayName: 'Means',
          name: 'to',
          type: 'options',
          noDataExpression: true,
          options,
          default: usual,
        },
      ]),
      displayOptions,
    }),
  };
}

const text = { type: 'string', noDataExpression: true, default: '' } as const;

const rowsOf = (
  what: string,
  values: INodeProperties[],
): Pick<
  INodeProperties,
  'type' | 'noDataExpression' | 'typeOptions' | 'placeholder' | 'default' | 'options'
> => ({
  type: 'fixedCollection',
  noDataExpression: true,
  typeOptions: { multipleValues: true, multipleValueButtonText: `Add ${what}` },
  placeholder: `Add ${what}`,
  default: {},
  options: [{ displayName: what, name: 'values', values }],
});
