import type { Exchange } from '../../../recordings/exchange';
import { whaticket as application } from '../../../simulator/vendors/whaticketServer';
import { WHATICKET } from '../../../simulator/vendors/whaticketFixtures';
import { whaticket } from '../../../vendors/whaticket/whaticket';
import { bearer, defineStand } from './stand';

/** Which member of the family has the recorded answer. */
function memberOf({ response: { body } }: Exchange): string {
  const text = JSON.stringify(body);
  if (text === '""') return 'community';
  if (text.includes('"key"')) return 'press';
  if (text.includes('"resp"')) return 'wwebjs';
  if (text.includes('queue')) return 'ticketz';
  return text.includes('mensagem') ? 'classic' : 'flow';
}

export const whaticketStand = defineStand({
  key: 'whaticket',
  vendor: whaticket,
  generation: 'only',
  label: 'Whaticket',
  colour: { light: '#0f766e', dark: '#5eead4' },
  demoCredential: 'Whaticket (simulator)',
  servers: { whaticket: { label: 'Whaticket', port: 5835, application } },
  secret: WHATICKET.token,
  secretPrefix: '',
  account: { allowedMediaHosts: '', allowPlainHttp: false },
  addresses: (at) => ({ baseUrl: at.whaticket }),
  answerPath: (exchange) => `/${memberOf(exchange)}`,
  sign: bearer,
  samples: { sendText: 'text', sendMediaByUpload: 'upload-image' },
  provocations: { 'refused-token': { secret: 'nobodys-token' } },
  credentialTest: { by: 'emptyMessage', path: '/api/messages/send', body: { number: '' } },
});
