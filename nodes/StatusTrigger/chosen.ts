import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';
import type { Reported } from '../../core/contract/delivery';

/** The value of the source whose paths the user names. */
export const CUSTOM = 'custom';

/** What the trigger can be set to, in the order of its outputs. */
export const EVENTS: readonly Reported[] = ['statuses', 'messages'];

/** What the user wants, in the order of the outputs; statuses where nothing is chosen. */
export const readEvents = (context: IHookFunctions | IWebhookFunctions): readonly Reported[] =>
  eventsIn(context.getNodeParameter('events', ['statuses']));

/** The same, of a parameter's value. */
export function eventsIn(chosen: unknown): readonly Reported[] {
  const events = EVENTS.filter((each) => Array.isArray(chosen) && chosen.includes(each));
  return events.length === 0 ? ['statuses'] : events;
}
