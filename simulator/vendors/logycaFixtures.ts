/** What the simulated Logyca knows. Every value is made up or copied from its public sample; none opens anything. */
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
