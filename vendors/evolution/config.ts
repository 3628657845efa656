import { z } from 'zod/v4';
import { isEmpty, optionalText } from '../../core/contract/inputs';
import { invalidInput } from '../../core/contract/outcome';
import { ownServerAddress } from '../../core/input/endpoint';

/** The name of an instance is a part of the address; the capitals in it count. */
export const instanceName = (label: string) =>
  optionalText(label, 100).refine((name) => name === undefined || !/^\.{1,2}$/.test(name.trim()), {
    error: `"${label}" is no name of an instance. Copy it from the manager of the server.`,
  });

/** What people paste along with the address: a call of it, or its manager. */
const ENDPOINT = /\/(instance|message|chat|webhook|manager)(\/[^/]+){0,2}$/i;

/** The credential without its key: a server of one's own, and one of its instances. */
export const config = ownServerAddress('baseUrl', 'Base URL', { endpoint: ENDPOINT }).and(
  z.object({
    instance: instanceName('Instance Name'),
    channel: z.preprocess(
      (value) => (isEmpty(value) ? 'baileys' : value),
      z.enum(['baileys', 'cloud'], {
        error: '"Channel" is neither a linked phone nor the Cloud API. Choose one of the two.',
      }),
    ),
  }),
);

export type EvolutionConfig = z.output<typeof config>;

/**
 * The address of a call for the instance that sends: the node's, else the credential's.
 *
 * @throws MessagingError (`notSent`) where neither names one
 */
export function addressOf(
  call: string,
  input: { instance?: string },
  { baseUrl, instance }: EvolutionConfig,
): string {
  const name = input.instance ?? instance;
  if (name === undefined)
    throw invalidInput(
      '"Instance" is empty and the Evolution API credential names none.',
      'Fill in one of the two.',
    );
  return `${baseUrl}/${call}/${encodeURIComponent(name.trim())}`;
}
