import { evolution as application } from '../../../simulator/vendors/evolution';
import { EVOLUTION } from '../../../simulator/vendors/evolutionFixtures';
import { statusReports } from '../../../simulator/vendors/evolutionWebhook';
import { evolution } from '../../../vendors/evolution/evolution';
import { defineStand } from './stand';

export const evolutionStand = defineStand({
  key: 'evolution',
  vendor: evolution,
  generation: 'baileys',
  label: 'Evolution API (linked phone)',
  portuguese: 'Evolution API (celular vinculado)',
  colour: { light: '#9a4a00', dark: '#ffb066' },
  demoCredential: 'Evolution API (simulator)',
  servers: {
    evolution: {
      label: 'Evolution API',
      port: 5833,
      application: application('baileys'),
    },
  },
  secret: EVOLUTION.key,
  secretPrefix: '',
  account: { instance: 'loja', channel: 'baileys', allowPlainHttp: false },
  addresses: (at) => ({ baseUrl: at.evolution }),
  sign: (secret) => ({ headers: { apikey: secret } }),
  samples: {
    sendText: 'text',
    sendMediaByUrl: 'image',
    sendMediaByUpload: 'upload-image',
    sendLocation: 'location',
  },
  provocations: {
    'refused-key': { secret: 'nobodys-key' },
  },
  credentialTest: { by: 'reads', path: '/instance/fetchInstances' },
  looksBackAt: '/chat/findMessages/',
  reports: statusReports('baileys'),
});
