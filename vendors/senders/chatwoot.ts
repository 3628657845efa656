import { presetReader, type Preset } from '../../core/webhook/shape';

/** Chatwoot. A status is no event of its own: the message is updated, and newer servers say its status there. */
export const chatwoot: Preset = {
  id: 'chatwoot',
  label: 'Chatwoot',
  description: 'A webhook of an account, for messages sent from Chatwoot',
  setUp:
    'At Chatwoot, enter the URL under Settings > Integrations > Webhooks and choose the event <b>Message updated</b>. For servers that sign, choose the authentication HMAC Signature and leave <b>Header Name</b> of the credential empty.',
  encodings: ['json'],
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
