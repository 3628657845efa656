import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { wallClock } from '../../core/pacing/clock';
import { accept } from '../../core/webhook/accept';
import type { StatusEvent } from '../../core/webhook/event';
import type { Proof } from '../../core/webhook/proof';
import { deliveryId } from '../../core/webhook/standardWebhooks';
import { isAuthentic } from './authentication';
import { answer, ignored, onAnswered } from './answer';
import { bodyOf, encodingOf, readProof } from './incoming';
import { memoryFor } from './memories';
import { answerSetup } from './setup';
import { readSource, type Source } from './source';
import { readSelection } from './selection';

/** In bytes. A status takes a few hundred; senders of webhooks are advised to stay below 20 KB. */
const LARGEST_BODY = 256 * 1024;

/**
 * Answers one call of the trigger's address. Never throws: n8n would make a failed execution of it and log the text. Whatever is
 * not wanted or not valid is answered here and starts nothing.
 */
export async function receive(context: IWebhookFunctions): Promise<IWebhookResponseData> {
  try {
    if (context.getWebhookName() === 'setup') return await answerSetup(context);
    const source = readSource(context);
    const proof = await readProof(context, source.signature?.scheme === 'addressAndFields');
    if (!(await isAuthentic(context, proof, source.signature))) return answer(context, 401);
    return await acceptDelivery(context, proof, source);
  } catch {
    return answer(context, 500);
  }
}

async function acceptDelivery(
  context: IWebhookFunctions,
  proof: Proof,
  { vendor, encodings, read }: Source,
): Promise<IWebhookResponseData> {
  const encoding = encodingOf(proof);
  if (encoding === undefined || !encodings.includes(encoding)) return answer(context, 415);
  if ((proof.body?.length ?? 0) > LARGEST_BODY) return answer(context, 413);
  const delivery = read(bodyOf(context, proof));
  if (delivery === 'tooMany') return answer(context, 413);
  if (delivery === 'unreadable') return answer(context, 400);

  const id = context.getNodeParameter('authentication') === 'standardWebhooks' ? deliveryId(proof) : null;
  const arrival = { vendor, receivedAt: new Date(wallClock()).toISOString() };
  const reception = await accept(delivery, arrival, readSelection(context), memoryFor(context), id);
  if ('ignored' in reception) return ignored(reception.ignored);
  if (!onAnswered(context, reception.settle)) return { noWebhookResponse: true };
  return { workflowData: [reception.events.map(toItem)] };
}

const toItem = (event: StatusEvent) => ({ json: event as unknown as IDataObject });
