import type { IWebhookFunctions } from 'n8n-workflow';
import type { Status } from '../../core/contract/status';
import type { Selection } from '../../core/webhook/accept';

/** What the user wants of each delivery. */
export function readSelection(context: IWebhookFunctions): Selection {
  const options = context.getNodeParameter('options', {}) as Partial<Selection>;
  return {
    statuses: context.getNodeParameter('statuses') as Status[],
    emitUnknown: options.emitUnknown === true,
    onlyForward: options.onlyForward === true,
    includeRaw: options.includeRaw === true,
  };
}
