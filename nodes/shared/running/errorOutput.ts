import type { INode, INodeExecutionData } from 'n8n-workflow';

/**
 * A failed item as n8n takes it.
 *
 * An item whose `json` holds more than an error, a message and, from n8n 2.34 on, details leaves by the success output,
 * unless the item has an `error` of its own. n8n gives out nothing of `json` but a sentence where it finds that
 * one later on. So it is there only for the error output, and cannot be seen: n8n copies the item as it routes it.
 *
 * @param output the item, with what the user reads of the failure in its `json`
 * @param onError what the node does with a failed item
 */
export function failedOutput(output: INodeExecutionData, onError: INode['onError']): INodeExecutionData {
  if (onError !== 'continueErrorOutput') return output;
  const value = new Error(String(output.json['error']));
  // The oldest of these n8ns also write to it.
  return Object.defineProperty({ ...output }, 'error', { value, enumerable: false, writable: true });
}
