import { meta as application } from '../../../simulator/vendors/meta';
import { META } from '../../../simulator/vendors/metaFixtures';
import { statusReports } from '../../../simulator/vendors/metaWebhook';
import { meta } from '../../../vendors/meta/meta';
import { bearer, defineStand } from './stand';

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
      application,
    },
  },
  secret: META.token,
  secretPrefix: '',
  account: {
    apiVersion: 'v25.0',
    phoneNumberId: '106540352242922',
    businessAccountId: META.businessAccountId,
  },
  addresses: (at) => ({ baseUrl: at.meta }),
  sign: bearer,
  messagesPerMinute: 80 * 60,
  samples: {
    sendText: 'text',
    sendMediaByUrl: 'image',
    sendMediaByUpload: 'upload-image',
    sendLocation: 'location',
    sendTemplate: 'template',
  },
  provocations: { 'refused-token': { secret: 'nobodys-token' } },
  credentialTest: { by: 'reads', path: '/v25.0/106540352242922?fields=id' },
  reports: statusReports,
});
