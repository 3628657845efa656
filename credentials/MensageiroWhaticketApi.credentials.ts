import type { IAuthenticate, ICredentialTestRequest, ICredentialType, INodeProperties } from 'n8n-workflow';
import { noOtherDomains } from './shared/domains';
import { allowedMediaHosts } from './shared/mediaHosts';
import { allowPlainHttp, allowsPlainHttp } from './shared/ownServer';
import { messagesPerMinute, workersSharing } from './shared/pacing';
import { refusalsOnly, sentences } from './shared/probe';
import { savedNames, savedTemplates } from './shared/saved';
import { ownAddresses, pasted, signed } from './shared/signing';

export class MensageiroWhaticketApi implements ICredentialType {
  name = 'mensageiroWhaticketApi';

  displayName = 'Mensageiro Whaticket API';

  icon = { light: 'file:../icons/whaticket.svg', dark: 'file:../icons/whaticket.dark.svg' } as const;

  documentationUrl =
    'https://github.com/mensageiro/n8n-nodes-mensageiro/blob/main/docs/credentials.md#mensageiro-whaticket-api';

  properties: INodeProperties[] = [
    {
      displayName: 'Token',
      name: 'token',
      type: 'string',
      typeOptions: { password: true },
      required: true,
      default: '',
      description:
        "The token of the connection that sends. In the panel open Conexões, click the connection's edit button, type a token into its field, save, and paste the same token here. Some servers have one token for all, under Configurações.",
    },
    {
      displayName: 'Server Address',
      name: 'baseUrl',
      type: 'string',
      required: true,
      default: '',
      placeholder: 'e.g. https://api.example.com',
      description:
        "The address of the server's API, with or without /api/messages/send. It is often not the address of the panel.",
    },
    allowPlainHttp,
    allowedMediaHosts('Whaticket'),
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
      ownAddresses(credentials, { baseUrl: '' }, allowsPlainHttp(credentials)),
    );

  // There is no call that only reads: this message has no recipient, so it cannot be sent.
  test: ICredentialTestRequest = {
    request: {
      method: 'POST',
      url: '={{ ($credentials.baseUrl || "").trim().replace(/\\/+$/, "").replace(/\\/api\\/messages(\\/send)?$/i, "") }}/api/messages/send',
      body: { number: '' },
      ignoreHttpStatusErrors: refusalsOnly,
      disableFollowRedirect: true,
    },
    rules: sentences(
      'Whaticket',
      'Whaticket refused this token. In Conexões, edit the connection and paste its token here again.',
      '"Server Address"',
    ),
  };
}
