import { z } from 'zod/v4';
import { switchInput } from '../../core/contract/switches';
import type { OwnInputs } from '../../core/contract/vendor';
import { instanceName, type EvolutionConfig } from './config';

const STATES: Readonly<Record<string, string>> = { open: 'Connected', connecting: 'Connecting' };

/** Each entry holds the key of its instance, too, which is left where it is. */
const instances = z
  .array(z.object({ name: z.string().min(1), connectionStatus: z.string().nullish() }))
  .transform((list) =>
    list.map(({ name, connectionStatus }) => ({
      name,
      value: name,
      description: STATES[connectionStatus ?? ''] ?? 'Not connected',
    })),
  );

/** What only Evolution API asks for. */
export const inputs = {
  instance: {
    label: 'Instance',
    description: 'The instance that sends. Leave empty to use the one of the credential.',
    schema: instanceName('Instance'),
    control: {
      kind: 'lookup',
      placeholder: 'e.g. loja',
      lookup: {
        request: ({ baseUrl }: EvolutionConfig) => ({
          method: 'GET',
          url: `${baseUrl}/instance/fetchInstances`,
        }),
        answer: instances,
      },
    },
    default: '',
  },
  linkPreview: {
    label: 'Link Preview',
    description: 'Whether the first link in the text is shown with a preview',
    schema: switchInput('Link Preview'),
    control: { kind: 'switch' },
    default: true,
    place: 'options',
  },
} as const satisfies OwnInputs;

export type EvolutionInputs = typeof inputs;
