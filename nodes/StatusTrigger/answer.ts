import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import type { Ignored } from '../../core/webhook/accept';

/** Constant texts: a stranger learns nothing from them, and nothing of the delivery is repeated. */
const TEXTS = {
  400: 'This delivery is not in the shape that the trigger is set up for.',
  401: 'This delivery is not authenticated.',
  403: 'The verify token is not the one in the webhook credential.',
  404: 'There is nothing to read at this address.',
  413: 'This delivery is too large.',
  415: 'A delivery must be written as the trigger is set up for, in most cases JSON.',
  500: 'This delivery could not be handled. Send it again later.',
} as const;

/** Answers in place of n8n; nothing is started. */
export function answer(context: IWebhookFunctions, status: keyof typeof TEXTS): IWebhookResponseData {
  const response = responseOf(context);
  try {
    if (response?.headersSent === false) response.status(status).json({ message: TEXTS[status] });
  } catch {
    // The connection is gone: there is nobody to answer.
  }
  return { noWebhookResponse: true };
}

/** Lets n8n answer 200; nothing is started. */
export const ignored = (what: Ignored): IWebhookResponseData => ({ webhookResponse: { ignored: what } });

/**
 * Tells, once, what came of n8n's answer: true when it went out and was below 500, so that the sender does not
 * come again; false when it did not.
 *
 * @returns false where the sender is gone already: it will come again, so nothing should be started for it now
 */
export function onAnswered(context: IWebhookFunctions, settle: (isSafe: boolean) => void): boolean {
  const response = responseOf(context);
  if (response === null || response.destroyed || response.writableEnded) {
    settle(false);
    return false;
  }
  response.once('close', () => settle(response.writableFinished && response.statusCode < 500));
  return true;
}

function responseOf(context: IWebhookFunctions) {
  try {
    return context.getResponseObject();
  } catch {
    return null;
  }
}
