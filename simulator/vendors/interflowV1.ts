import { randomBytes } from 'node:crypto';
import type { Application } from 'express';
import { bearerToken, isFilled, ownValue } from '../fields';
import type { Fields } from '../fields';
import { INTERFLOW } from './interflowFixtures';
import { RECIPIENTS, isRecipient } from '../recipients';
import { rateHeaders } from '../rateLimit';
import { answering, unreadable, vendorApplication } from '../receiving';
import { Refusal } from '../recording';
import type { Answer, ArrivingRequest, InboxMessage } from '../recording';
import type { World } from '../world';
import { fromComponents } from '../components';
import { templateByName } from './interflowTemplate';
import { readMessage } from './interflowV1Fields';
import type { Type } from './interflowV1Fields';
import { failure, invalid, refused } from './interflowV1Refusals';

const PERMISSIONS: Readonly<Record<string, readonly string[]>> = {
  [INTERFLOW.v1Key]: ['messages:write', 'customers:read'],
  [INTERFLOW.v1SecondKey]: ['messages:write', 'customers:read'],
  [INTERFLOW.v1ReadOnlyKey]: ['customers:read'],
  [INTERFLOW.v1SendOnlyKey]: ['messages:write'],
};

const CHANNELS: readonly string[] = [
  INTERFLOW.channelId,
  INTERFLOW.unofficialChannelId,
  INTERFLOW.disconnectedChannelId,
];

/** Interflow as in the older API document: `POST /v1/messages/send`, and the customer list as a probe. */
export function interflowV1(world: World): Application {
  const application = vendorApplication(world, 'interflow', 'v1');
  application.post(
    '/v1/messages/send',
    answering(world, (request) => guarded(world, request, 'messages:write', () => send(world, request))),
  );
  application.get(
    '/v1/customers',
    answering(world, (request) =>
      guarded(world, request, 'customers:read', () => ({
        status: 200,
        body: { success: true, data: [], meta: { page: 1, per_page: 20, total: 0 } },
      })),
    ),
  );
  application.use(
    answering(world, (request) =>
      guarded(world, request, null, () => failure(404, 'NOT_FOUND', 'Recurso não encontrado')),
    ),
  );
  application.use(unreadable);
  return application;
}

/** Key, then permission, then rate limit; every answer to a known key carries the limit's headers. */
function guarded(
  world: World,
  request: ArrivingRequest,
  permission: string | null,
  answer: () => Answer,
): Answer {
  const key = bearerToken(request.headers);
  const permissions = key === undefined ? undefined : ownValue(PERMISSIONS, key);
  if (!key || !permissions) return failure(401, 'UNAUTHORIZED', 'API Key inválida ou ausente');
  if (permission && !permissions.includes(permission)) {
    return failure(403, 'FORBIDDEN', 'Sem permissão para este recurso');
  }
  const state = world.rateLimit.take(`v1:${key}`);
  const headers = rateHeaders(state);
  if (state && !state.allowed) {
    const message = `Limite de requisições excedido. Tente novamente em ${state.retryAfter} segundos.`;
    return { ...failure(429, 'RATE_LIMIT_EXCEEDED', message), headers };
  }
  try {
    return { ...answer(), headers };
  } catch (thrown) {
    if (thrown instanceof Refusal) return { ...thrown.answer, headers };
    throw thrown;
  }
}

function send(world: World, request: ArrivingRequest): Answer {
  const { channelId, to, type, content } = readMessage(request);
  if (!CHANNELS.includes(channelId)) {
    throw refused(404, 'CHANNEL_NOT_FOUND', 'Canal não encontrado');
  }
  if (channelId === INTERFLOW.disconnectedChannelId) {
    throw refused(422, 'CHANNEL_DISCONNECTED', 'O canal está desconectado');
  }
  refuseRecipient(to);
  const message = type === 'template' ? renderTemplate(channelId, content) : render(type, content);
  const status = isRecipient(to, RECIPIENTS.failsLater) ? 'pending' : 'sent';
  const id = `msg_${randomBytes(9).toString('hex')}`;
  world.deliver({ vendor: 'interflow', host: 'v1', messageId: id, to, kind: type, status, ...message });
  const created = world.timestamp();
  return {
    status: 201,
    body: {
      success: true,
      data: { id, channel_id: channelId, to, type, status, content, created_at: created },
    },
  };
}

function refuseRecipient(to: string): void {
  if (isRecipient(to, RECIPIENTS.notOnWhatsApp)) {
    throw refused(400, 'INVALID_PHONE', 'O número não possui WhatsApp');
  }
  if (isRecipient(to, RECIPIENTS.internalError)) throw refused(500, 'INTERNAL_ERROR', 'Erro interno');
  if (isRecipient(to, RECIPIENTS.unavailable)) {
    throw refused(503, 'SERVICE_UNAVAILABLE', 'Serviço indisponível');
  }
}

function render(type: Type, content: Fields): Partial<InboxMessage> {
  if (type === 'text') return { text: String(content['text']) };
  if (type === 'location') {
    const { latitude, longitude, name, address } = content;
    const label = { ...(isFilled(name) && { name }), ...(isFilled(address) && { address }) };
    return { location: { latitude: Number(latitude), longitude: Number(longitude), ...label } };
  }
  const { url, filename, caption } = content;
  return {
    media: { url: String(url), ...(isFilled(filename) && { fileName: filename }) },
    ...(isFilled(caption) && { text: caption }),
  };
}

function renderTemplate(channelId: string, content: Fields): Partial<InboxMessage> {
  const template = templateByName(String(content['name']), String(content['language']));
  if (!template || channelId === INTERFLOW.unofficialChannelId) {
    throw refused(422, 'TEMPLATE_NOT_APPROVED', 'Template não encontrado ou não aprovado');
  }
  const rendering = fromComponents(template, content['components']);
  if ('wrong' in rendering) throw invalid([rendering.wrong]);
  return rendering.message;
}
