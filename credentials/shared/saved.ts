import type { INodeProperties } from 'n8n-workflow';

/** Names in the place of numbers, for those who build workflows with the account. */
export const savedNames: INodeProperties = {
  displayName: 'Saved Names',
  name: 'savedNames',
  type: 'string',
  typeOptions: { rows: 4 },
  noDataExpression: true,
  default: '',
  placeholder: 'e.g. Sales queue = 5\nBlack Friday = 12345',
  description:
    'Channels, queues, statuses and campaigns of this account, one "Name = ID" a line. The nodes then offer the names to choose from.',
};

/** Templates by name, with their texts. */
export const savedTemplates: INodeProperties = {
  displayName: 'Saved Templates',
  name: 'savedTemplates',
  type: 'fixedCollection',
  placeholder: 'Add Template',
  typeOptions: { multipleValues: true, sortable: true },
  default: {},
  description:
    'Approved templates of this account. The nodes offer their names to choose from, and ask for what their texts need.',
  options: [
    {
      name: 'values',
      displayName: 'Template',
      values: [
        {
          displayName: 'Name',
          name: 'name',
          type: 'string',
          default: '',
          placeholder: 'e.g. Order confirmation',
        },
        {
          displayName: 'ID',
          name: 'id',
          type: 'string',
          default: '',
          placeholder: 'e.g. order_confirmation',
          description: 'The name or number by which the vendor knows the template',
        },
        {
          displayName: 'Text',
          name: 'text',
          type: 'string',
          typeOptions: { rows: 4 },
          noDataExpression: true,
          default: '',
          placeholder: 'e.g. Hi {{1}}, your order {{2}} has arrived.',
          description: 'The approved text with its variables, or its JSON',
        },
      ],
    },
  ],
};
