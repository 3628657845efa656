import { EVOLUTION } from '../vendors/evolutionFixtures';
import { json, seconds, type Sender, type Written } from './written';

/** Senders that pass on the message of a linked phone as its library has it. */

const message = ({ from, name, text, id, at }: Written) => ({
  key: { remoteJid: `${from}@s.whatsapp.net`, fromMe: false, id },
  messageTimestamp: seconds(at),
  pushName: name,
  broadcast: false,
  message: { conversation: text },
});

/** A panel of the Whaticket family, by its integration n8n or webhook; its newest server posts each message twice. */
const panel = (id: string, label: string): Sender => ({
  id,
  label,
  delivery: (written) => json(message(written)),
  times: 2,
});

const evolution = (label: string, instance: string): Sender => ({
  id: 'evolution',
  label,
  delivery: (written) =>
    json({
      event: 'messages.upsert',
      instance,
      data: {
        ...message(written),
        status: 'DELIVERY_ACK',
        messageType: 'conversation',
        instanceId: EVOLUTION.instanceId,
        source: 'android',
      },
      date_time: new Date(written.at).toISOString(),
      sender: '5511940000001@s.whatsapp.net',
      server_url: 'http://localhost:8080',
      apikey: EVOLUTION.key,
    }),
});

export const baileysSenders: readonly Sender[] = [
  panel('cleverchat', 'CleverChat'),
  evolution('Evolution API (linked phone)', EVOLUTION.instances.baileys[0]),
  evolution('Evolution API (official number)', EVOLUTION.instances.cloud[0]),
  panel('logyca', 'Logyca'),
  panel('whaticket', 'Whaticket'),
];
