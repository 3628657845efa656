import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { AI_DESK, CLEVER_CHAT, INTERFLOW, LOGYCA, TALK_ME } from '../../simulator/fixtures';
import type { SimulatorUrls } from '../../simulator/simulator';

/** A credential as n8n hands it over, decrypted. */
export interface TestCredential {
  type: string;
  data: ICredentialDataDecryptedObject;
}

/** Good credentials for the simulator, as a user would fill them in. Pacing is off: tests do not wait. */
export function accountsAt(urls: SimulatorUrls) {
  const unpaced = { messagesPerMinute: 0, workersSharing: 1 };
  return {
    interflowV1: {
      type: 'interflowApi',
      data: {
        apiVersion: 'auto',
        apiKey: INTERFLOW.v1Key,
        baseUrl: `${urls.interflowV1}/v1`,
        channelId: INTERFLOW.channelId,
        plan: 'custom',
        ...unpaced,
      },
    },
    interflowCurrent: {
      type: 'interflowApi',
      data: {
        apiVersion: 'auto',
        apiKey: INTERFLOW.currentKey,
        organizationId: INTERFLOW.organizationId,
        baseUrl: urls.interflowCurrent,
        channelId: INTERFLOW.channelId,
        plan: 'custom',
        ...unpaced,
      },
    },
    talkme: {
      type: 'talkMeApi',
      data: { baseUrl: urls.talkMe, clientId: TALK_ME.clientId, token: TALK_ME.token, ...unpaced },
    },
    cleverchat: {
      type: 'cleverChatApi',
      data: { baseUrl: urls.cleverChat, token: CLEVER_CHAT.token, allowedMediaHosts: '', ...unpaced },
    },
    logyca: {
      type: 'logycaApi',
      data: {
        textEndpoint: `${urls.logyca}${LOGYCA.textPath}`,
        mediaEndpoint: `${urls.logyca}${LOGYCA.mediaPath}`,
        token: LOGYCA.token,
        textKey: 'message',
        fileField: 'medias',
        allowedMediaHosts: '',
        ...unpaced,
      },
    },
    aidesk: {
      type: 'aiDeskApi',
      data: {
        templateBaseUrl: urls.aiDeskTemplate,
        directBaseUrl: urls.aiDeskDirect,
        apiKey: AI_DESK.apiKey,
        instanceId: AI_DESK.instanceId,
        ...unpaced,
      },
    },
  } as const satisfies Record<string, TestCredential>;
}
