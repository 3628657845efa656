import { filesAtPath } from '../../core/contract/incomingFiles';
import type { ContentShape } from '../../core/webhook/messageShape';
import { presetReader, type Preset } from '../../core/webhook/shape';

const contents: readonly ContentShape[] = [
  {
    conditions: [{ path: 'reaction.messageId' }],
    kind: 'reaction',
    textPath: 'reaction.text',
    replyToPath: 'reaction.messageId',
  },
  {
    conditions: [{ path: 'location.latitude' }],
    kind: 'location',
    latitudePath: 'location.latitude',
    longitudePath: 'location.longitude',
    placePath: 'location.name || location.description',
    addressPath: 'location.address',
  },
  { conditions: [{ path: 'vCards[0]' }], kind: 'contact', contactsPath: 'vCards' },
  {
    // Without a URL where the server could not fetch it.
    conditions: [{ path: 'media.url || media.mimetype' }],
    textPath: 'body',
    urlPath: 'media.url',
    mimePath: 'media.mimetype',
    fileNamePath: 'media.filename',
  },
  // A file that the server did not keep.
  { conditions: [{ path: 'hasMedia', equals: ['true'] }], kind: 'other', textPath: 'body' },
  { conditions: [{ path: 'body' }], kind: 'text', textPath: 'body' },
].map(
  // All of it stands in the event's payload.
  ({ conditions, ...shape }) => ({
    ...Object.fromEntries(
      Object.entries(shape).map(([name, value]) => [name, name.endsWith('Path') ? inPayload(value) : value]),
    ),
    conditions: conditions.map((condition) => ({ ...condition, path: inPayload(condition.path) })),
  }),
);

function inPayload(paths: string): string {
  return paths
    .split(' || ')
    .map((path) => `payload.${path}`)
    .join(' || ');
}

/** WAHA. The payload of an acknowledgement has no time, the event has. */
export const waha: Preset = {
  id: 'waha',
  label: 'WAHA',
  description: 'The webhook of a session of your own server',
  setUp:
    "In the session's configuration, enter the URL as webhook and choose the events <b>message.ack</b> for statuses, and <b>message</b> and <b>message.reaction</b> for messages (<b>message.any</b> in place of <b>message</b> for your own too). If you give the webhook an HMAC key there, choose the authentication HMAC Signature and leave <b>Header Name</b> of the credential empty.",
  encodings: ['json'],
  // What it keeps for a while; a store that it was given instead signs its links itself.
  files: { keyed: filesAtPath(/\/api\/files\/(?:[^/]+\/)?[^/]+$/) },
  read: presetReader({
    itemsPath: '',
    eventPath: 'event',
    phones: true,
    shapes: [
      {
        conditions: [
          { path: 'event', equals: ['message.ack', 'message.ack.group'] },
          { path: 'payload.fromMe', equals: ['true'] },
        ],
        idPath: 'payload.id',
        statusPath: 'payload.ackName || payload.ack',
        timePath: 'timestamp',
        // Some engines put the account into `from`, and the chat into `to`; the others have no `to`.
        recipientPath: 'payload.to || payload.from',
        participantPath: 'payload.participant',
      },
    ],
    messages: [
      {
        conditions: [
          { path: 'event', equals: ['message', 'message.any', 'message.reaction'] },
          { path: 'payload.from || payload.id' },
        ],
        // Stories and channels.
        except: [
          { path: 'payload.from', equals: ['status@broadcast'] },
          { path: 'payload.to', equals: ['status@broadcast'] },
          { path: 'payload.id', beginsWith: 'false_status@broadcast_' },
          { path: 'payload.id', beginsWith: 'true_status@broadcast_' },
          { path: 'payload.from', endsWith: '@newsletter' },
          { path: 'payload.to', endsWith: '@newsletter' },
        ],
        idPath: 'payload.id',
        accountPath: 'session',
        // What somebody sent to a list of people comes from the list.
        fromPath: 'payload.from || payload.participant',
        namePath: 'payload._data.pushName || payload._data.notifyName || payload._data.Info.PushName',
        timePath: 'payload.timestamp || timestamp',
        replyToPath: 'payload.replyTo.id',
        own: [{ path: 'payload.fromMe', equals: ['true'] }],
        toPath: 'payload.to || payload.from',
        groupPath: 'payload.from || payload.to',
        writerPath: 'payload.participant',
        contents,
      },
    ],
    words: {
      error: 'failed',
      server: 'sent',
      device: 'delivered',
      played: 'read',
      '-1': 'failed',
      '0': 'pending',
      '1': 'sent',
      '2': 'delivered',
      '3': 'read',
      '4': 'read',
    },
  }),
  signature: {
    scheme: 'hmac',
    headerName: 'x-webhook-hmac',
    algorithm: 'sha512',
    encoding: 'hex',
    prefix: '',
    signedContent: 'body',
    timestampHeader: '',
  },
};
