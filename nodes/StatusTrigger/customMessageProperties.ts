import type { INodeProperties } from 'n8n-workflow';
import { fieldsShown } from './customFields';

/** Only where no sender is chosen whose deliveries are known, and messages are wanted. */
const { path, conditions, meanings } = fieldsShown({
  show: { source: ['custom'], sender: [''], events: ['messages'] },
});

/** Where a sender that we do not know puts the parts of a message that came in. */
export const customMessageProperties: INodeProperties[] = [
  path({
    displayName: 'Messages Path',
    name: 'messageItemsPath',
    placeholder: 'e.g. data.messages',
    description:
      'Where the list of messages that came in stands, if one delivery holds several. The other paths of a message start at each of them. Leave empty if the delivery is one message, or a list of them.',
  }),
  path(
    {
      displayName: 'Message ID Path',
      name: 'messageIdPath',
      placeholder: 'e.g. message.id',
      description:
        'Where the ID of the message stands. By it a message that is delivered again starts nothing.',
    },
    { required: true },
  ),
  path({
    displayName: 'From Path',
    name: 'fromPath',
    placeholder: 'e.g. message.from',
    description: 'Where the phone number of the person who wrote stands',
  }),
  path({
    displayName: 'Name Path',
    name: 'namePath',
    placeholder: 'e.g. message.sender.name',
    description: 'Where the name of the person who wrote stands',
  }),
  path({
    displayName: 'Text Path',
    name: 'textPath',
    placeholder: 'e.g. message.text || message.caption',
    description: 'Where the text, the caption or the label of a button stands',
  }),
  path({
    displayName: 'Kind Path',
    name: 'kindPath',
    placeholder: 'e.g. message.type',
    description:
      'Where the word for the kind of the message stands. Without it a file goes by its MIME type, and anything else is a text.',
  }),
  meanings(
    {
      displayName: 'Kind Words',
      name: 'kindMap',
      description:
        'What the words of the vendor for a kind mean. Not needed for those in the list; any other word is passed on as other.',
    },
    {
      placeholder: 'e.g. ptt',
      options: [
        { name: 'Audio', value: 'audio' },
        { name: 'Button', value: 'button' },
        { name: 'Contact', value: 'contact' },
        { name: 'Document', value: 'document' },
        { name: 'Image', value: 'image' },
        { name: 'Location', value: 'location' },
        { name: 'Other', value: 'other' },
        { name: 'Reaction', value: 'reaction' },
        { name: 'Text', value: 'text' },
        { name: 'Video', value: 'video' },
      ],
      usual: 'text',
    },
  ),
  path({
    displayName: 'Media Link Path',
    name: 'mediaUrlPath',
    placeholder: 'e.g. message.media.url',
    description: 'Where the link of a file stands',
  }),
  path({
    displayName: 'Media Type Path',
    name: 'mediaTypePath',
    placeholder: 'e.g. message.media.mimetype',
    description: 'Where the MIME type of a file stands',
  }),
  path({
    displayName: 'Media Name Path',
    name: 'mediaNamePath',
    placeholder: 'e.g. message.media.filename',
    description: 'Where the name of a file stands',
  }),
  path({
    displayName: 'Payload Path',
    name: 'payloadPath',
    placeholder: 'e.g. message.button.id',
    description: 'Where the ID of a tapped button or row of a list stands',
  }),
  path({
    displayName: 'Reply Path',
    name: 'replyToPath',
    placeholder: 'e.g. message.quoted.id',
    description: 'Where the ID of the message stands that this one answers',
  }),
  path({
    displayName: 'Message Time Path',
    name: 'messageTimePath',
    placeholder: 'e.g. message.timestamp',
    description:
      'Where the time of the message stands: a date in ISO form or like 25/11/2026 09:30, or seconds or milliseconds since 1970',
  }),
  path({
    displayName: 'Group Path',
    name: 'groupPath',
    placeholder: 'e.g. message.group_id',
    description:
      'Where the ID of a group stands; whatever is there counts as one. An address that ends in @g.us is known as a group without it.',
  }),
  conditions(
    {
      displayName: 'Own Messages',
      name: 'ownWhen',
      description: 'What tells a message that your own account wrote; any of these is enough',
    },
    { path: 'e.g. message.from_me', equals: 'e.g. true' },
  ),
  conditions(
    {
      displayName: 'Message Conditions',
      name: 'messageConditions',
      description:
        'What must hold for a delivery to be a message that came in, such as the name of its event. All must hold; anything else is another event and starts nothing.',
    },
    { path: 'e.g. event', equals: 'e.g. message.received' },
  ),
];
