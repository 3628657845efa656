import type { INodeProperties } from 'n8n-workflow';
import { senders } from '../../vendors/senders';
import { fieldsShown } from './customFields';
import { customMessageProperties } from './customMessageProperties';

/** Only where no sender is chosen whose deliveries are known. */
const described = { show: { source: ['custom'], sender: [''] } };

/** And statuses are wanted. */
const { path, conditions, meanings } = fieldsShown({ show: { ...described.show, events: ['statuses'] } });

const sender: INodeProperties = {
  displayName: 'Sender',
  name: 'sender',
  type: 'options',
  noDataExpression: true,
  options: [
    {
      name: 'Another One',
      value: '',
      description: 'You say where the parts of a status and of a message stand',
    },
    ...senders.map(({ id, label, description }) => ({ name: label, value: id, description })),
  ],
  default: '',
  displayOptions: { show: { source: ['custom'] } },
  description: 'Whose deliveries they are. For those in the list the paths and words are known.',
};

const notices: INodeProperties[] = senders.map(({ id, setUp }) => ({
  displayName: setUp,
  name: `${id}SenderNotice`,
  type: 'notice',
  default: '',
  displayOptions: { show: { source: ['custom'], sender: [id] } },
}));

/** Where a sender that we do not know puts the parts of a status. */
export const customProperties: INodeProperties[] = [
  sender,
  ...notices,
  {
    displayName:
      'A path names the fields on the way to a value, such as <code>data.message_id</code> or <code>messages[0].status</code>. Several with <code>||</code> between them are tried in turn. Paste a delivery of the vendor as a sample and open the preview to see how it reads.',
    name: 'customNotice',
    type: 'notice',
    default: '',
    displayOptions: described,
  },
  path({
    displayName: 'Items Path',
    name: 'itemsPath',
    placeholder: 'e.g. data.statuses',
    description:
      'Where the list of statuses stands, if one delivery holds several. The other paths start at each of them. Leave empty if the delivery is one status, or a list of them.',
  }),
  path(
    {
      displayName: 'ID Path',
      name: 'idPath',
      placeholder: 'e.g. message.message_id',
      description: 'Where the ID of the message stands. A list of IDs there stands for as many messages.',
    },
    { required: true },
  ),
  path(
    {
      displayName: 'Status Path',
      name: 'statusPath',
      placeholder: 'e.g. message.status',
      description: 'Where the word or number for the status stands. A delivery without one is ignored.',
    },
    { required: true },
  ),
  path({
    displayName: 'Time Path',
    name: 'timePath',
    placeholder: 'e.g. message.timestamp',
    description:
      'Where the time of the status stands: a date in ISO form or like 25/11/2026 09:30, or seconds or milliseconds since 1970',
  }),
  path({
    displayName: 'Recipient Path',
    name: 'recipientPath',
    placeholder: 'e.g. message.to',
    description: 'Where the phone number of the recipient stands',
  }),
  path({
    displayName: 'Reason Path',
    name: 'reasonPath',
    placeholder: 'e.g. message.error.code',
    description: 'Where the code or text stands that says why a message did not get through',
  }),
  {
    displayName: 'Time Zone',
    name: 'timeZone',
    type: 'string',
    noDataExpression: true,
    default: '',
    placeholder: 'e.g. America/Sao_Paulo',
    displayOptions: described,
    description:
      'What a time means that names no zone: the name of a time zone, or an offset such as -03:00. Empty means UTC.',
  },
  conditions(
    {
      displayName: 'Conditions',
      name: 'conditions',
      description:
        'What must hold for a delivery to report a status, such as the name of its event. All must hold; anything else is another event and starts nothing.',
    },
    { path: 'e.g. event', equals: 'e.g. message.ack' },
  ),
  meanings(
    {
      displayName: 'Status Words',
      name: 'statusMap',
      description:
        'What the words of the vendor mean. Not needed for delivered, failed, pending, read and sent; any other word is passed on as other.',
    },
    {
      placeholder: 'e.g. entregue',
      options: [
        { name: 'Delivered', value: 'delivered' },
        { name: 'Failed', value: 'failed' },
        { name: 'Other', value: 'other' },
        { name: 'Pending', value: 'pending' },
        { name: 'Read', value: 'read' },
        { name: 'Sent', value: 'sent' },
      ],
      usual: 'delivered',
    },
  ),
  ...customMessageProperties,
  {
    displayName: 'Sample Delivery',
    name: 'sampleDelivery',
    // No JSON for n8n: its editor marks an empty one as wrong, and a form that a sender posts, too.
    type: 'string',
    noDataExpression: true,
    typeOptions: { rows: 6 },
    default: '',
    displayOptions: { show: { source: ['custom'] } },
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
