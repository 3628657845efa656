import type { IAuthenticate, ICredentialTestRequest, ICredentialType, INodeProperties } from 'n8n-workflow';
import { noOtherDomains } from './shared/domains';
import { workersSharing } from './shared/pacing';
import { sentences } from './shared/probe';
import { savedNames, savedTemplates } from './shared/saved';
import { ownAddresses, pasted, signed, type OwnAddresses } from './shared/signing';

/** And where Meta keeps what people send, which takes the same token. */
const withFiles = ({ addresses, ...own }: OwnAddresses): OwnAddresses => ({
  ...own,
  addresses: [...addresses, 'https://lookaside.fbsbx.com'],
});

export class MensageiroMetaApi implements ICredentialType {
  name = 'mensageiroMetaApi';

  displayName = 'Mensageiro Meta Cloud API';

  icon = { light: 'file:../icons/meta.svg', dark: 'file:../icons/meta.dark.svg' } as const;

  documentationUrl =
    'https://github.com/mensageiro/n8n-nodes-mensageiro/blob/main/docs/credentials.md#mensageiro-meta-cloud-api';

  properties: INodeProperties[] = [
    {
      displayName: 'Access Token',
      name: 'accessToken',
      type: 'string',
      typeOptions: { password: true },
      required: true,
      default: '',
      description:
        'The token of a system user with the permission whatsapp_business_messaging. The token that Meta shows for a first try expires after a day.',
    },
    {
      displayName: 'Phone Number ID',
      name: 'phoneNumberId',
      type: 'string',
      default: '',
      placeholder: 'e.g. 106540352242922',
      description:
        'The ID of the number that sends, from WhatsApp > API Setup; not the number itself. It can be chosen in the node, too.',
    },
    {
      displayName: 'Business Account ID',
      name: 'businessAccountId',
      type: 'string',
      default: '',
      placeholder: 'e.g. 102290129340398',
      description:
        'The ID of the WhatsApp Business account, from WhatsApp > API Setup. Needed only to choose numbers and templates from a list.',
    },
    {
      displayName: 'API Version',
      name: 'apiVersion',
      type: 'string',
      default: 'v25.0',
      description: 'The version of the Graph API. Meta ends each of them after about two years.',
    },
    {
      displayName: 'Base URL',
      name: 'baseUrl',
      type: 'string',
      default: 'https://graph.facebook.com',
      description: 'The address of the Graph API, without the version',
    },
    {
      displayName: 'Messages per Minute',
      name: 'messagesPerMinute',
      type: 'number',
      typeOptions: { minValue: 0 },
      default: 4800,
      description:
        'How many messages may leave in one minute, over all workflows that use this credential. Meta allows 80 a second to most numbers, and 20 to those that are also used in the app. 0 means no limit.',
    },
    workersSharing,
    savedNames,
    savedTemplates,
    noOtherDomains,
  ];

  authenticate: IAuthenticate = async (credentials, request) =>
    signed(
      request,
      { headers: { Authorization: `Bearer ${pasted(credentials, 'accessToken')}` } },
      withFiles(ownAddresses(credentials, { baseUrl: 'https://graph.facebook.com' })),
    );

  // Reading the number, or whose token it is, sends nothing.
  test: ICredentialTestRequest = {
    request: {
      method: 'GET',
      url: '={{ (($credentials.baseUrl || "").trim() || "https://graph.facebook.com").replace(/\\/+$/, "").replace(/\\/v[0-9]{1,3}\\.[0-9]{1,2}(\\/[^\\/]+){0,2}$/i, "") }}/{{ ($credentials.apiVersion || "").trim() || "v25.0" }}/{{ ($credentials.phoneNumberId || "").trim() || "me" }}',
      qs: { fields: 'id' },
      disableFollowRedirect: true,
    },
    rules: sentences(
      'Meta Cloud API',
      'Meta Cloud API refused this token. Create a token of a system user in Meta Business Settings and paste it here.',
      '"Base URL", "API Version" and "Phone Number ID"',
    ),
  };
}
