import { secretPlace } from '../../../core/contract/secretPlaces';
import { other as application } from '../../../simulator/vendors/other';
import { OTHER, otherCommands } from '../../../simulator/vendors/otherFixtures';
import { other } from '../../../vendors/other/other';
import { bearer, defineStand, type Fields } from './stand';

/** Where the recorded commands stand. */
const RECORDED = 'https://api.vendor.example';

const moved = (config: Readonly<Fields>, at: string): Fields =>
  Object.fromEntries(
    Object.entries(config).map(([name, value]) => [
      name,
      typeof value === 'string' ? value.replaceAll(RECORDED, at) : value,
    ]),
  );

export const otherStand = defineStand({
  key: 'other',
  vendor: other,
  generation: 'only',
  label: 'Other Vendor',
  colour: { light: '#0f766e', dark: '#6ee7d8' },
  demoCredential: 'Other Vendor (simulator)',
  servers: { other: { label: 'Other Vendor', port: 5814, application } },
  secret: OTHER.token,
  secretPrefix: '',
  account: {
    idPath: 'message.id',
    successPath: '',
    successValue: '',
    reasonPath: '',
    numberForm: 'digits',
    marks: {},
    allowPlainHttp: false,
  },
  addresses: (at) => otherCommands(at.other),
  moved: (config, at) => moved(config, at.other),
  sign: bearer,
  carries: { authorization: `Bearer ${secretPlace('text', 0)}` },
  samples: {
    sendText: 'text',
    sendMediaByUrl: 'link-image',
    sendMediaByUpload: 'file-image',
    sendTemplate: 'template',
  },
  provocations: {
    'refused-unauthorized': { secret: 'nobodys-token' },
    'refused-number': {},
    'refused-template': {},
  },
});
