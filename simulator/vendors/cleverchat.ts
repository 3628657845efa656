import type { Application } from 'express';
import { bearerToken, isFilled, isObject, ownValue } from '../fields';
import { CLEVERCHAT } from './cleverchatFixtures';
import { answering, unreadable, vendorApplication } from '../receiving';
import type { Answer, ArrivingRequest } from '../recording';
import type { World } from '../world';
import {
  GENERIC,
  deliverFile,
  expired,
  failed,
  hasFile,
  numberRefusal,
  readFields,
  tooLarge,
} from './whaticket';

const accepted: Answer = { status: 200, body: { mensagem: 'Mensagem enviada' } };

/** CleverChat: one endpoint for text as JSON and for files as multipart. It never answers with an id. */
export function cleverchat(world: World): Application {
  const application = vendorApplication(world, 'cleverchat', '');
  application.post(
    '/api/messages/send',
    answering(world, (request) => send(world, request)),
  );
  application.use(answering(world, (request) => refuseEarly(request) ?? failed(404, 'ERR_NOT_FOUND')));
  application.use(unreadable);
  return application;
}

/** The server parses JSON before it looks at the token, and files after it. */
function refuseEarly(request: ArrivingRequest): Answer | undefined {
  if (request.brokenBody || tooLarge(request)) return expired;
  const token = bearerToken(request.headers);
  if (token === CLEVERCHAT.tokenWithoutApi) {
    return failed(400, 'API Desabilitada. Entre em contato com o suporte para verificar nossos planos!');
  }
  return token === CLEVERCHAT.token ? undefined : failed(401, 'Acesso não permitido');
}

function send(world: World, request: ArrivingRequest): Answer {
  const early = refuseEarly(request);
  if (early) return early;
  const files = (request.parts ?? []).filter(hasFile);
  if (files.some((file) => file.name !== 'medias')) return expired;

  const { number, openTicket, queueId, body } = readFields(request);
  if (!isFilled(number)) return failed(400, GENERIC);
  const refusal = numberRefusal(number);
  if (refusal) return refusal;
  // The document shows both flags as strings in every request.
  if (typeof openTicket !== 'string' || typeof queueId !== 'string') return failed(400, GENERIC);

  const withTicket = openTicket === '1';
  const queues: readonly string[] = [CLEVERCHAT.queueId, CLEVERCHAT.secondQueueId];
  const ticket = withTicket ? { ticket: { queueId: queues.includes(queueId) ? queueId : null } } : {};
  const text = typeof body === 'string' ? body : '';
  if (request.parts) {
    // Without a file the loop over the files runs zero times, and the answer is the same.
    for (const file of files) {
      const caption = withTicket ? expanded(text) : (file.fileName ?? '');
      deliverFile(world, { vendor: 'cleverchat', messageId: null, to: number, ...ticket }, file, caption);
    }
    return accepted;
  }
  if (!isObject(request.json) || text === '') return failed(400, GENERIC);
  world.deliver({
    vendor: 'cleverchat',
    host: '',
    messageId: null,
    to: number,
    kind: 'text',
    text: withTicket ? expanded(text) : text,
    ...ticket,
  });
  return accepted;
}

/** With a ticket the server fills its own placeholders in, and what it does not know vanishes. */
function expanded(text: string): string {
  const known: Record<string, string> = { name: 'Contato', gretting: 'Olá', ms: '12345', protocol: '12345' };
  return text.replace(/\{\{\s*([\w.]+)\s*\}\}/g, (_whole, name: string) => ownValue(known, name) ?? '');
}
