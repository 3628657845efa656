import { recordedApplication } from '../../../simulator/recorded';
import { evolution } from '../../../vendors/evolution/evolution';
import { defineStand } from './stand';

const SECRET = 'evolution-key-of-the-simulator';

export const evolutionCloudStand = defineStand({
  key: 'evolutionCloud',
  vendor: evolution,
  generation: 'cloud',
  label: 'Evolution API (official number)',
  colour: { light: '#0a5cc4', dark: '#7db8ff' },
  demoCredential: 'Evolution API official number (simulator)',
  servers: {
    evolutionCloud: {
      label: 'Evolution API (official number)',
      port: 5834,
      application: recordedApplication('evolution', ({ headers }) => headers['apikey'] === SECRET),
    },
  },
  secret: SECRET,
  secretPrefix: '',
  account: { instance: 'loja', channel: 'cloud' },
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
});
