import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { AIDESK } from '../../simulator/vendors/aideskFixtures';
import { CLEVERCHAT } from '../../simulator/vendors/cleverchatFixtures';
import { INTERFLOW } from '../../simulator/vendors/interflowFixtures';
import { LOGYCA } from '../../simulator/vendors/logycaFixtures';
import { TALKME } from '../../simulator/vendors/talkmeFixtures';
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
      data: { baseUrl: urls.talkme, clientId: TALKME.clientId, token: TALKME.token, ...unpaced },
    },
    cleverchat: {
      type: 'cleverChatApi',
      data: { baseUrl: urls.cleverchat, token: CLEVERCHAT.token, allowedMediaHosts: '', ...unpaced },
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
        templateBaseUrl: urls.aideskTemplate,
        directBaseUrl: urls.aideskDirect,
        apiKey: AIDESK.apiKey,
        instanceId: AIDESK.instanceId,
        ...unpaced,
      },
    },
  } as const satisfies Record<string, TestCredential>;
}
