import { isFilled, isObject, isWebAddress } from '../fields';
import type { Fields, MediaKind } from '../fields';
import { INTERFLOW } from './interflowFixtures';
import type { Answer, ArrivingRequest } from '../recording';
import { newId } from '../world';
import type { World } from '../world';
import { chatsOf } from './interflowChats';
import type { Chat } from './interflowChats';
import {
  deliver,
  readJson,
  refuseServerTrouble,
  refused,
  renderTemplate,
  undeliverable,
} from './interflowDelivery';
import type { Shown } from './interflowDelivery';

const CONTACT_TYPES = ['whatsapp', 'phone', 'email', 'instagram', 'facebook', 'telegram'];
const CREATE_FIELDS = (
  'contactType contactValue channelId customer customerId customerName teamId initialMessage whatsappTemplate flowId ' +
  'flowVariables contextMessage responseFlowId keepPending utm customFields tags email phone'
).split(' ');
/** Two pages of the documentation differ: by its type and value, or by the customer's number. */
function contactOf({ contactType, contactValue, customer }: Fields): unknown {
  if (isFilled(contactType) && isFilled(contactValue)) return contactValue;
  return isObject(customer) ? customer['whatsapp'] : undefined;
}

/**
 * Opens a chat or finds the open one, and sends a first message or template where one is given. A send
 * that did not work is still a 200 with `success: true`; only `initialMessageError` or `templateError` tells.
 */
export function createChat(world: World, request: ArrivingRequest): Answer {
  const body = readJson(request);
  const { contactType, channelId, initialMessage, whatsappTemplate } = body;
  const contactValue = contactOf(body);
  if (!isFilled(contactValue) || !isFilled(channelId)) {
    throw refused(400, 'Parâmetros obrigatórios: contactType, contactValue, channelId');
  }
  if (contactType !== undefined && !CONTACT_TYPES.some((each) => each === contactType))
    throw refused(400, `contactType inválido: ${String(contactType)}`);
  const unknown = Object.keys(body).find((name) => !CREATE_FIELDS.includes(name));
  if (unknown) throw refused(400, `Parâmetro desconhecido: ${unknown}`);
  const channels: readonly string[] = [
    INTERFLOW.channelId,
    INTERFLOW.unofficialChannelId,
    INTERFLOW.disconnectedChannelId,
  ];
  if (!channels.includes(channelId)) throw refused(404, 'Canal não encontrado ou inativo');
  refuseServerTrouble(contactValue);

  const open = [...chatsOf(world).values()].find(
    (chat) => chat.channelId === channelId && chat.to === contactValue,
  );
  const chat = open ?? { id: newId.uuid(), channelId, to: contactValue };
  chatsOf(world).set(chat.id, chat);
  return {
    status: 200,
    body: {
      success: true,
      chatId: chat.id,
      formattedContact: contactValue,
      existing: open !== undefined,
      flowInitiated: false,
      keepPending: body['keepPending'] === true,
      responseFlowScheduled: false,
      responseFlowId: null,
      responseFlowName: null,
      ...templateOutcome(world, chat, whatsappTemplate),
      ...(initialMessage !== undefined && messageOutcome(world, chat, initialMessage)),
    },
  };
}

function templateOutcome(world: World, chat: Chat, template: unknown): Fields {
  if (template === undefined) return { templateSent: false, templateMessageId: null };
  const id = isObject(template) ? (template['id'] ?? template['templateId']) : undefined;
  const rendered = isFilled(id)
    ? renderTemplate(chat, id, isObject(template) ? template['variables'] : undefined)
    : 'Template sem id';
  if (typeof rendered === 'string') {
    return { templateSent: false, templateMessageId: null, templateError: rendered };
  }
  const messageId = newId.uuid();
  deliver(world, chat, messageId, { kind: 'template', ...rendered }, 'sent');
  return { templateSent: true, templateMessageId: messageId };
}

function messageOutcome(world: World, chat: Chat, message: unknown): Fields {
  const read = readInitialMessage(message);
  const wrong = typeof read === 'string' ? read : undeliverable(chat);
  if (wrong || typeof read === 'string') return { initialMessageSent: false, initialMessageError: wrong };
  // The documented answer has no id for a first message; the phone shows it all the same.
  deliver(world, chat, null, read, 'sent');
  return { initialMessageSent: true };
}

function readInitialMessage(message: unknown): Shown | string {
  if (isFilled(message)) return { kind: 'text', text: message };
  if (!isObject(message)) return 'Mensagem inicial inválida';
  const { type, content, url, name, mimetype, ...others } = message;
  if (Object.keys(others).some((field) => field !== 'forward'))
    return 'Campo desconhecido na mensagem inicial';
  if (type === 'text') return isFilled(content) ? { kind: 'text', text: content } : 'Mensagem sem conteúdo';
  const kinds: readonly unknown[] = ['image', 'video', 'audio', 'document'];
  if (!kinds.includes(type)) return `Tipo de mensagem inválido: ${String(type)}`;
  if (!isSecureAddress(url)) return 'URL de mídia deve começar com https';
  return {
    kind: type as MediaKind,
    media: {
      url,
      ...(isFilled(name) && { fileName: name }),
      ...(isFilled(mimetype) && { mimeType: mimetype }),
    },
    ...(isFilled(content) && { text: content }),
  };
}

/** Documented as https only; a file that n8n serves from this machine has no certificate. */
function isSecureAddress(value: unknown): value is string {
  if (!isWebAddress(value)) return false;
  const { protocol, hostname } = new URL(value);
  return protocol === 'https:' || ['127.0.0.1', 'localhost', '[::1]'].includes(hostname);
}
