import type { IAuthenticate, ICredentialTestRequest, ICredentialType, INodeProperties } from 'n8n-workflow';
import { noOtherDomains } from './shared/domains';
import { messagesPerMinute, workersSharing } from './shared/pacing';
import { sentences } from './shared/probe';
import { savedNames, savedTemplates } from './shared/saved';
import { ownAddresses, pasted, signed } from './shared/signing';

export class MensageiroTwilioApi implements ICredentialType {
  name = 'mensageiroTwilioApi';

  displayName = 'Mensageiro Twilio API';

  icon = { light: 'file:../icons/twilio.svg', dark: 'file:../icons/twilio.dark.svg' } as const;

  documentationUrl = 'https://www.twilio.com/docs/whatsapp/api';

  properties: INodeProperties[] = [
    {
      displayName: 'Account SID',
      name: 'accountSid',
      type: 'string',
      required: true,
      default: '',
      placeholder: 'e.g. AC0123456789abcdef0123456789abcdef',
      description: 'The ID of the account, from the Twilio Console',
    },
    {
      displayName: 'Auth Token',
      name: 'authToken',
      type: 'string',
      typeOptions: { password: true },
      required: true,
      default: '',
      description: 'The token of the account, from the Twilio Console',
    },
    {
      displayName: 'Sender',
      name: 'sender',
      type: 'string',
      required: true,
      default: '',
      placeholder: 'e.g. +551140028922',
      description:
        'The WhatsApp number that sends, with its plus, or the Messaging Service that starts with MG',
    },
    {
      displayName: 'Base URL',
      name: 'baseUrl',
      type: 'string',
      default: 'https://api.twilio.com',
      description: 'The address of the Twilio API',
    },
    messagesPerMinute,
    workersSharing,
    savedNames,
    savedTemplates,
    noOtherDomains,
  ];

  // Basic authentication: the account is the user, the token its password.
  authenticate: IAuthenticate = async (credentials, request) => {
    const pair = `${pasted(credentials, 'accountSid')}:${pasted(credentials, 'authToken')}`;
    return signed(
      request,
      { headers: { Authorization: `Basic ${Buffer.from(pair).toString('base64')}` } },
      ownAddresses(credentials, { baseUrl: 'https://api.twilio.com' }),
    );
  };

  // Reading the account sends nothing.
  test: ICredentialTestRequest = {
    request: {
      method: 'GET',
      url: '={{ (($credentials.baseUrl || "").trim() || "https://api.twilio.com").replace(/\\/+$/, "") }}/2010-04-01/Accounts/{{ ($credentials.accountSid || "").trim() }}.json',
      disableFollowRedirect: true,
    },
    rules: sentences(
      'Twilio',
      'Twilio refused this auth token. Copy it again from the Console, with the account SID beside it.',
      '"Base URL" and "Account SID"',
    ),
  };
}
