import type { Exchange } from '../../../recordings/exchange';
import { logyca as application } from '../../../simulator/vendors/logyca';
import { LOGYCA } from '../../../simulator/vendors/logycaFixtures';
import { logyca } from '../../../vendors/logyca/logyca';
import { bearer, defineStand } from './stand';

/** Which of the simulator's reply shapes the recorded answer has. */
function shapeOf({ config, response: { body } }: Exchange): string {
  const keys = Object.keys(typeof body === 'object' && body !== null ? body : {});
  if (config['textKey'] === 'body') return 'body-only';
  if (keys.includes('resp')) return 'serialized';
  if (keys.includes('whatsappId')) return 'connection';
  if (keys.includes('mensagem')) return 'none';
  return ['key', 'data', 'messages'].find((shape) => keys.includes(shape)) ?? 'id';
}

const pathOf = (endpoint: unknown): string => new URL(String(endpoint)).pathname.replace(/^\/$/, '');

export const logycaStand = defineStand({
  key: 'logyca',
  vendor: logyca,
  generation: 'only',
  label: 'Logyca',
  colour: { light: '#a32167', dark: '#ff8cc3' },
  demoCredential: 'Logyca (simulator)',
  servers: { logyca: { label: 'Logyca', port: 5806, application } },
  secret: LOGYCA.token,
  secretPrefix: '',
  account: { textKey: 'both', fileField: 'medias', allowedMediaHosts: '' },
  addresses: (at) => ({
    textEndpoint: at.logyca + LOGYCA.textPath,
    mediaEndpoint: at.logyca + LOGYCA.mediaPath,
  }),
  // The user copies whole addresses, so their paths are kept; the second may be missing.
  moved: ({ textEndpoint, mediaEndpoint, ...rest }, at) => ({
    ...rest,
    textEndpoint: at.logyca + pathOf(textEndpoint),
    mediaEndpoint: mediaEndpoint === undefined ? '' : at.logyca + pathOf(mediaEndpoint),
  }),
  // A bare host takes the path that the node puts behind it.
  answerPath: (exchange) => (pathOf(exchange.config['textEndpoint']) === '' ? '' : `/${shapeOf(exchange)}`),
  sign: bearer,
  samples: { sendText: 'text', sendMediaByUpload: 'upload-image' },
  provocations: {
    'broken-file-field': {},
    'broken-internal': {},
    'refused-number': {},
    'refused-unauthorized': { secret: 'nobodys-token' },
  },
  credentialTest: { by: 'emptyMessage', path: '/api/messages/send', body: { number: '' } },
});
