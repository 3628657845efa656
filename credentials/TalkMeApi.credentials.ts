import type { IAuthenticate, ICredentialTestRequest, ICredentialType, INodeProperties } from 'n8n-workflow';
import { noOtherDomains } from './shared/domains';
import { messagesPerMinute, workersSharing } from './shared/pacing';
import { savedNames, savedTemplates } from './shared/saved';
import { ownAddresses, pasted, signed } from './shared/signing';

export class TalkMeApi implements ICredentialType {
  name = 'talkMeApi';

  displayName = 'Talk.me API';

  icon = { light: 'file:../icons/talkMe.svg', dark: 'file:../icons/talkMe.dark.svg' } as const;

  documentationUrl = 'http://documentacao.talk.me/';

  properties: INodeProperties[] = [
    {
      displayName:
        'Talk.me has no call that checks a token without sending a message. Testing this credential only checks that the address answers; the token is not tried.',
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
    // Only a request with an action needs the token; the credential test has none and goes without it.
    if (request.qs?.acao === undefined) return request;
    return signed(
      request,
      { qs: { id_cliente: pasted(credentials, 'clientId'), token: pasted(credentials, 'token') } },
      ownAddresses(credentials, { baseUrl: 'https://api.talk.me' }),
    );
  };

  // Every documented call sends, so only the host is asked for its first page, without action, token or client.
  test: ICredentialTestRequest = {
    request: {
      method: 'GET',
      url: '={{ (($credentials.baseUrl || "").trim() || "https://api.talk.me").replace(/^(https?:\\/\\/[^\\/?#]+).*$/i, "$1/") }}',
      ignoreHttpStatusErrors: true,
      disableFollowRedirect: true,
    },
  };
}
