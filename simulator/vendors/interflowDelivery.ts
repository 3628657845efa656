import { isObject, ownValue } from '../fields';
import type { Fields } from '../fields';
import { INTERFLOW } from './interflowFixtures';
import { RECIPIENTS, isRecipient } from '../recipients';
import { Refusal } from '../recording';
import type { ArrivingRequest, InboxMessage } from '../recording';
import { INTERFLOW_TEMPLATES } from './interflowFixtures';
import type { World } from '../world';
import { chatsOf } from './interflowChats';
import type { Chat } from './interflowChats';
import { fromVariables } from './interflowTemplate';

/** What a phone shows of a message, before it is addressed. */
export type Shown = Partial<InboxMessage> & Pick<InboxMessage, 'kind'>;

/** The template as the phone shows it, or why it cannot go out. */
export function renderTemplate(chat: Chat, id: string, variables: unknown): Partial<InboxMessage> | string {
  const trouble = undeliverable(chat);
  if (trouble) return trouble;
  if (chat.channelId !== INTERFLOW.channelId) return 'Templates só podem ser enviados por canais oficiais';
  const template = ownValue(INTERFLOW_TEMPLATES, id);
  if (!template) return 'Template não encontrado ou não aprovado';
  const rendering = fromVariables(template, variables);
  return 'wrong' in rendering ? rendering.wrong.message : rendering.message;
}

/** Why nothing can reach this chat's recipient, if so. */
export function undeliverable(chat: Chat): string | undefined {
  if (chat.channelId === INTERFLOW.disconnectedChannelId) return 'Canal desconectado';
  return isRecipient(chat.to, RECIPIENTS.notOnWhatsApp) ? 'O número não possui WhatsApp' : undefined;
}

export function deliver(
  world: World,
  chat: Chat,
  messageId: string | null,
  message: Shown,
  status: string,
): void {
  const late = isRecipient(chat.to, RECIPIENTS.failsLater) ? 'failed' : status;
  world.deliver({ vendor: 'interflow', host: 'current', messageId, to: chat.to, ...message, status: late });
}

export function openChat(world: World, request: ArrivingRequest): Chat {
  const chat = chatsOf(world).get(request.parameters['chatId'] ?? '');
  if (chat) return chat;
  const body = { status: 404, success: false, error: 'Chat not found or permission denied' };
  throw new Refusal({ status: 404, body });
}

export function readJson(request: ArrivingRequest): Fields {
  if (request.brokenBody) throw refused(400, 'Invalid request body');
  return isObject(request.json) ? request.json : {};
}

export function refuseServerTrouble(number: string): void {
  if (isRecipient(number, RECIPIENTS.internalError)) throw refused(500, 'Internal server error');
  if (isRecipient(number, RECIPIENTS.unavailable)) throw refused(503, 'Service unavailable');
}

export function refused(status: number, error: string): Refusal {
  return new Refusal({ status, body: { success: false, error } });
}
