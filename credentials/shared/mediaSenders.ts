import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { pasted } from './signing';

/** The credential that holds the key to a sender's files. */
export const MEDIA_CREDENTIAL = 'mensageiroMediaApi';

/** A sender whose files take a key. */
export interface MediaSender {
  id: string;
  label: string;
  /** Where its files are had; empty where people run the server themselves. */
  server: string;
  /** The credential's fields without which no file can be had, beside the key, each with its label. */
  needed: Readonly<Record<string, string>>;
  /** The header that shows the key. */
  proof(credentials: ICredentialDataDecryptedObject): Record<string, string>;
  /** What the credential's test asks for, behind the server: an expression of n8n. A call that changes nothing. */
  probe: string;
}

const key = (credentials: ICredentialDataDecryptedObject): string => pasted(credentials, 'apiKey');

/** All of them, in the order of the credential's list. */
export const mediaSenders: readonly MediaSender[] = [
  {
    id: '360dialog',
    label: '360dialog',
    server: 'https://waba-v2.360dialog.io',
    needed: {},
    proof: (credentials) => ({ 'D360-API-KEY': key(credentials) }),
    probe: '"/v1/configs/webhook"',
  },
  {
    id: 'infobip',
    label: 'Infobip',
    server: 'https://api.infobip.com',
    needed: {},
    proof: (credentials) => ({ Authorization: `App ${key(credentials)}` }),
    probe: '"/whatsapp/1/senders/0/media/0"',
  },
  {
    id: 'twilio',
    label: 'Twilio',
    server: 'https://api.twilio.com',
    needed: { accountSid: 'Account SID' },
    proof: (credentials) => {
      const pair = `${pasted(credentials, 'accountSid')}:${key(credentials)}`;
      return { Authorization: `Basic ${Buffer.from(pair).toString('base64')}` };
    },
    probe: '"/2010-04-01/Accounts/" + ($credentials.accountSid || "").trim() + "/Messages/MM0/Media/ME0"',
  },
  {
    id: 'waha',
    label: 'WAHA',
    server: '',
    needed: {},
    proof: (credentials) => ({ 'X-Api-Key': key(credentials) }),
    probe: '"/api/files/none.jpg"',
  },
];

/**
 * One of them.
 *
 * @throws TypeError for any other
 */
export function mediaSenderOf(id: unknown): MediaSender {
  const sender = mediaSenders.find((each) => each.id === id);
  if (sender === undefined) throw new TypeError('The files of this sender take no key');
  return sender;
}
