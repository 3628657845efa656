import { talkme as application } from '../../../simulator/vendors/talkme';
import { TALKME } from '../../../simulator/vendors/talkmeFixtures';
import { talkme } from '../../../vendors/talkme/talkme';
import { defineStand } from './stand';

export const talkmeStand = defineStand({
  key: 'talkme',
  vendor: talkme,
  generation: 'only',
  label: 'Talk.me',
  colour: { light: '#b3470b', dark: '#ffa366' },
  demoCredential: 'Talk.me (simulator)',
  servers: { talkme: { label: 'Talk.me', port: 5804, application } },
  secret: TALKME.token,
  secretPrefix: '',
  account: { clientId: TALKME.clientId },
  addresses: (at) => ({ baseUrl: at.talkme }),
  sign: (token) => ({ query: { id_cliente: TALKME.clientId, token } }),
  samples: { sendText: 'text', sendTemplate: 'template', addToCampaign: 'campaign' },
  provocations: {
    'broken-internal': {},
    'refused-campaign': {},
    'refused-in-success': {},
    'refused-official-channel': {},
    'refused-token': { secret: 'nobodys-token' },
  },
  // One method for texts that fit into an address and one for those that do not, with the same host and path.
  // Contact data asks for the second as well, however short the text is.
  methodOf: (input) => {
    const words = Buffer.from(String(input['text'] ?? input['campaignText'] ?? '')).toString();
    const hasContactData = ['variables', 'contact', 'email', 'subject'].some((name) => name in input);
    return hasContactData || encodeURIComponent(words).length > 1_500 ? 'POST' : 'GET';
  },
});
