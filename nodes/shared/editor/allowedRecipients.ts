import type { INodeProperties } from 'n8n-workflow';

/** Who may get a message, whatever stands in the recipient's field; checked in the node before anything is sent. */

export const allowedRecipients: INodeProperties[] = [
  {
    displayName: 'Allowed Recipients',
    name: 'allowedRecipients',
    type: 'options',
    noDataExpression: true,
    options: [
      { name: 'Anyone', value: 'anyone', description: 'Also a number that the model of an agent made up' },
      {
        name: 'Only Numbers of the Item',
        value: 'itemOnly',
        description:
          'Only who stands in a field of the item that came in; for a tool, of what came to the agent',
      },
      {
        name: 'Only This List',
        value: 'list',
        description: 'Only who stands in the option "Recipient List"',
      },
    ],
    default: 'itemOnly',
    description:
      'Who may get a message. Without this option anyone may; only where the model of an agent chooses the recipient, it must be one of the item.',
  },
  {
    displayName: 'Recipient List',
    name: 'recipientList',
    type: 'string',
    noDataExpression: true,
    typeOptions: { rows: 3 },
    default: '',
    placeholder: 'e.g. +55 11 98765-4321',
    description:
      'For "Allowed Recipients": the phone numbers, one a line. How each is written does not matter.',
  },
];
