import { z } from 'zod/v4';
import { atLeast } from '../../core/input/account';
import { addressOr } from '../../core/input/endpoint';
import { isEmpty } from '../../core/contract/inputs';
import { invalidInput } from '../../core/contract/outcome';
import { uuid } from './inputs';

const OWN_ADDRESS = {
  v1: 'https://api.interflow.chat/v1',
  current: 'https://v1.api.interflow.chat',
} as const;

/** How the current API is told to whom: two pages of its documentation require different fields. */
const CONTACT_FORMS = ['both', 'contact', 'customer'] as const;

/** What the reference shows behind the address. */
const ENDPOINT = {
  v1: /\/(messages(\/send)?|customers)$/i,
  current: /\/api(\/[^/]+(\/(tags|chat(\/create|\/[^/]+\/message)?))?)?$/i,
} as const;

export type Generation = keyof typeof OWN_ADDRESS;

/** A key of the first generation starts with if_, one of the current generation with ak_. */
function generationOfKey(key: string): Generation | undefined {
  if (key.startsWith('if_')) return 'v1';
  if (key.startsWith('ak_')) return 'current';
  return undefined;
}

const leftOut = (value: unknown): unknown => (isEmpty(value) ? undefined : value);

/** The credential without its key; which generation it is for is settled here. */
export const config = z
  .object({
    apiVersion: z.enum(['auto', 'v1', 'current']).default('auto'),
    apiKey: z.string().default(''),
    baseUrl: z.string().default(''),
    organizationId: z.preprocess(leftOut, uuid('Organization ID').optional()),
    channelId: z.preprocess(leftOut, uuid('Default Channel ID').optional()),
    contactForm: z.preprocess(leftOut, z.enum(CONTACT_FORMS).default('both')),
  })
  .transform(({ apiKey, apiVersion, baseUrl, ...rest }, context) => {
    const refuse = (message: string): never => {
      context.addIssue({ code: 'custom', message, continue: false });
      return z.NEVER;
    };
    const generation = apiVersion === 'auto' ? generationOfKey(apiKey.trim()) : apiVersion;
    if (generation === undefined)
      return refuse(
        '"API Version" is Auto, but the key starts neither with if_ nor with ak_, so choose the version.',
      );
    if (generation === 'current' && rest.organizationId === undefined)
      return refuse('"Organization ID" is empty; the current API needs it.');
    const address = addressOr('Base URL', OWN_ADDRESS[generation], ENDPOINT[generation]).safeParse(baseUrl);
    if (!address.success) return refuse(address.error.issues[0]?.message ?? '"Base URL" cannot be used.');
    return { ...rest, generation, baseUrl: address.data };
  });

export type InterflowConfig = z.output<typeof config>;

/**
 * The channel that a message goes out through: the node's, else the credential's.
 *
 * @throws MessagingError (`notSent`) where neither names one
 */
export function channelOf(input: { channelId?: string }, { channelId }: InterflowConfig): string {
  const channel = input.channelId ?? channelId;
  if (channel === undefined)
    throw invalidInput(
      '"Channel ID" is empty and the Interflow credential has no default channel.',
      'Fill in one of the two.',
    );
  return channel;
}

/** Messages per minute by plan, from the API reference. */
const PLANS: Readonly<Record<string, number>> = { starter: 60, professional: 300, enterprise: 1000 };

/** The plan's limit, or the one that the credential gives for a plan of its own. */
export function messagesPerMinute({
  plan,
  messagesPerMinute: custom,
}: Readonly<Record<string, unknown>>): number {
  const smallest = PLANS['starter'] as number;
  return plan === 'custom'
    ? atLeast(0, custom, smallest)
    : ((typeof plan === 'string' ? PLANS[plan] : undefined) ?? smallest);
}
