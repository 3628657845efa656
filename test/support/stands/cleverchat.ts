import { cleverchat as application } from '../../../simulator/vendors/cleverchat';
import { CLEVERCHAT } from '../../../simulator/vendors/cleverchatFixtures';
import { cleverchat } from '../../../vendors/cleverchat/cleverchat';
import { bearer, defineStand } from './stand';

export const cleverchatStand = defineStand({
  key: 'cleverchat',
  vendor: cleverchat,
  generation: 'only',
  label: 'CleverChat',
  colour: { light: '#0b6fa8', dark: '#6cc4f5' },
  demoCredential: 'CleverChat (simulator)',
  servers: { cleverchat: { label: 'CleverChat', port: 5805, application } },
  secret: CLEVERCHAT.token,
  secretPrefix: '',
  account: { allowedMediaHosts: '' },
  addresses: (at) => ({ baseUrl: at.cleverchat }),
  sign: bearer,
  samples: { sendText: 'text', sendMediaByUpload: 'upload-image' },
  provocations: {
    'broken-internal': {},
    'refused-number': {},
    'refused-plan': { secret: CLEVERCHAT.tokenWithoutApi },
    'refused-unauthorized': { secret: 'nobodys-token' },
  },
  credentialTest: { by: 'emptyMessage', path: '/api/messages/send' },
});
