import type { Reported } from '../../test/support/stands/stand';
import { EVOLUTION } from './evolutionFixtures';
import type { Channel } from './evolutionMessage';

/** What Evolution API posts to the webhook of an instance; it signs nothing. */

const WORDS: Readonly<Record<Channel, Readonly<Record<string, string>>>> = {
  baileys: { sent: 'SERVER_ACK', delivered: 'DELIVERY_ACK', read: 'READ', failed: 'ERROR' },
  cloud: { sent: 'SENT', delivered: 'DELIVERED', read: 'READ', failed: 'FAILED' },
};

/** An event of an instance, which carries the key of the instance as many servers are set to. */
const event = (channel: Channel, name: string, data: object, timestamp: string): object => ({
  event: name,
  instance: EVOLUTION.instances[channel][0],
  data,
  destination: 'https://n8n.example.com/webhook/status',
  date_time: timestamp,
  sender: '5511940000001@s.whatsapp.net',
  server_url: 'http://localhost:8080',
  apikey: EVOLUTION.key,
});

/** The statuses of a message that was sent; no event says when, and none says why. */
export const statusReports = (channel: Channel) => ({
  statuses: ['sent', 'delivered', 'read', 'failed'],
  event: ({ messageId, to }: Reported, status: string, timestamp: string) =>
    event(
      channel,
      'messages.update',
      {
        keyId: messageId,
        remoteJid: `${to}@s.whatsapp.net`,
        // Of an official number it is said of every message.
        fromMe: channel === 'baileys',
        status: WORDS[channel][status],
        instanceId: EVOLUTION.instanceId,
        messageId: 'cmww6yyka0001',
      },
      timestamp,
    ),
});
