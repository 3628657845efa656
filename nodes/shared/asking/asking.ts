import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { execute } from '../running/execute';
import { WAIT_INDEFINITELY, waitUntil } from './limit';

/**
 * Asks a person, once, and puts the execution to wait. What is sent goes the way of any text: nothing that is tried
 * again asks a second time.
 */
export async function ask(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
  // One execution waits for one answer, so the first item asks for all.
  const output = await execute(context, 'sendAndWait', 1);
  const outcome = output[0]?.[0]?.json['outcome'];
  const isAsked = outcome === 'sent' || outcome === 'accepted';
  // Whoever may not have the question is waited for only where that has an end.
  const goesOnAsSent = Object.hasOwn(output[0]?.[0]?.json ?? {}, 'sentAt');
  const mayBeAsked = outcome === 'unknown' && goesOnAsSent;
  const until = isAsked || mayBeAsked ? waitUntil(context) : undefined;
  if (isAsked || until !== undefined) await context.putExecutionToWait(until ?? WAIT_INDEFINITELY);
  return output;
}
