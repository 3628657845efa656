/**
 * Everything that the simulated vendors know: credentials, channels, queues, contacts and recipients that
 * provoke a refusal. Every value is made up or copied from a vendor's public sample; none opens anything.
 */

export const INTERFLOW = {
  /** v1 key that may send messages and read customers. */
  v1Key: 'if_test_simulator_key',
  /** A second v1 account, with a rate limit of its own. */
  v1SecondKey: 'if_live_simulator_key',
  /** v1 key without `messages:write`: every send is 403 FORBIDDEN. */
  v1ReadOnlyKey: 'if_test_simulator_read_only',
  /** v1 key without `customers:read`: it may send, but the credential probe is 403. */
  v1SendOnlyKey: 'if_test_simulator_send_only',
  /** Key of the current generation, taken as `x-api-key` or as bearer token. */
  currentKey: 'ak_simulator_key',
  currentSecondKey: 'ak_simulator_second_key',
  organizationId: '7d9f2c1e-4b3a-4f6d-9a2b-1c5e8f7a6b01',
  /** Exists, but belongs to neither key: 403 ORGANIZATION_MISMATCH. */
  foreignOrganizationId: '0b8e6d5c-2f1a-4c3b-8d7e-6f5a4b3c2d02',
  /** Connected official WhatsApp channel: takes every type, templates included. */
  channelId: '550e8400-e29b-41d4-a716-446655440000',
  /** Connected, but not official: templates are refused. */
  unofficialChannelId: '550e8400-e29b-41d4-a716-446655440001',
  /** v1: 422 CHANNEL_DISCONNECTED. Current: 200 with `initialMessageError` or `templateError`. */
  disconnectedChannelId: '550e8400-e29b-41d4-a716-446655440002',
  /** No such channel: 404 in both generations. */
  unknownChannelId: '550e8400-e29b-41d4-a716-4466554400ff',
  /** A chat that is open from the start (current generation), with its recipient. */
  chatId: '3f2b1a90-5c4d-4e6f-8a7b-9c0d1e2f3a03',
  chatRecipient: '5511988880000',
} as const;

export const TALKME = {
  clientId: '123',
  token: 'SIMULATORTALKMETOKEN01',
  /** Channels that are not official: the free text of `txtmsg` arrives. */
  channelId: '123',
  secondChannelId: '1234',
  /** Official channel: without a campaign there is nothing that it could send. */
  officialChannelId: '999',
} as const;

export const CLEVERCHAT = {
  token: 'simulator-cleverchat-token',
  /** Token of an account whose plan has no external API: 400. */
  tokenWithoutApi: 'simulator-cleverchat-no-api',
  queueId: '5',
  secondQueueId: '8',
  /** Accepted all the same, but the ticket lands in no queue. */
  unknownQueueId: '404',
} as const;

export const LOGYCA = {
  token: 'simulator-logyca-token',
  textPath: '/api/messages/send',
  mediaPath: '/api/messages/media',
} as const;

/**
 * Put `/<shape>` before a Logyca path to choose the shape of the reply, e.g. `/key/api/messages/send`. The
 * vendor promises a WhatsApp id and does not say where it stands in the reply.
 */
export const LOGYCA_REPLY_SHAPES = [
  'id', // { id } (also without a prefix)
  'key', // { key: { id } }
  'data', // { data: { id } }
  'messages', // { messages: [{ id }] }
  'serialized', // { resp: { id: { _serialized } } }
  'none', // { mensagem: 'Mensagem enviada' }, no id
  'connection', // { whatsappId: 7 }: the connection's number, which is not a message id
  'body-only', // a server that reads `body` and knows nothing of `message`; reply without id
] as const;

export const AIDESK = {
  /** Bound to `instanceId`; also good for the template host. */
  apiKey: 'simulator-aidesk-key',
  /** Bound to `foreignInstanceId`: direct sends of `instanceId` are 401. */
  foreignApiKey: 'simulator-aidesk-foreign-key',
  instanceId: 4,
  foreignInstanceId: 9,
  /** Contacts of `instanceId`. */
  contactId: 53,
  secondContactId: 54,
  /** Last wrote more than 24 hours ago: free messages are refused. */
  coldContactId: 55,
  /** Contact of `foreignInstanceId`: 400 for `instanceId`. */
  foreignContactId: 99,
  queueId: 5,
  statusId: 1,
} as const;

/** AI Desk's contacts: which instance they belong to and which phone they have. */
export const AIDESK_CONTACTS: Readonly<Record<number, { instanceId: number; number: string }>> = {
  53: { instanceId: 4, number: '5511978049825' },
  54: { instanceId: 4, number: '5521987650054' },
  55: { instanceId: 4, number: '5531987650055' },
  99: { instanceId: 9, number: '5541987650099' },
};

/** Recipients that provoke a refusal or something else unusual. They work with and without the country code, and at every vendor. */
export const RECIPIENTS = {
  /** An ordinary phone. */
  ok: '5511999999999',
  /** Not on WhatsApp: refused in each vendor's own way; Talk.me takes it and the message fails later. */
  notOnWhatsApp: '5511900000001',
  /** The vendor answers 500 with its own body. */
  internalError: '5511900000002',
  /** The vendor answers 503. */
  unavailable: '5511900000003',
  /** Accepted, and failed a moment later: Interflow v1 answers `pending` and can emit `failed`. */
  failsLater: '5511900000004',
  /** Its messages stay as they are until somebody presses a button, also where the others change by themselves. */
  staysSent: '5511900000007',
  /** Talk.me only: HTTP 200 whose text says "404 not found". */
  okThatIsNotFound: '5511900000005',
  /** Talk.me only: HTTP 200 with a JSON body in place of text. */
  jsonReply: '5511900000006',
} as const;

/**
 * Whether two numbers are the same phone, whatever country code they carry.
 *
 * @param number as a vendor received it
 * @param fixture one of RECIPIENTS
 */
export function isRecipient(number: string, fixture: string): boolean {
  return number.length >= 10 && number.replace(/\D/g, '').slice(-11) === fixture.slice(-11);
}
