import { defineVendor } from '../../core/contract/vendor';
import { ADVICE } from './advice';
import { config } from './config';
import { files } from './incomingFile';
import { inputs } from './inputs';
import { baileys, cloud } from './operations';
import { refusal } from './refusal';
import { events } from './webhook';

/** Evolution API (version 2), a server that people run themselves, with either kind of number behind it. */
export const evolution = defineVendor({
  id: 'evolution',
  name: 'Evolution API',
  credential: { type: 'mensageiroEvolutionApi', secrets: ['apiKey'] },
  config,
  ownServer: true,
  // The ninth digit is the server's affair: it asks WhatsApp.
  numberForm: 'international',
  inputs,
  advice: ADVICE,
  generations: {
    baileys: { label: 'linked phone', operations: baileys },
    cloud: { label: 'official number', operations: cloud },
  },
  generationsAre: { label: 'Channel', decidedBy: 'the field of the same name in the credential' },
  generationOf: ({ channel }) => channel,
  refusal,
  webhook: { sources: [events], files },
});
