import type { IAuthenticate, ICredentialTestRequest, ICredentialType, INodeProperties } from 'n8n-workflow';
import { noOtherDomains } from './shared/domains';
import { allowedMediaHosts } from './shared/mediaHosts';
import { messagesPerMinute, workersSharing } from './shared/pacing';
import { refusalsOnly, sentences } from './shared/probe';
import { savedNames, savedTemplates } from './shared/saved';
import { ownAddresses, pasted, signed } from './shared/signing';

export class CleverChatApi implements ICredentialType {
  name = 'cleverChatApi';

  displayName = 'CleverChat API';

  icon = { light: 'file:../icons/cleverChat.svg', dark: 'file:../icons/cleverChat.dark.svg' } as const;

  documentationUrl =
    'https://github.com/mensageiro/n8n-nodes-mensageiro/blob/main/docs/credentials.md#cleverchat-api';

  properties: INodeProperties[] = [
    {
      displayName: 'Token',
      name: 'token',
      type: 'string',
      typeOptions: { password: true },
      required: true,
      default: '',
      description:
        "The token of the connection that sends. In CleverChat open the menu Conexões, click the connection's edit button, type a token into its field, save, and paste the same token here.",
    },
    {
      displayName: 'Base URL',
      name: 'baseUrl',
      type: 'string',
      default: 'https://api.cleverchat.com.br',
      description: 'The address of the CleverChat API, without /api/messages/send',
    },
    allowedMediaHosts('CleverChat'),
    messagesPerMinute,
    workersSharing,
    savedNames,
    savedTemplates,
    noOtherDomains,
  ];

  authenticate: IAuthenticate = async (credentials, request) =>
    signed(
      request,
      { headers: { Authorization: `Bearer ${pasted(credentials, 'token')}` } },
      ownAddresses(credentials, { baseUrl: 'https://api.cleverchat.com.br' }),
    );

  // CleverChat has no call that only reads: this message has no recipient, so it cannot be sent.
  test: ICredentialTestRequest = {
    request: {
      method: 'POST',
      url: '={{ (($credentials.baseUrl || "").trim() || "https://api.cleverchat.com.br").replace(/\\/+$/, "").replace(/\\/api\\/messages(\\/send)?$/i, "") }}/api/messages/send',
      body: { number: '' },
      ignoreHttpStatusErrors: refusalsOnly,
      disableFollowRedirect: true,
    },
    rules: sentences(
      'CleverChat',
      'CleverChat refused this token. In Conexões, edit the connection and paste its token here again.',
      '"Base URL"',
    ),
  };
}
