import type { IAuthenticate, ICredentialTestRequest, ICredentialType, INodeProperties } from 'n8n-workflow';
import { noOtherDomains } from './shared/domains';
import { allowPlainHttp, allowsPlainHttp } from './shared/ownServer';
import { messagesPerMinute, workersSharing } from './shared/pacing';
import { sentences } from './shared/probe';
import { savedNames, savedTemplates } from './shared/saved';
import { ownAddresses, pasted, signed } from './shared/signing';

export class MensageiroEvolutionApi implements ICredentialType {
  name = 'mensageiroEvolutionApi';

  displayName = 'Mensageiro Evolution API';

  icon = { light: 'file:../icons/evolution.svg', dark: 'file:../icons/evolution.dark.svg' } as const;

  documentationUrl =
    'https://github.com/mensageiro/n8n-nodes-mensageiro/blob/main/docs/credentials.md#mensageiro-evolution-api';

  properties: INodeProperties[] = [
    {
      displayName: 'Base URL',
      name: 'baseUrl',
      type: 'string',
      required: true,
      default: '',
      placeholder: 'e.g. https://evo.example.com',
      description: 'The address of your server, without anything behind it',
    },
    allowPlainHttp,
    {
      displayName: 'Instance Name',
      name: 'instance',
      type: 'string',
      default: '',
      placeholder: 'e.g. loja',
      description: 'The instance that sends, in its capitals. It can be chosen in the node, too.',
    },
    {
      displayName: 'API Key',
      name: 'apiKey',
      type: 'string',
      typeOptions: { password: true },
      required: true,
      default: '',
      description:
        'The key of the instance. The global key works, too, but opens every instance of the server.',
    },
    {
      displayName: 'Channel',
      name: 'channel',
      type: 'options',
      options: [
        { name: 'Cloud API', value: 'cloud', description: 'An official number of WhatsApp' },
        { name: 'Linked Phone', value: 'baileys', description: 'A phone that was linked by its QR code' },
      ],
      default: 'baileys',
      description: 'Which kind of number stands behind the instance',
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
      ownAddresses(credentials, { baseUrl: '' }, allowsPlainHttp(credentials)),
    );

  // Listing what the key may see only reads; asking for one instance would look for it before it looks at the key.
  test: ICredentialTestRequest = {
    request: {
      method: 'GET',
      url: '={{ ($credentials.baseUrl || "").trim().replace(/\\/+$/, "").replace(/\\/(instance|message|chat|webhook|manager)(\\/[^\\/]+){0,2}$/i, "") }}/instance/fetchInstances',
      disableFollowRedirect: true,
    },
    rules: sentences(
      'Evolution API',
      'Evolution API refused this key. Copy the key of the instance from the manager of your server.',
      '"Base URL"',
    ),
  };
}
