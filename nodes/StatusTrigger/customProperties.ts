import type { INodeProperties } from 'n8n-workflow';

const displayOptions = { show: { source: ['custom'] } };

/** Where a sender that we do not know puts the parts of a status. */
export const customProperties: INodeProperties[] = [
  {
    displayName:
      'A path names the fields on the way to a value, such as <code>data.message_id</code> or <code>messages[0].status</code>. Paste a delivery of the vendor as a sample and open the preview to see how it reads.',
    name: 'customNotice',
    type: 'notice',
    default: '',
    displayOptions,
  },
  {
    displayName: 'Items Path',
    name: 'itemsPath',
    type: 'string',
    noDataExpression: true,
    default: '',
    placeholder: 'e.g. data.statuses',
    displayOptions,
    description:
      'Where the list of statuses stands, if one delivery holds several. The other paths start at each of them. Leave empty if the delivery is one status, or a list of them.',
  },
  {
    displayName: 'ID Path',
    name: 'idPath',
    type: 'string',
    noDataExpression: true,
    required: true,
    default: '',
    placeholder: 'e.g. message.message_id',
    displayOptions,
    description: 'Where the ID of the message stands',
  },
  {
    displayName: 'Status Path',
    name: 'statusPath',
    type: 'string',
    noDataExpression: true,
    required: true,
    default: '',
    placeholder: 'e.g. message.status',
    displayOptions,
    description: 'Where the word or number for the status stands. A delivery without one is ignored.',
  },
  {
    displayName: 'Time Path',
    name: 'timePath',
    type: 'string',
    noDataExpression: true,
    default: '',
    placeholder: 'e.g. message.timestamp',
    displayOptions,
    description:
      'Where the time of the status stands: a date in ISO form (UTC if it names no zone), or seconds or milliseconds since 1970',
  },
  {
    displayName: 'Recipient Path',
    name: 'recipientPath',
    type: 'string',
    noDataExpression: true,
    default: '',
    placeholder: 'e.g. message.to',
    displayOptions,
    description: 'Where the phone number of the recipient stands',
  },
  {
    displayName: 'Reason Path',
    name: 'reasonPath',
    type: 'string',
    noDataExpression: true,
    default: '',
    placeholder: 'e.g. message.error.code',
    displayOptions,
    description: 'Where the code or text stands that says why a message did not get through',
  },
  {
    displayName: 'Status Words',
    name: 'statusMap',
    type: 'fixedCollection',
    noDataExpression: true,
    typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Word' },
    placeholder: 'Add Word',
    default: {},
    displayOptions,
    description:
      'What the words of the vendor mean. Not needed for delivered, failed, pending, read and sent; any other word is passed on as other.',
    options: [
      {
        displayName: 'Word',
        name: 'values',
        values: [
          {
            displayName: "Vendor's Word",
            name: 'from',
            type: 'string',
            noDataExpression: true,
            default: '',
            placeholder: 'e.g. entregue',
          },
          {
            displayName: 'Means',
            name: 'to',
            type: 'options',
            noDataExpression: true,
            options: [
              { name: 'Delivered', value: 'delivered' },
              { name: 'Failed', value: 'failed' },
              { name: 'Other', value: 'other' },
              { name: 'Pending', value: 'pending' },
              { name: 'Read', value: 'read' },
              { name: 'Sent', value: 'sent' },
            ],
            default: 'delivered',
          },
        ],
      },
    ],
  },
  {
    displayName: 'Sample Delivery',
    name: 'sampleDelivery',
    type: 'json',
    noDataExpression: true,
    typeOptions: { rows: 6 },
    default: '',
    displayOptions,
    description: 'A delivery of the vendor, only for the preview. Deliveries are read without it.',
  },
  {
    displayName: 'Preview',
    name: 'previewCustom',
    type: 'resourceLocator',
    noDataExpression: true,
    default: { mode: 'list', value: '' },
    modes: [
      {
        displayName: 'How the Sample Reads',
        name: 'list',
        type: 'list',
        placeholder: 'Open to see how the sample reads...',
        // The preview calls nobody, so it needs no credential.
        typeOptions: { searchListMethod: 'previewSample', skipCredentialsCheckInRLC: true },
      },
    ],
    displayOptions: { show: { source: ['custom'] }, hide: { sampleDelivery: [''] } },
    description: 'Open it to see how the sample reads. What you choose here changes nothing.',
  },
];
