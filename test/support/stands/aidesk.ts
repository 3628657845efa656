import { aideskDirect } from '../../../simulator/vendors/aideskDirect';
import { AIDESK } from '../../../simulator/vendors/aideskFixtures';
import { aideskTemplate } from '../../../simulator/vendors/aideskTemplate';
import { aidesk } from '../../../vendors/aidesk/aidesk';
import { defineStand } from './stand';

const nobody = { secret: 'nobodys-key' };

export const aideskStand = defineStand({
  key: 'aidesk',
  vendor: aidesk,
  generation: 'only',
  label: 'AI Desk',
  colour: { light: '#0b7a52', dark: '#4fd6a0' },
  demoCredential: 'AI Desk (simulator)',
  servers: {
    aideskTemplate: {
      label: 'AI Desk, templates',
      portuguese: 'AI Desk, modelos',
      port: 5807,
      application: aideskTemplate,
    },
    aideskDirect: {
      label: 'AI Desk, direct',
      portuguese: 'AI Desk, direto',
      port: 5808,
      application: aideskDirect,
    },
  },
  secret: AIDESK.apiKey,
  secretPrefix: '',
  account: { instanceId: String(AIDESK.instanceId) },
  addresses: (at) => ({ templateBaseUrl: at.aideskTemplate, directBaseUrl: at.aideskDirect }),
  sign: (apikey) => ({ headers: { apikey } }),
  samples: {
    sendText: 'text',
    sendMediaByUrl: 'image',
    sendTemplate: 'template',
    addToCampaign: 'campaign',
  },
  provocations: {
    'broken-template': {},
    'refused-campaign': {},
    'refused-foreign-contact': {},
    'refused-instance': {},
    'refused-template-unauthorized': nobody,
    'refused-template': {},
    'refused-unauthorized': nobody,
    'refused-undeliverable': {},
    'refused-variables': {},
    'refused-window': {},
  },
  credentialTest: { by: 'emptyMessage', path: '/send-message', body: { number: '' } },
});
