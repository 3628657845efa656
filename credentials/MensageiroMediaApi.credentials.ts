import type { IAuthenticate, ICredentialTestRequest, ICredentialType, INodeProperties } from 'n8n-workflow';
import { noOtherDomains } from './shared/domains';
import { mediaSenderOf, mediaSenders } from './shared/mediaSenders';
import { allowPlainHttp, allowsPlainHttp } from './shared/ownServer';
import { fileRefusals, sentences } from './shared/probe';
import { ownAddresses, signed } from './shared/signing';

/** What belongs to each sender, as an expression of n8n: `$credentials.sender` decides. */
const byString = (of: (sender: (typeof mediaSenders)[number]) => string): string =>
  mediaSenders.reduceRight(
    (otherwise, sender) => `$credentials.sender === "${sender.id}" ? ${of(sender)} : ${otherwise}`,
    '""',
  );

const SERVER = `($credentials.serverAddress || "").trim().replace(/\\/+$/, "") || (${byString(({ server }) => `"${server}"`)})`;

const withAccount = mediaSenders.filter(({ needed }) => 'accountSid' in needed).map(({ id }) => id);

/** The key to the files of messages, for senders of the Status Trigger that are no vendor to send with. */
export class MensageiroMediaApi implements ICredentialType {
  name = 'mensageiroMediaApi';

  displayName = 'Mensageiro Media API';

  icon = { light: 'file:../icons/sendMedia.svg', dark: 'file:../icons/sendMedia.dark.svg' } as const;

  documentationUrl =
    'https://github.com/mensageiro/n8n-nodes-mensageiro/blob/main/docs/credentials.md#mensageiro-media-api';

  properties: INodeProperties[] = [
    {
      displayName: 'Sender',
      name: 'sender',
      type: 'options',
      options: mediaSenders.map(({ id, label }) => ({ name: label, value: id })),
      default: mediaSenders[0]?.id ?? '',
      description: 'Whose files are fetched: the same as Sender in the Status Trigger',
    },
    {
      displayName: 'Server Address',
      name: 'serverAddress',
      type: 'string',
      default: '',
      placeholder: 'e.g. https://files.example.com',
      description:
        'The address under which n8n reaches the server. Needed where it is a server of your own; else empty, or the base URL that the sender gave to your account.',
    },
    {
      displayName: 'Account SID',
      name: 'accountSid',
      type: 'string',
      default: '',
      placeholder: 'e.g. AC0123456789abcdef0123456789abcdef',
      displayOptions: { show: { sender: withAccount } },
      description: "The SID of the account, from the start page of the sender's console",
    },
    {
      displayName: 'API Key',
      name: 'apiKey',
      type: 'string',
      typeOptions: { password: true },
      required: true,
      default: '',
      description:
        'The API key that the sender shows in its settings; its auth token where the account has a SID',
    },
    allowPlainHttp,
    noOtherDomains,
  ];

  authenticate: IAuthenticate = async (credentials, request) => {
    const { server, proof } = mediaSenderOf(credentials.sender);
    return signed(
      request,
      { headers: proof(credentials) },
      ownAddresses(credentials, { serverAddress: server }, allowsPlainHttp(credentials)),
    );
  };

  // A file that does not exist, or a setting that is only read: the key is looked at first.
  test: ICredentialTestRequest = {
    request: {
      method: 'GET',
      url: `={{ ${SERVER} }}{{ ${byString(({ probe }) => probe)} }}`,
      ignoreHttpStatusErrors: fileRefusals,
      disableFollowRedirect: true,
    },
    rules: sentences(
      'media server',
      'The media server refused this key. Copy the key again, and see that "Sender" is the one that it belongs to.',
      '"Sender" and "Server Address"',
      fileRefusals.except,
    ),
  };
}
