import type { IWebhookFunctions } from 'n8n-workflow';
import type { Status } from '../../core/contract/status';
import type { Wishes } from '../../core/webhook/accept';

/** What the user wants of each delivery. */
export function readWishes(context: IWebhookFunctions): Wishes {
  const options = context.getNodeParameter('options', {}) as Partial<Wishes>;
  return {
    statuses: context.getNodeParameter('statuses') as Status[],
    emitUnknown: options.emitUnknown === true,
    onlyForward: options.onlyForward === true,
    includeRaw: options.includeRaw === true,
  };
}
