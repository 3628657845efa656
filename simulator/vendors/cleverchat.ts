import type { Application } from 'express';
import { bearerToken, ownValue } from '../fields';
import type { Fields } from '../fields';
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
  mustNotBeSent,
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
  // Any other word there is taken for the number of a ticket.
  application.all(
    '/api/messages/:ticket',
    answering(world, (request) => refuseEarly(world, request) ?? failed(404, 'ERR_NO_TICKET_FOUND')),
  );
  application.use(answering(world, (request) => refuseEarly(world, request) ?? failed(404, 'ERR_NOT_FOUND')));
  application.use(unreadable);
  return application;
}

/** The server parses JSON before it looks at the token, and files after it. */
function refuseEarly(world: World, request: ArrivingRequest): Answer | undefined {
  if (request.brokenBody || tooLarge(request)) return expired;
  // The server takes the last word, whatever stands before it.
  const token = world.strict
    ? bearerToken(request.headers)
    : (request.headers['authorization'] ?? '').trim().split(/\s+/).at(-1);
  if (token === CLEVERCHAT.tokenWithoutApi) {
    return failed(400, 'API Desabilitada. Entre em contato com o suporte para verificar nossos planos!');
  }
  return token === CLEVERCHAT.token ? undefined : failed(401, 'Acesso não permitido');
}

function send(world: World, request: ArrivingRequest): Answer {
  const early = refuseEarly(world, request);
  if (early) return early;
  const files = (request.parts ?? []).filter(hasFile);
  if (files.some((file) => file.name !== 'medias')) return expired;

  const fields = readFields(request);
  if (world.strict) {
    const wrong = wronglySent(request, fields);
    if (wrong !== undefined) return mustNotBeSent(wrong);
  }
  const { openTicket, queueId, body } = fields;
  const number = written(fields['number']).replace(/\D/g, '');
  if (number === '') return failed(400, GENERIC);
  const refusal = numberRefusal(number);
  if (refusal) return refusal;
  // The server asks the flag for its text, which one that is missing does not have.
  if (openTicket === undefined || openTicket === null) return failed(400, GENERIC);

  const withTicket = written(openTicket) === '1';
  const queues: readonly string[] = [CLEVERCHAT.queueId, CLEVERCHAT.secondQueueId];
  const queue = written(queueId);
  const ticket = withTicket ? { ticket: { queueId: queues.includes(queue) ? queue : null } } : {};
  // A text that is missing is sent by the word that JavaScript has for it.
  const text = written(body);
  if (request.parts) {
    // Without a file the loop over the files runs zero times, and the answer is the same.
    for (const file of files) {
      const caption = withTicket ? expanded(text) : (file.fileName ?? '');
      deliverFile(world, { vendor: 'cleverchat', messageId: null, to: number, ...ticket }, file, caption);
    }
    return accepted;
  }
  world.deliver({
    vendor: 'cleverchat',
    host: '',
    messageId: null,
    to: number,
    kind: 'text',
    text: withTicket ? expanded(text) : `${LEFT_TO_RIGHT}${text}`,
    ...ticket,
  });
  return accepted;
}

/** Stands before every text that goes out without a ticket; nobody sees it. */
const LEFT_TO_RIGHT = '\u200E';

const written = (value: unknown): string =>
  typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);

/** What the server takes although the vendor's document has it otherwise. */
function wronglySent(
  request: ArrivingRequest,
  { number, openTicket, queueId, body }: Fields,
): string | undefined {
  if (typeof number !== 'string' || !/^\d{8,20}$/.test(number)) return 'a number that is no text of digits';
  if (openTicket !== '0' && openTicket !== '1') return 'an openTicket that is neither "0" nor "1"';
  if (typeof queueId !== 'string') return 'a queueId that is no text';
  if (openTicket === '1' && /^0*$/.test(queueId)) return 'a ticket without a queue';
  if (typeof body !== 'string') return 'a body that is no text';
  if (request.parts === undefined) return body === '' ? 'an empty body' : undefined;
  const files = request.parts.filter(hasFile);
  if (files.length === 0) return 'a form without a file';
  const isAudio = files.some(({ mimeType = '' }) => mimeType.startsWith('audio/'));
  return isAudio && openTicket === '0' ? 'audio without a ticket' : undefined;
}

/** With a ticket the server fills its own placeholders in, and what it does not know vanishes. */
function expanded(text: string): string {
  const known: Record<string, string> = { name: 'Contato', gretting: 'Olá', ms: '12345', protocol: '12345' };
  return text.replace(/\{\{\s*([\w.]+)\s*\}\}/g, (_whole, name: string) => ownValue(known, name) ?? '');
}
