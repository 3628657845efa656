import { requiredName } from '../../core/contract/inputs';
import type { OwnInputs } from '../../core/contract/vendor';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** An id as Interflow's panel shows it. */
export const uuid = (label: string) =>
  requiredName(label, 200).refine((text) => UUID.test(text), {
    error: `"${label}" is not an Interflow ID. Paste it whole; it looks like 550e8400-e29b-41d4-a716-446655440000.`,
  });

/** What only Interflow asks for. */
export const inputs = {
  channelId: {
    label: 'Channel ID',
    description: 'The channel that sends. Leave empty to use the default channel of the credential.',
    schema: uuid('Channel ID'),
    control: { kind: 'text', placeholder: 'e.g. 550e8400-e29b-41d4-a716-446655440000', named: true },
    default: '',
  },
} as const satisfies OwnInputs;

export type InterflowInputs = typeof inputs;
