import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';
import type { WebhookFields } from '../../core/webhook/authenticity';
import { monotonic } from '../../core/pacing/clock';
import { Recent } from '../../core/webhook/recent';

const NAME = 'mensageiroWebhookApi';

/** A secret that was replaced or withdrawn in n8n is no longer accepted after this time, in milliseconds. */
const LIFETIME = 60_000;

/** Deliveries that do not fit make us read again, but never more often than this, in milliseconds. */
const SHORTEST_PAUSE = 5_000;

const MOST_CREDENTIALS = 1_000;

export type Credential = WebhookFields;

type Context = IHookFunctions | IWebhookFunctions;

interface Reading {
  fields: Promise<Credential>;
  /** By the clock that is never set. */
  startedAt: number;
}

/** Credentials read before, for each trigger of each workflow: one reading costs n8n up to 45 ms. */
const readings = new Recent<Reading>(MOST_CREDENTIALS, LIFETIME);

/** The trigger's credential, from memory where it was read in the last minute. */
export async function storedCredential(context: Context): Promise<Credential> {
  const key = keyOf(context);
  return await (readings.get(key) ?? read(context, key)).fields;
}

/** The credential as it is now; null where it was read only a moment ago. */
export async function rereadCredential(context: Context): Promise<Credential | null> {
  const last = readings.get(keyOf(context));
  if (last !== undefined && monotonic() - last.startedAt < SHORTEST_PAUSE) return null;
  return await readCredential(context);
}

/** The credential as it is now. */
export async function readCredential(context: Context): Promise<Credential> {
  return await read(context, keyOf(context)).fields;
}

function read(context: Context, key: string): Reading {
  const fields = context.getCredentials<Credential & object>(NAME);
  const reading = { fields, startedAt: monotonic() };
  readings.set(key, reading);
  // What could not be read is asked for again by the next delivery.
  fields.catch(() => {
    if (readings.get(key) === reading) readings.delete(key);
  });
  return reading;
}

function keyOf(context: Context): string {
  const { id, credentials } = context.getNode();
  return [context.getWorkflow().id, id, credentials?.[NAME]?.id].join('/');
}
