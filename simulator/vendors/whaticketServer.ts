import type { Application } from 'express';
import { bearerToken } from '../fields';
import type { Fields } from '../fields';
import { answering, unreadable, vendorApplication } from '../receiving';
import type { Answer, ArrivingRequest, ReceivedPart } from '../recording';
import { RECIPIENTS, isRecipient } from '../recipients';
import { newId } from '../world';
import type { World } from '../world';
import {
  deliverFile,
  expired,
  failed,
  hasFile,
  mustNotBeSent,
  numberRefusal,
  readFields,
  tooLarge,
} from './whaticket';
import { WHATICKET, WHATICKET_MEMBERS, type WhaticketMember } from './whaticketFixtures';

/** How each member of the family says yes; only one of them names the message. */
const YES: Readonly<Record<WhaticketMember, (id: string) => unknown>> = {
  flow: () => ({ status: 'SUCCESS' }),
  classic: () => ({ mensagem: 'Mensagem enviada' }),
  ticketz: () => ({ mensagem: 'Message added to queue' }),
  community: () => '',
  press: (id) => ({ resp: { key: { remoteJid: 'simulator', fromMe: true, id } } }),
  wwebjs: (id) => ({ resp: { id: { fromMe: true, remote: 'simulator', id } } }),
};

/** A server of the Whaticket family, as the newest of them answers, or as the member that its path names. */
export function whaticket(world: World): Application {
  const application = vendorApplication(world, 'whaticket', '');
  for (const member of WHATICKET_MEMBERS) {
    const send = answering(world, (request) => sendBy(world, request, member));
    application.post(`/${member}/api/messages/send`, send);
    if (member === 'flow') application.post('/api/messages/send', send);
  }
  application.use(answering(world, (request) => refuseEarly(request) ?? failed(404, 'ERR_NOT_FOUND')));
  application.use(unreadable);
  return application;
}

function refuseEarly(request: ArrivingRequest): Answer | undefined {
  if (request.brokenBody || tooLarge(request)) return expired;
  const token = bearerToken(request.headers);
  if (token === undefined) return failed(401, 'ERR_SESSION_EXPIRED');
  return token === WHATICKET.token
    ? undefined
    : failed(403, "Invalid token. We'll try to assign a new one on next request");
}

function sendBy(world: World, request: ArrivingRequest, member: WhaticketMember): Answer {
  const early = refuseEarly(request);
  if (early) return early;
  const files = (request.parts ?? []).filter(hasFile);
  if (files.some(({ name }) => name !== 'medias')) return failed(500, 'ERR_INTERNAL_ERROR');
  const fields = readFields(request);
  if (world.strict) {
    const wrong = wronglySent(request, fields);
    if (wrong !== undefined) return mustNotBeSent(wrong);
  }
  const number = String(fields['number'] ?? '').replace(/\D/g, '');
  if (number === '') return failed(400, 'Invalid number format. Only numbers is allowed.');
  if (isRecipient(number, RECIPIENTS.notOnWhatsApp))
    return failed(400, 'Este número não está cadastrado no whatsapp');
  const refusal = numberRefusal(number);
  if (refusal) return refusal;

  const id = newId.baileys();
  const body = YES[member](id);
  const messageId = JSON.stringify(body).includes(id) ? id : null;
  const queue = String(fields['queueId'] ?? '');
  const ticket =
    String(fields['openTicket']) === '1'
      ? { ticket: { queueId: (WHATICKET.queues as readonly string[]).includes(queue) ? queue : null } }
      : {};
  const to = { vendor: 'whaticket', messageId, to: number, ...ticket };
  const isTicket = 'ticket' in ticket;
  for (const file of files.filter((each) => isSent(member, isTicket, each)))
    deliverFile(world, to, file, captionBy(member, isTicket, file) ?? String(fields['body'] ?? ''));
  if (request.parts === undefined)
    world.deliver({ ...to, host: '', kind: 'text', text: String(fields['body']) });
  if (isRecipient(number, RECIPIENTS.sentButDenied)) return failed(400, 'ERR_SENDING_WAPP_MSG');
  return { status: 200, body };
}

/** A classic server says yes to an audio that it then cannot hand over. */
const isSent = (member: WhaticketMember, isTicket: boolean, { mimeType = '' }: ReceivedPart): boolean =>
  member !== 'classic' || isTicket || !mimeType.startsWith('audio/');

/** What stands below a file where it is not the caption. */
function captionBy(member: WhaticketMember, isTicket: boolean, { fileName }: ReceivedPart) {
  if (member === 'ticketz') return fileName;
  return member === 'classic' && !isTicket ? '' : undefined;
}

/** What some member takes wrongly, although another one does not. */
function wronglySent(
  request: ArrivingRequest,
  { number, openTicket, queueId, body }: Fields,
): string | undefined {
  if (typeof number !== 'string' || !/^\d{8,20}$/.test(number)) return 'a number that is no text of digits';
  if (openTicket !== '0' && openTicket !== '1') return 'an openTicket that is neither "0" nor "1"';
  if (openTicket === '1' && !/^[1-9]\d*$/.test(String(queueId))) return 'a ticket without a queue';
  if (typeof body !== 'string') return 'a body that is no text';
  if (request.parts === undefined) return body === '' ? 'an empty body' : undefined;
  return request.parts.some(hasFile) ? undefined : 'a form without a file';
}
