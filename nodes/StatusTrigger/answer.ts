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

/** As far as it is used of a request's connection. */
interface Connection {
  destroyed?: boolean;
  once(event: 'close', call: () => void): unknown;
  off(event: 'close', call: () => void): unknown;
}

/** Why a delivery starts nothing, for who looks into the sender's log. */
const REASONS: Readonly<Record<Ignored, string>> = {
  event: 'It reports no delivery status and no message that the trigger is set to, so it starts nothing.',
  status: 'The trigger is not set to start on this status.',
  own: 'The account itself wrote this message, and "Include Own Messages" is off.',
  group: 'This message was written in a group, and "Include Groups" is off.',
  duplicate: 'It was delivered before.',
  late: 'A later status of the same message came before.',
  old: 'It happened longer ago than the trigger allows.',
  empty: 'There is no status in it.',
};

/** Lets n8n answer 200; nothing is started. */
export const ignored = (what: Ignored): IWebhookResponseData => ({
  webhookResponse: { ignored: what, message: REASONS[what] },
});

/**
 * Tells, once, what came of n8n's answer: true when it went out and was below 500, so that the sender does not
 * come again; false when it did not.
 *
 * @returns false where the sender is gone already: it will come again, so nothing should be started for it now
 */
export function onAnswered(context: IWebhookFunctions, settle: (isSafe: boolean) => void): boolean {
  const response = responseOf(context);
  // An answer behind another one on its connection hears nothing of its own when the connection ends.
  const socket = context.getRequestObject().socket as Connection | undefined;
  if (response === null || isGoneAlready(context)) {
    settle(false);
    return false;
  }
  const end = (): void => {
    response.off('close', end);
    socket?.off('close', end);
    settle(response.writableFinished && response.statusCode < 500);
  };
  response.once('close', end);
  socket?.once('close', end);
  return true;
}

/** Whether there is nobody any more to be answered. */
export function isGoneAlready(context: IWebhookFunctions): boolean {
  const response = responseOf(context);
  const socket = context.getRequestObject().socket as Connection | undefined;
  return response === null || response.destroyed || response.writableEnded || socket?.destroyed === true;
}

/**
 * Does something for which the sender has to wait.
 *
 * @param work is told by the signal once the sender is gone
 * @returns with what came of it, whether the sender went meanwhile
 */
export async function whileSenderWaits<T>(
  context: IWebhookFunctions,
  work: (gone: AbortSignal) => Promise<T>,
): Promise<{ done: T; isGone: boolean }> {
  const gone = new AbortController();
  const connections = [responseOf(context), context.getRequestObject().socket as Connection | undefined];
  const leave = (): void => gone.abort();
  for (const each of connections) each?.once('close', leave);
  try {
    return { done: await work(gone.signal), isGone: gone.signal.aborted };
  } finally {
    for (const each of connections) each?.off('close', leave);
  }
}

function responseOf(context: IWebhookFunctions) {
  try {
    return context.getResponseObject();
  } catch {
    return null;
  }
}
