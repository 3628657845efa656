import { GLOBEX, globex as application } from '../../../simulator/vendors/globex';
import { globex } from '../../../vendors/globex/globex';
import { defineStand } from './stand';

export const globexStand = defineStand({
  key: 'globex',
  vendor: globex,
  generation: 'only',
  label: 'Globex',
  colour: { light: '#5b3fb0', dark: '#b79cff' },
  demoCredential: 'Globex (simulator)',
  servers: { globex: { label: 'Globex', port: 5830, application } },
  secret: GLOBEX.key,
  secretPrefix: '',
  account: {},
  addresses: (at) => ({ baseUrl: at.globex }),
  sign: (secret) => ({ headers: { 'x-globex-key': secret } }),
  samples: { sendText: 'text', sendMediaByUpload: 'upload-document' },
  provocations: { 'refused-line': {} },
  credentialTest: { by: 'reads', path: '/lines' },
});
