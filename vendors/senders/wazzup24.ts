import { presetReader, type Preset } from '../../core/webhook/shape';

/** Wazzup24. One delivery may hold messages beside the statuses. */
export const wazzup24: Preset = {
  id: 'wazzup24',
  label: 'Wazzup24',
  description: 'The webhook of an account, API v3',
  setUp:
    'Register the URL with the API of Wazzup24 as <b>webhooksUri</b>, subscribed to messages and statuses. Wazzup24 sends the key that you set there as <code>Authorization: Bearer ...</code>: choose the authentication Header Token for it.',
  encodings: ['json'],
  files: {},
  read: presetReader({
    itemsPath: 'statuses',
    messageItemsPath: 'messages',
    phones: true,
    shapes: [
      {
        conditions: [{ path: 'messageId' }],
        // A message has the word of its status, too.
        except: [{ path: 'chatType' }],
        idPath: 'messageId',
        statusPath: 'status',
        timePath: 'timestamp',
        reasonPath: 'error.error || error.description',
        reasonTextPath: 'error.description',
      },
    ],
    messages: [
      {
        conditions: [{ path: 'chatType', equals: ['whatsapp', 'whatsgroup'] }, { path: 'chatId' }],
        // What was edited or deleted comes as the message once more.
        except: [
          { path: 'status', equals: ['edited'] },
          { path: 'isEdited', equals: ['true'] },
          { path: 'isDeleted', equals: ['true'] },
        ],
        idPath: 'messageId',
        accountPath: 'channelId',
        fromPath: 'chatId || contact.phone',
        namePath: 'contact.name',
        timePath: 'dateTime',
        replyToPath: 'quotedMessage.messageId',
        own: [{ path: 'isEcho', equals: ['true'] }],
        toPath: 'chatId',
        groupPath: 'chatId',
        groupWhen: [{ path: 'chatType', equals: ['whatsgroup'] }],
        contents: [
          {
            kindPath: 'type',
            kinds: { vcard: 'contact', geo: 'location' },
            textPath: 'text',
            urlPath: 'contentUri',
          },
        ],
      },
    ],
    words: { error: 'failed', edited: null, inbound: null },
  }),
};
