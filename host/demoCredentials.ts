import { AIDESK } from '../simulator/vendors/aideskFixtures';
import { CLEVERCHAT } from '../simulator/vendors/cleverchatFixtures';
import { INTERFLOW } from '../simulator/vendors/interflowFixtures';
import { LOGYCA } from '../simulator/vendors/logycaFixtures';
import { TALKME } from '../simulator/vendors/talkmeFixtures';
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
      data: { ...pace, clientId: TALKME.clientId, token: TALKME.token, baseUrl: urls.talkme },
    },
    {
      name: 'CleverChat (simulator)',
      type: 'cleverChatApi',
      data: { ...pace, token: CLEVERCHAT.token, baseUrl: urls.cleverchat, allowedMediaHosts: '' },
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
        apiKey: AIDESK.apiKey,
        instanceId: String(AIDESK.instanceId),
        templateBaseUrl: urls.aideskTemplate,
        directBaseUrl: urls.aideskDirect,
      },
    },
  ];
}
