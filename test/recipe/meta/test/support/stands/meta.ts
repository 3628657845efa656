import { recordedApplication } from '../../../simulator/recorded';
import { meta } from '../../../vendors/meta/meta';
import { defineStand } from './stand';

const SECRET = 'meta-token-of-the-simulator';

export const metaStand = defineStand({
  key: 'meta',
  vendor: meta,
  generation: 'only',
  label: 'Meta',
  colour: { light: '#0a5cc4', dark: '#7db8ff' },
  demoCredential: 'Meta (simulator)',
  servers: {
    meta: {
      label: 'Meta',
      port: 5831,
      application: recordedApplication(
        'meta',
        ({ headers }) => headers['authorization'] === `Bearer ${SECRET}`,
      ),
    },
  },
  secret: SECRET,
  secretPrefix: '',
  account: { phoneNumberId: '106540352242922' },
  addresses: (at) => ({ baseUrl: at.meta }),
  sign: (secret) => ({ headers: { authorization: `Bearer ${secret}` } }),
  samples: {
    sendText: 'text',
    sendMediaByUrl: 'image',
    sendMediaByUpload: 'upload-image',
    sendLocation: 'location',
    sendTemplate: 'template',
  },
  provocations: {},
});
