import type { IAuthenticate, ICredentialTestRequest, ICredentialType, INodeProperties } from 'n8n-workflow';
import { noOtherDomains } from './shared/domains';
import { messagesPerMinute, workersSharing } from './shared/pacing';
import { savedNames, savedTemplates } from './shared/saved';
import { ownAddresses, pasted, signed } from './shared/signing';

export class TalkMeApi implements ICredentialType {
  name = 'talkMeApi';

  displayName = 'Talk.me API';

  icon = { light: 'file:../icons/talkMe.svg', dark: 'file:../icons/talkMe.dark.svg' } as const;

  documentationUrl =
    'https://github.com/mensageiro/n8n-nodes-mensageiro/blob/main/docs/credentials.md#talkme-api';

  properties: INodeProperties[] = [
    {
      displayName:
        'Talk.me has no call that checks a token without sending a message, so n8n only saves this credential. Whether the token is right shows the first message: send one to yourself.',
      name: 'testNotice',
      type: 'notice',
      default: '',
    },
    {
      displayName: 'Client ID',
      name: 'clientId',
      type: 'string',
      required: true,
      default: '',
      placeholder: 'e.g. 123',
      description: 'Your id_cliente. Talk.me shows it in the top right corner of the platform.',
    },
    {
      displayName: 'Token',
      name: 'token',
      type: 'string',
      typeOptions: { password: true },
      required: true,
      default: '',
      description:
        'The token that authorizes your account to use the API. Talk.me reads it from the web address of each request, so it can appear in the logs of Talk.me and of a proxy on the way.',
    },
    {
      displayName: 'Base URL',
      name: 'baseUrl',
      type: 'string',
      default: 'https://api.talk.me',
      description: 'The address of the Talk.me API, without /dbdial_webapi.php',
    },
    messagesPerMinute,
    workersSharing,
    savedNames,
    savedTemplates,
    noOtherDomains,
  ];

  authenticate: IAuthenticate = async (credentials, request) => {
    // Only a request with an action needs the token.
    if (request.qs?.acao === undefined) return request;
    return signed(
      request,
      { qs: { id_cliente: pasted(credentials, 'clientId'), token: pasted(credentials, 'token') } },
      ownAddresses(credentials, { baseUrl: 'https://api.talk.me' }),
    );
  };

  // None: every documented call sends, and n8n would show in green that a token is right which nobody has tried.
  test?: ICredentialTestRequest;
}
