import type { IAuthenticate, ICredentialTestRequest, ICredentialType, INodeProperties } from 'n8n-workflow';
import { noOtherDomains } from './shared/domains';
import { allowedMediaHosts } from './shared/mediaHosts';
import { messagesPerMinute, workersSharing } from './shared/pacing';
import { refusalsOnly, sentences } from './shared/probe';
import { savedNames, savedTemplates } from './shared/saved';
import { ownAddresses, pasted, signed } from './shared/signing';

export class LogycaApi implements ICredentialType {
  name = 'logycaApi';

  displayName = 'Logyca API';

  icon = { light: 'file:../icons/logyca.svg', dark: 'file:../icons/logyca.dark.svg' } as const;

  documentationUrl =
    'https://github.com/mensageiro/n8n-nodes-mensageiro/blob/main/docs/credentials.md#logyca-api';

  properties: INodeProperties[] = [
    {
      displayName: 'Text Endpoint',
      name: 'textEndpoint',
      type: 'string',
      required: true,
      default: '',
      placeholder: 'e.g. https://api.your-company.com.br/api/messages/send',
      description:
        'The address for sending text. In Logyca open the menu Mensagens API and copy the text endpoint.',
    },
    {
      displayName: 'Media Endpoint',
      name: 'mediaEndpoint',
      type: 'string',
      default: '',
      description:
        'The address for sending media, from the same menu. Empty means that it is the same as the text endpoint.',
    },
    {
      displayName: 'Token',
      name: 'token',
      type: 'string',
      typeOptions: { password: true },
      required: true,
      default: '',
      description:
        'The token of the WhatsApp connection that sends. In Logyca open that connection and copy its token.',
    },
    {
      displayName: 'Text Key',
      name: 'textKey',
      type: 'options',
      options: [
        { name: 'Body', value: 'body', description: 'For installations that read the text under "body"' },
        {
          name: 'Both',
          value: 'both',
          description: 'Sends the text under both names; right on every server that was tried',
        },
        {
          name: 'Message',
          value: 'message',
          description: 'As documented by Logyca; some servers then deliver the word "undefined"',
        },
      ],
      default: 'both',
      description:
        'The name under which the text is sent. Leave it at Both unless Logyca tells you otherwise.',
    },
    {
      displayName: 'File Field',
      name: 'fileField',
      type: 'string',
      default: 'medias',
      description:
        'The name of the form field that carries a file. Logyca does not document it; change it only if its support names another one.',
    },
    allowedMediaHosts('Logyca'),
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
      ownAddresses(credentials, { textEndpoint: '', mediaEndpoint: '' }),
    );

  // Logyca has no call that only reads: this message has no recipient and no text, so it cannot be sent.
  test: ICredentialTestRequest = {
    request: {
      method: 'POST',
      url: '={{ ($credentials.textEndpoint || "").trim().replace(/\\/+$/, "").replace(/^(https?:\\/\\/[^\\/]+)$/i, "$1/api/messages/send") }}',
      body: { number: '' },
      ignoreHttpStatusErrors: refusalsOnly,
      disableFollowRedirect: true,
    },
    rules: sentences(
      'Logyca',
      'Logyca refused this token. Open the WhatsApp connection in Logyca, copy its token and paste it here again.',
      '"Text Endpoint"',
    ),
  };
}
