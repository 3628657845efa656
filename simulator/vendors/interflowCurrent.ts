import type { Application } from 'express';
import { bearerToken } from '../fields';
import { INTERFLOW } from './interflowFixtures';
import { rateHeaders } from '../rateLimit';
import { answering, unreadable, vendorApplication } from '../receiving';
import { Refusal } from '../recording';
import type { Answer, ArrivingRequest } from '../recording';
import { newId } from '../world';
import type { World } from '../world';
import { createChat } from './interflowChat';
import { sendMessage, sendTemplate } from './interflowMessage';

const KEYS: readonly string[] = [INTERFLOW.currentKey, INTERFLOW.currentSecondKey];

/** Interflow as its site documents it since July 2026: chats inside an organization. */
export function interflowCurrent(world: World): Application {
  const application = vendorApplication(world, 'interflow', 'current');
  const route = (answer: (request: ArrivingRequest) => Answer) =>
    answering(world, (request) => guarded(world, request, answer));
  application.get(
    '/api/:organizationId/tags',
    route(() => ({
      status: 200,
      body: { success: true, data: [{ id: newId.uuid(), name: 'Lead', color: '#25d366' }] },
    })),
  );
  application.post(
    '/api/:organizationId/chat/create',
    route((request) => createChat(world, request)),
  );
  application.post(
    '/api/:organizationId/chat/:chatId/message',
    route((request) => sendMessage(world, request)),
  );
  application.post(
    '/api/:organizationId/chat/:chatId/send-template',
    route((request) => sendTemplate(world, request)),
  );
  application.use(
    route(() => flat(403, 'API_KEY_ROUTE_DENIED', 'This route is not available for API Key authentication')),
  );
  application.use(unreadable);
  return application;
}

/** Key, then rate limit, then organization; errors of this layer are flat and carry a request id. */
function guarded(
  world: World,
  request: ArrivingRequest,
  answer: (request: ArrivingRequest) => Answer,
): Answer {
  const requestId = newId.uuid();
  const identified = { 'X-Request-Id': requestId };
  const key = request.headers['x-api-key'] ?? bearerToken(request.headers);
  if (key === undefined) {
    return {
      ...flat(401, 'UNAUTHORIZED', 'No authorization header or API key', { requestId }),
      headers: identified,
    };
  }
  if (!KEYS.includes(key)) {
    return { ...flat(401, 'UNAUTHORIZED', 'Invalid API key', { requestId }), headers: identified };
  }
  const state = world.rateLimit.take(`current:${key}`);
  const headers = { ...identified, ...rateHeaders(state) };
  if (state && !state.allowed) {
    const { limit, remaining, reset, retryAfter } = state;
    const body = { limit, remaining, reset, retryAfter, requestId };
    return { ...flat(429, 'RATE_LIMIT_EXCEEDED', 'Rate limit exceeded', body), headers };
  }
  const organization = request.parameters['organizationId'];
  if (organization !== undefined && organization !== INTERFLOW.organizationId) {
    const refusal = flat(403, 'ORGANIZATION_MISMATCH', 'API key does not belong to this organization', {
      requestId,
    });
    return { ...refusal, headers };
  }
  try {
    return { ...answer(request), headers };
  } catch (thrown) {
    if (thrown instanceof Refusal) return { ...thrown.answer, headers };
    throw thrown;
  }
}

function flat(status: number, code: string, error: string, more: Record<string, unknown> = {}): Answer {
  return { status, body: { error, code, ...more } };
}
