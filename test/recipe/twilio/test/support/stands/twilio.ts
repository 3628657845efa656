import { recordedApplication } from '../../../simulator/recorded';
import { twilio } from '../../../vendors/twilio/twilio';
import { defineStand } from './stand';

const SECRET = 'twilio-token-of-the-simulator';

export const twilioStand = defineStand({
  key: 'twilio',
  vendor: twilio,
  generation: 'only',
  label: 'Twilio',
  colour: { light: '#b3202f', dark: '#ff8d96' },
  demoCredential: 'Twilio (simulator)',
  servers: {
    twilio: {
      label: 'Twilio',
      port: 5832,
      application: recordedApplication(
        'twilio',
        ({ headers }) =>
          headers['authorization'] ===
          `Basic ${Buffer.from(`AC1a03647d811fab342c0ad608e382fab2:${SECRET}`).toString('base64')}`,
      ),
    },
  },
  secret: SECRET,
  secretPrefix: '',
  account: { accountSid: 'AC1a03647d811fab342c0ad608e382fab2', sender: '+551140028922' },
  addresses: (at) => ({ baseUrl: at.twilio }),
  sign: (secret) => ({
    headers: {
      authorization: `Basic ${Buffer.from(`AC1a03647d811fab342c0ad608e382fab2:${secret}`).toString('base64')}`,
    },
  }),
  samples: { sendText: 'text', sendMediaByUrl: 'image', sendTemplate: 'template' },
  provocations: {},
});
