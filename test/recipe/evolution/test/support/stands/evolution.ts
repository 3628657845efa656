import { recordedApplication } from '../../../simulator/recorded';
import { evolution } from '../../../vendors/evolution/evolution';
import { defineStand } from './stand';

const SECRET = 'evolution-key-of-the-simulator';

export const evolutionStand = defineStand({
  key: 'evolution',
  vendor: evolution,
  generation: 'baileys',
  label: 'Evolution API (linked phone)',
  colour: { light: '#0a5cc4', dark: '#7db8ff' },
  demoCredential: 'Evolution API (simulator)',
  servers: {
    evolution: {
      label: 'Evolution API',
      port: 5833,
      application: recordedApplication('evolution', ({ headers }) => headers['apikey'] === SECRET),
    },
  },
  secret: SECRET,
  secretPrefix: '',
  account: { instance: 'loja', channel: 'baileys' },
  addresses: (at) => ({ baseUrl: at.evolution }),
  sign: (secret) => ({ headers: { apikey: secret } }),
  samples: {
    sendText: 'text',
    sendMediaByUrl: 'image',
    sendMediaByUpload: 'upload-image',
    sendLocation: 'location',
  },
  provocations: {},
});
