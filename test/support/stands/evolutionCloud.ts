import { evolution as application } from '../../../simulator/vendors/evolution';
import { EVOLUTION } from '../../../simulator/vendors/evolutionFixtures';
import { statusReports } from '../../../simulator/vendors/evolutionWebhook';
import { evolution } from '../../../vendors/evolution/evolution';
import { defineStand } from './stand';

export const evolutionCloudStand = defineStand({
  key: 'evolutionCloud',
  vendor: evolution,
  generation: 'cloud',
  label: 'Evolution API (official number)',
  portuguese: 'Evolution API (número oficial)',
  colour: { light: '#9a4a00', dark: '#ffb066' },
  demoCredential: 'Evolution API official number (simulator)',
  servers: {
    evolutionCloud: {
      label: 'Evolution API (official number)',
      portuguese: 'Evolution API (número oficial)',
      port: 5834,
      application: application('cloud'),
    },
  },
  secret: EVOLUTION.key,
  secretPrefix: '',
  account: { instance: 'loja-oficial', channel: 'cloud', allowPlainHttp: false },
  addresses: (at) => ({ baseUrl: at.evolutionCloud }),
  sign: (secret) => ({ headers: { apikey: secret } }),
  samples: {
    sendText: 'cloud-text',
    sendMediaByUrl: 'cloud-image',
    sendMediaByUpload: 'cloud-upload-image',
    sendLocation: 'cloud-location',
    sendTemplate: 'cloud-template',
  },
  provocations: {},
  credentialTest: { by: 'reads', path: '/instance/fetchInstances' },
  looksBackAt: '/chat/findMessages/',
  reports: statusReports('cloud'),
});
