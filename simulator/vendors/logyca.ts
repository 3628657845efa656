import type { Application } from 'express';
import { bearerToken, isFilled } from '../fields';
import { LOGYCA, LOGYCA_REPLY_SHAPES } from './logycaFixtures';
import { RECIPIENTS, isRecipient } from '../recipients';
import { answering, unreadable, vendorApplication } from '../receiving';
import type { Answer, ArrivingRequest } from '../recording';
import { newId } from '../world';
import type { World } from '../world';
import {
  GENERIC,
  deliverFile,
  expired,
  failed,
  hasFile,
  mustNotBeSent,
  numberRefusal,
  readFields,
  tooLarge,
} from './whaticket';

type Shape = (typeof LOGYCA_REPLY_SHAPES)[number];

const REPLIES: Readonly<Record<Shape, (id: string) => unknown>> = {
  id: (id) => ({ id }),
  key: (id) => ({ key: { remoteJid: 'simulator', fromMe: true, id } }),
  data: (id) => ({ data: { id } }),
  messages: (id) => ({ messages: [{ id }] }),
  serialized: (id) => ({ resp: { id: { fromMe: true, _serialized: `true_simulator@c.us_${id}` } } }),
  none: () => ({ mensagem: 'Mensagem enviada' }),
  connection: () => ({ whatsappId: 7, mensagem: 'Mensagem enviada' }),
  'body-only': () => ({ mensagem: 'Mensagem enviada' }),
};

/** Logyca: text and media endpoints, each also below a prefix that chooses the shape of the reply. */
export function logyca(world: World): Application {
  const application = vendorApplication(world, 'logyca', '');
  for (const shape of LOGYCA_REPLY_SHAPES) {
    const text = answering(world, (request) => send(world, request, shape));
    const media = answering(world, (request) =>
      request.parts ? send(world, request, shape) : (refuseEarly(request) ?? failed(400, GENERIC)),
    );
    application.post(`/${shape}${LOGYCA.textPath}`, text).post(`/${shape}${LOGYCA.mediaPath}`, media);
    if (shape === 'id') application.post(LOGYCA.textPath, text).post(LOGYCA.mediaPath, media);
  }
  application.use(answering(world, (request) => refuseEarly(request) ?? failed(404, 'ERR_NOT_FOUND')));
  application.use(unreadable);
  return application;
}

function refuseEarly(request: ArrivingRequest): Answer | undefined {
  if (request.brokenBody || tooLarge(request)) return expired;
  return bearerToken(request.headers) === LOGYCA.token ? undefined : failed(401, 'Acesso não permitido');
}

function send(world: World, request: ArrivingRequest, shape: Shape): Answer {
  const early = refuseEarly(request);
  if (early) return early;
  const files = (request.parts ?? []).filter(hasFile);
  if (files.some((file) => file.name !== 'medias')) return expired;

  const { number, message, body } = readFields(request);
  if (!isFilled(number)) return failed(400, GENERIC);
  const refusal = numberRefusal(number);
  if (refusal) return refusal;
  const text = shape === 'body-only' ? body : (message ?? body);

  const id = newId.baileys();
  const reply = REPLIES[shape](id);
  const messageId = JSON.stringify(reply).includes(id) ? id : null;
  const answer: Answer = { status: 200, body: reply };
  if (request.parts) {
    // As in the rest of the family: no file means that nothing is sent, and the answer does not tell.
    for (const file of files) {
      const caption = typeof text === 'string' ? text : '';
      deliverFile(world, { vendor: 'logyca', messageId, to: number }, file, caption);
    }
    return files.length > 0 ? answer : { status: 200, body: { mensagem: 'Mensagem enviada' } };
  }
  if (!isFilled(text)) {
    // A server that reads only the other name sends the word that JavaScript has for what is missing.
    if (shape !== 'body-only' || text !== undefined) return failed(400, GENERIC);
    if (world.strict) return mustNotBeSent('a message without body');
  }
  const status = isRecipient(number, RECIPIENTS.failsLater) ? 'failed' : 'sent';
  world.deliver({
    vendor: 'logyca',
    host: '',
    messageId,
    to: number,
    kind: 'text',
    text: String(text),
    status,
  });
  return answer;
}
