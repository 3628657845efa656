import type { MessageShape } from '../../core/webhook/messageShape';
import { presetReader, type Preset } from '../../core/webhook/shape';

const CREATED = [
  { path: 'event', equals: ['message_created'] },
  // Numbers on old servers; what people did in a conversation is an activity, and none of these.
  { path: 'message_type', equals: ['incoming', 'outgoing', 'template', '0', '1', '3'] },
];

const MESSAGE: MessageShape = {
  // A note among agents.
  except: [{ path: 'private', equals: ['true'] }],
  idPath: 'id',
  secondIdPath: 'source_id',
  accountPath: 'account.id',
  fromPath:
    'sender.phone_number || conversation.meta.sender.phone_number || conversation.contact_inbox.source_id',
  namePath: 'sender.name',
  timePath: 'created_at',
  replyToPath: 'content_attributes.in_reply_to',
  chatIdPath: 'conversation.id',
  own: [{ path: 'message_type', equals: ['outgoing', 'template', '1', '3'] }],
  toPath: 'conversation.meta.sender.phone_number || conversation.contact_inbox.source_id',
  // Servers that link a phone write so of groups.
  groupPath: 'conversation.group_source_id || conversation.contact_inbox.source_id',
  groupWhen: [
    { path: 'conversation.group', equals: ['true'] },
    { path: 'conversation.group_type', equals: ['group'] },
  ],
  writerPath: 'sender.phone_number',
  partsPath: 'attachments',
  captionPath: 'content',
  contents: [
    {
      conditions: [{ path: 'content_attributes.is_reaction', equals: ['true'] }],
      kind: 'reaction',
      textPath: 'content',
    },
    {
      conditions: [{ path: 'content_attributes.is_unsupported', equals: ['true'] }],
      kind: 'other',
      vendorKind: 'unsupported',
      textPath: 'content',
    },
    {
      conditions: [{ path: 'file_type', equals: ['location'] }],
      kind: 'location',
      latitudePath: 'coordinates_lat',
      longitudePath: 'coordinates_long',
      placePath: 'fallback_title',
    },
    {
      conditions: [{ path: 'file_type', equals: ['contact'] }],
      kind: 'contact',
      contactPath: 'meta.firstName || meta.lastName',
      contactPhonePath: 'fallback_title',
    },
    {
      conditions: [{ path: 'file_type' }],
      kindPath: 'file_type',
      kinds: { file: 'document' },
      urlPath: 'data_url',
      mimePath: 'content_type',
    },
    { conditions: [{ path: 'content' }], kind: 'text', textPath: 'content' },
  ],
};

/** Chatwoot. A status is no event of its own: the message is updated, and newer servers say its status there. */
export const chatwoot: Preset = {
  id: 'chatwoot',
  label: 'Chatwoot',
  description: 'A webhook of an account, for messages sent from Chatwoot and for what people write',
  setUp:
    'At Chatwoot, enter the URL under Settings > Integrations > Webhooks and choose the events <b>Message updated</b> for statuses and <b>Message created</b> for messages. For servers that sign, choose the authentication HMAC Signature and leave <b>Header Name</b> of the credential empty.',
  encodings: ['json'],
  // It waits five seconds for its answer.
  files: { within: 3_000 },
  read: presetReader({
    itemsPath: '',
    eventPath: 'event',
    phones: true,
    shapes: [
      {
        conditions: [
          { path: 'event', equals: ['message_updated'] },
          // A number on old servers.
          { path: 'message_type', equals: ['outgoing', 'template', '1', '3'] },
          { path: 'status' },
        ],
        idPath: 'id',
        secondIdPath: 'source_id',
        statusPath: 'status',
        timePath: 'updated_at',
        recipientPath: 'conversation.meta.sender.phone_number || conversation.contact_inbox.source_id',
        reasonPath: 'content_attributes.external_error',
      },
    ],
    messages: [
      // WhatsApp alone: other channels of Chatwoot post to the same address.
      {
        ...MESSAGE,
        conditions: [...CREATED, { path: 'conversation.channel', equals: ['Channel::Whatsapp'] }],
      },
      {
        ...MESSAGE,
        conditions: [
          ...CREATED,
          { path: 'conversation.channel', equals: ['Channel::TwilioSms'] },
          { path: 'conversation.contact_inbox.source_id', beginsWith: 'whatsapp:' },
        ],
      },
      {
        ...MESSAGE,
        conditions: [
          ...CREATED,
          { path: 'conversation.channel', equals: ['Channel::Api'] },
          { path: 'sender.phone_number || conversation.meta.sender.phone_number' },
        ],
      },
    ],
    words: {},
  }),
  signature: {
    scheme: 'hmac',
    headerName: 'x-chatwoot-signature',
    algorithm: 'sha256',
    encoding: 'hex',
    prefix: 'sha256=',
    signedContent: 'timestampBody',
    timestampHeader: 'x-chatwoot-timestamp',
  },
};
