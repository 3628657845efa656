import type { ICredentialType, INodeProperties } from 'n8n-workflow';

/** What the trigger needs to tell a vendor's deliveries from a stranger's. The trigger tests it; nothing is called. */
export class MensageiroWebhookApi implements ICredentialType {
  name = 'mensageiroWebhookApi';

  displayName = 'Mensageiro Webhook API';

  icon = { light: 'file:../icons/webhook.svg', dark: 'file:../icons/webhook.dark.svg' } as const;

  documentationUrl =
    'https://github.com/mensageiro/n8n-nodes-mensageiro/blob/main/docs/credentials.md#mensageiro-webhook-api';

  properties: INodeProperties[] = [
    {
      displayName: 'Secret',
      name: 'secret',
      type: 'string',
      typeOptions: { password: true },
      default: '',
      description:
        'What only you and the vendor know: the value of the header token, or the key that signs each delivery. A Standard Webhooks secret may start with whsec_; for Meta it is the app secret.',
    },
    {
      displayName: 'Previous Secret',
      name: 'previousSecret',
      type: 'string',
      typeOptions: { password: true },
      default: '',
      description:
        'While you change the secret: deliveries with the former one are also taken. Empty it afterwards.',
    },
    {
      displayName: 'Header Name',
      name: 'headerName',
      type: 'string',
      default: '',
      placeholder: 'e.g. x-webhook-token',
      description:
        'The header that carries the token or the signature. Leave it empty for Standard Webhooks and for the HMAC signatures of Meta, Twilio, WAHA and Chatwoot, whose headers have fixed names.',
    },
    {
      displayName: 'Algorithm',
      name: 'algorithm',
      type: 'options',
      options: [
        { name: 'SHA-1', value: 'sha1' },
        { name: 'SHA-256', value: 'sha256' },
        { name: 'SHA-512', value: 'sha512' },
      ],
      default: 'sha256',
      displayOptions: { hide: { headerName: [''] } },
      description: 'For HMAC signatures: how the sender computes them',
    },
    {
      displayName: 'Encoding',
      name: 'encoding',
      type: 'options',
      options: [
        { name: 'Base64', value: 'base64' },
        { name: 'Base64 for URLs', value: 'base64url' },
        { name: 'Hex', value: 'hex' },
      ],
      default: 'hex',
      displayOptions: { hide: { headerName: [''] } },
      description: 'For HMAC signatures: how they are written in the header',
    },
    {
      displayName: 'Prefix',
      name: 'prefix',
      type: 'string',
      default: '',
      placeholder: 'e.g. sha256=',
      displayOptions: { hide: { headerName: [''] } },
      description: 'For HMAC signatures: what stands before the signature in the header',
    },
    {
      displayName: 'Signature Format',
      name: 'signatureFormat',
      type: 'options',
      options: [
        { name: 'Signature Alone', value: 'signature' },
        {
          name: 'Time and Signatures',
          value: 'timeAndSignatures',
          description: 'Like t=1764072000,v1=5257a8..., the time in seconds or milliseconds',
        },
      ],
      default: 'signature',
      displayOptions: { hide: { headerName: [''] } },
      description: 'For HMAC signatures: what stands in the header',
    },
    {
      displayName: 'Signed Content',
      name: 'signedContent',
      type: 'options',
      options: [
        {
          name: 'Address and Form Fields',
          value: 'addressAndFields',
          description: 'The whole URL, then name and value of every field of the form, sorted by name',
        },
        { name: 'Body', value: 'body' },
        {
          name: 'Timestamp and Body',
          value: 'timestampBody',
          description: 'The timestamp, a dot and the body',
        },
      ],
      default: 'body',
      displayOptions: { hide: { headerName: [''] } },
      description: 'For HMAC signatures: what the sender signs',
    },
    {
      displayName: 'Timestamp Header',
      name: 'timestampHeader',
      type: 'string',
      default: '',
      placeholder: 'e.g. x-webhook-timestamp',
      displayOptions: {
        show: { signedContent: ['timestampBody'] },
        hide: { headerName: [''], signatureFormat: ['timeAndSignatures'] },
      },
      description:
        'The header that carries the time in seconds or milliseconds. A delivery more than 5 minutes off is refused.',
    },
    {
      displayName: 'Verify Token',
      name: 'verifyToken',
      type: 'string',
      typeOptions: { password: true },
      default: '',
      description:
        'For the source Meta: the text that you also enter at Meta as verify token, so that it accepts the webhook address',
    },
  ];
}
