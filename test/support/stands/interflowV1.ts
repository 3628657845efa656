import { INTERFLOW } from '../../../simulator/vendors/interflowFixtures';
import { interflowV1 } from '../../../simulator/vendors/interflowV1';
import { v1StatusReports } from '../../../simulator/vendors/interflowV1Status';
import { interflow } from '../../../vendors/interflow/interflow';
import { bearer, defineStand } from './stand';

export const interflowV1Stand = defineStand({
  key: 'interflowV1',
  vendor: interflow,
  generation: 'v1',
  label: 'Interflow v1',
  colour: { light: '#6a3fd0', dark: '#b79bff' },
  demoCredential: 'Interflow (simulator)',
  servers: { interflowV1: { label: 'Interflow v1', port: 5802, application: interflowV1 } },
  secret: INTERFLOW.v1Key,
  secretPrefix: 'if_live_',
  account: { apiVersion: 'auto', channelId: INTERFLOW.channelId, plan: 'custom' },
  addresses: (at) => ({ baseUrl: at.interflowV1 }),
  sign: bearer,
  samples: {
    sendText: 'v1-text',
    sendMediaByUrl: 'v1-image',
    sendLocation: 'v1-location',
    sendTemplate: 'v1-template',
  },
  provocations: {
    'v1-broken-internal': {},
    'v1-broken-unavailable': {},
    'v1-refused-disconnected-channel': {},
    'v1-refused-forbidden': { secret: INTERFLOW.v1ReadOnlyKey },
    'v1-refused-phone': {},
    'v1-refused-rate-limit': { messagesPerMinute: 1 },
    'v1-refused-template': {},
    'v1-refused-unauthorized': { secret: 'if_live_nobodys' },
    'v1-refused-unknown-channel': {},
  },
  credentialTest: { by: 'reads', path: '/v1/customers' },
  reports: v1StatusReports,
});
