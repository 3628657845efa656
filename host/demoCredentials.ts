import { AI_DESK, CLEVER_CHAT, INTERFLOW, LOGYCA, TALK_ME } from '../simulator/fixtures';
import type { SimulatorUrls } from '../simulator/simulator';
import type { Credential } from './api';

/**
 * A credential per vendor (and generation) that works with the simulator.
 *
 * @param messagesPerMinute the pace, 0 for none
 */
export function demoCredentials(urls: SimulatorUrls, messagesPerMinute: number): Credential[] {
  const pace = { messagesPerMinute, workersSharing: 1 };
  const interflow = { plan: 'custom', channelId: INTERFLOW.channelId, ...pace };
  return [
    {
      name: 'Interflow (simulator)',
      type: 'interflowApi',
      data: { ...interflow, apiVersion: 'auto', apiKey: INTERFLOW.v1Key, baseUrl: urls.interflowV1 },
    },
    {
      name: 'Interflow current API (simulator)',
      type: 'interflowApi',
      data: {
        ...interflow,
        apiVersion: 'auto',
        apiKey: INTERFLOW.currentKey,
        organizationId: INTERFLOW.organizationId,
        baseUrl: urls.interflowCurrent,
      },
    },
    {
      name: 'Talk.me (simulator)',
      type: 'talkMeApi',
      data: { ...pace, clientId: TALK_ME.clientId, token: TALK_ME.token, baseUrl: urls.talkMe },
    },
    {
      name: 'CleverChat (simulator)',
      type: 'cleverChatApi',
      data: { ...pace, token: CLEVER_CHAT.token, baseUrl: urls.cleverChat, allowedMediaHosts: '' },
    },
    {
      name: 'Logyca (simulator)',
      type: 'logycaApi',
      data: {
        ...pace,
        token: LOGYCA.token,
        textEndpoint: urls.logyca + LOGYCA.textPath,
        mediaEndpoint: urls.logyca + LOGYCA.mediaPath,
        textKey: 'message',
        fileField: 'medias',
        allowedMediaHosts: '',
      },
    },
    {
      name: 'AI Desk (simulator)',
      type: 'aiDeskApi',
      data: {
        ...pace,
        apiKey: AI_DESK.apiKey,
        instanceId: String(AI_DESK.instanceId),
        templateBaseUrl: urls.aiDeskTemplate,
        directBaseUrl: urls.aiDeskDirect,
      },
    },
  ];
}
