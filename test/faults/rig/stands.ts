import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { recordedExchanges } from '../../support/recordedExchanges';
import type { TestCredential } from '../../support/accounts';
import type { Answer } from './vendorDouble';

/** Each vendor as the faults meet it: its credential with canaries for secrets, one text message, its yes. */
export interface Stand {
  name: string;
  vendor: string;
  /** Every secret of the credential; each stands nowhere else. */
  canaries: readonly string[];
  /** @param base where the double answers, with the case's name as its path */
  credential(base: string): TestCredential;
  parameters: INodeParameters;
  /** The answer with which the vendor's document takes a message. */
  yes: Answer;
  /** The outcome of that answer. */
  taken: 'sent' | 'accepted';
}

const CHANNEL = '550e8400-e29b-41d4-a716-446655440000';
const ORGANIZATION = '7d9f2c1e-4b3a-4f6d-9a2b-1c5e8f7a6b01';
const UNPACED = { messagesPerMinute: 0, workersSharing: 1, plan: 'custom' };

/** A secret that no text holds by chance, with the characters that encodings change. */
const canary = (prefix: string): string => `${prefix}Kq7+Xw/9z=Canary~${prefix.length}mZp4Tr`;

const TEXT = '={{ $json.text }}';
const TO = '={{ $json.phone }}';

function yesOf(vendor: string, file: string): Pick<Stand, 'yes' | 'taken'> {
  const recorded = recordedExchanges().find((each) => each.file === `${vendor}/${file}.json`);
  if (recorded?.exchange.receipt === undefined) throw new Error(`No accepted exchange ${vendor}/${file}.`);
  const { status, headers, body } = recorded.exchange.response;
  const { outcome } = recorded.exchange.receipt;
  return { yes: { status, ...(headers && { headers }), body, takes: true }, taken: outcome };
}

function stand(
  name: string,
  vendor: string,
  exchange: string,
  prefix: string,
  parameters: INodeParameters,
  credential: (base: string, secret: string) => { type: string; data: IDataObject },
): Stand {
  const secret = canary(prefix);
  return {
    name,
    vendor,
    canaries: [secret],
    parameters: { vendor, ...parameters },
    credential: (base) => {
      const { type, data } = credential(base, secret);
      return { type, data: { ...UNPACED, ...data } as TestCredential['data'] };
    },
    ...yesOf(vendor, exchange),
  };
}

/** The five vendors, Interflow in both of its generations. */
export const STANDS: readonly Stand[] = [
  stand('Interflow v1', 'interflow', 'v1-text', 'if_live_', { to: TO, text: TEXT }, (base, apiKey) => ({
    type: 'interflowApi',
    data: { apiVersion: 'v1', apiKey, baseUrl: base, channelId: CHANNEL },
  })),
  stand('Interflow', 'interflow', 'current-text', 'ak_', { to: TO, text: TEXT }, (base, apiKey) => ({
    type: 'interflowApi',
    data: { apiVersion: 'current', apiKey, baseUrl: base, channelId: CHANNEL, organizationId: ORGANIZATION },
  })),
  stand('Talk.me', 'talkme', 'text', 'tm', { to: TO, text: TEXT, channelId: '123' }, (baseUrl, token) => ({
    type: 'talkMeApi',
    data: { baseUrl, clientId: '123', token },
  })),
  stand('CleverChat', 'cleverchat', 'text', 'cc', { to: TO, text: TEXT, queueId: '5' }, (baseUrl, token) => ({
    type: 'cleverChatApi',
    data: { baseUrl, token, allowedMediaHosts: '' },
  })),
  stand('Logyca', 'logyca', 'text', 'lg', { to: TO, text: TEXT }, (base, token) => ({
    type: 'logycaApi',
    data: {
      textEndpoint: `${base}/api/messages/send`,
      mediaEndpoint: `${base}/api/messages/media`,
      token,
      textKey: 'message',
      fileField: 'medias',
      allowedMediaHosts: '',
    },
  })),
  stand('AI Desk', 'aidesk', 'text', 'ad', { contactId: '53', text: TEXT }, (base, apiKey) => ({
    type: 'aiDeskApi',
    data: { templateBaseUrl: base, directBaseUrl: base, apiKey, instanceId: 4 },
  })),
];
