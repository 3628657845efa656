import type { IAuthenticate, ICredentialTestRequest, ICredentialType, INodeProperties } from 'n8n-workflow';
import { noOtherDomains } from './shared/domains';
import { messagesPerMinute, workersSharing } from './shared/pacing';
import { sentences } from './shared/probe';
import { savedNames, savedTemplates } from './shared/saved';
import { ownAddresses, pasted, signed } from './shared/signing';

export class GlobexApi implements ICredentialType {
  name = 'globexApi';

  displayName = 'Globex API';

  icon = { light: 'file:../icons/globex.svg', dark: 'file:../icons/globex.dark.svg' } as const;

  documentationUrl = 'https://docs.globex.example';

  properties: INodeProperties[] = [
    {
      displayName: 'Key',
      name: 'key',
      type: 'string',
      typeOptions: { password: true },
      required: true,
      default: '',
      description: 'The key of your account',
    },
    {
      displayName: 'Base URL',
      name: 'baseUrl',
      type: 'string',
      default: 'https://api.globex.example',
      description: 'The address of the Globex API',
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
      { headers: { 'X-Globex-Key': pasted(credentials, 'key') } },
      ownAddresses(credentials, { baseUrl: 'https://api.globex.example' }),
    );

  // Listing the lines only reads.
  test: ICredentialTestRequest = {
    request: {
      method: 'GET',
      url: '={{ (($credentials.baseUrl || "").trim() || "https://api.globex.example").replace(/\\/+$/, "") }}/lines',
      disableFollowRedirect: true,
    },
    rules: sentences('Globex', 'Globex refused this key. Copy it again.', '"Base URL"'),
  };
}
