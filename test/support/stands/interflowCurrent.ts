import { interflowCurrent } from '../../../simulator/vendors/interflowCurrent';
import { INTERFLOW } from '../../../simulator/vendors/interflowFixtures';
import { interflow } from '../../../vendors/interflow/interflow';
import { defineStand } from './stand';

export const interflowCurrentStand = defineStand({
  key: 'interflowCurrent',
  vendor: interflow,
  generation: 'current',
  label: 'Interflow, current API',
  portuguese: 'Interflow, API atual',
  colour: { light: '#6a3fd0', dark: '#b79bff' },
  demoCredential: 'Interflow current API (simulator)',
  servers: {
    interflowCurrent: {
      label: 'Interflow, current API',
      portuguese: 'Interflow, API atual',
      port: 5803,
      application: interflowCurrent,
    },
  },
  secret: INTERFLOW.currentKey,
  secretPrefix: 'ak_',
  account: {
    apiVersion: 'auto',
    organizationId: INTERFLOW.organizationId,
    channelId: INTERFLOW.channelId,
    contactForm: 'both',
    plan: 'custom',
  },
  addresses: (at) => ({ baseUrl: at.interflowCurrent }),
  sign: (secret) => ({ headers: { 'x-api-key': secret } }),
  samples: {
    sendText: 'current-text',
    sendMediaByUrl: 'current-image',
    sendMediaByUpload: 'current-upload-image',
    sendTemplate: 'current-template',
  },
  provocations: {
    'current-broken-internal': {},
    'current-refused-in-success': {},
    'current-refused-organization': {},
    'current-refused-rate-limit': { messagesPerMinute: 1 },
    'current-refused-template-in-success': {},
    'current-refused-unauthorized': { secret: 'ak_nobodys' },
    'current-refused-unknown-channel': {},
  },
  credentialTest: { by: 'reads', path: `/api/${INTERFLOW.organizationId}/tags` },
});
