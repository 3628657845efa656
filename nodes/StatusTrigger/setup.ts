import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { answerHandshake } from '../../core/webhook/handshake';
import { answer } from './answer';
import { readVerifyToken } from './authentication';
import { readSource } from './source';

/** Answers a GET, by which some senders check the address. Starts nothing. */
export async function answerSetup(context: IWebhookFunctions): Promise<IWebhookResponseData> {
  const { handshake } = readSource(context);
  if (handshake === undefined) return answer(context, 404);
  const query = context.getQueryData() as Record<string, unknown>;
  const challenge = answerHandshake(handshake, query, await readVerifyToken(context));
  if (challenge === null) return answer(context, 403);
  // As plain text that no browser takes for anything else: the caller chose what is repeated here.
  const response = context.getResponseObject();
  response.status(200).set({ 'content-type': 'text/plain', 'x-content-type-options': 'nosniff' });
  response.send(challenge);
  return { noWebhookResponse: true };
}
