import { z } from 'zod/v4';
import { defineVendor } from '../../core/contract/vendor';
import { ADVICE } from './advice';
import { config, messagesPerMinute } from './config';
import { current } from './current';
import { inputs } from './inputs';
import { v1 } from './v1';
import { statuses } from './webhook';

/** Both generations write a refusal in their own way: an object with a code, or flat text beside it. */
const refusal = z.union([
  z
    .object({ error: z.object({ code: z.string().nullish(), message: z.string() }) })
    .transform(({ error }) => ({ code: error.code ?? null, message: error.message })),
  z
    .object({ error: z.string(), code: z.string().nullish() })
    .transform(({ error, code }) => ({ code: code ?? null, message: error })),
]);

/** Interflow (interflow.chat), in both generations of its API. */
export const interflow = defineVendor({
  id: 'interflow',
  name: 'Interflow',
  credential: { type: 'interflowApi', secrets: ['apiKey'] },
  config,
  messagesPerMinute,
  numberForm: 'international',
  inputs,
  generations: {
    v1: {
      label: 'v1',
      toldBy: 'Its keys begin with if_',
      recipients: { channelUserId: true },
      operations: v1,
    },
    current: { label: 'current API', toldBy: 'Its keys begin with ak_', operations: current },
  },
  generationOf: ({ generation }) => generation,
  refusal,
  advice: ADVICE,
  webhook: { sources: [statuses] },
});
