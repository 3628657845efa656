import type { IAuthenticate, ICredentialTestRequest, ICredentialType, INodeProperties } from 'n8n-workflow';
import { noOtherDomains } from './shared/domains';
import { messagesPerMinute, workersSharing } from './shared/pacing';
import { refusalsOnly, sentences } from './shared/probe';
import { savedNames, savedTemplates } from './shared/saved';
import { ownAddresses, pasted, signed } from './shared/signing';

export class AiDeskApi implements ICredentialType {
  name = 'aiDeskApi';

  displayName = 'AI Desk API';

  icon = { light: 'file:../icons/aiDesk.svg', dark: 'file:../icons/aiDesk.dark.svg' } as const;

  documentationUrl =
    'https://github.com/mensageiro/n8n-nodes-mensageiro/blob/main/docs/credentials.md#ai-desk-api';

  properties: INodeProperties[] = [
    {
      displayName: 'API Key',
      name: 'apiKey',
      type: 'string',
      typeOptions: { password: true },
      required: true,
      default: '',
      description:
        'The key that AI Desk gave you for its API. For text and media it must belong to the instance that sends.',
    },
    {
      displayName: 'Instance ID',
      name: 'instanceId',
      type: 'string',
      default: '',
      placeholder: 'e.g. 12',
      description:
        'The number of the instance that the key belongs to. Needed for text and media only, not for templates and campaigns.',
    },
    {
      displayName: 'Template Base URL',
      name: 'templateBaseUrl',
      type: 'string',
      default: 'https://api.ai-desk.com.br',
      description: 'The address for templates and campaigns, without /send-message',
    },
    {
      displayName: 'Direct Base URL',
      name: 'directBaseUrl',
      type: 'string',
      default: 'https://api.aideskbr.com',
      description:
        'The address for text and media, without /sendmessage. Testing this credential does not try this address.',
    },
    messagesPerMinute,
    workersSharing,
    savedNames,
    savedTemplates,
    noOtherDomains,
  ];

  authenticate: IAuthenticate = async (credentials, request) =>
    signed(
      request,
      { headers: { apikey: pasted(credentials, 'apiKey') } },
      ownAddresses(credentials, {
        templateBaseUrl: 'https://api.ai-desk.com.br',
        directBaseUrl: 'https://api.aideskbr.com',
      }),
    );

  // AI Desk has no call that only reads: this message has no recipient and no template, so it cannot be sent.
  test: ICredentialTestRequest = {
    request: {
      method: 'POST',
      url: '={{ (($credentials.templateBaseUrl || "").trim() || "https://api.ai-desk.com.br").replace(/\\/+$/, "").replace(/\\/send-message$/i, "") }}/send-message',
      body: { number: '' },
      ignoreHttpStatusErrors: refusalsOnly,
      disableFollowRedirect: true,
    },
    rules: sentences(
      'AI Desk',
      'AI Desk refused this API key. Copy the key again and paste it here.',
      '"Template Base URL"',
    ),
  };
}
