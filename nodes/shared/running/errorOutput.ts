import type { IDataObject, INode, INodeExecutionData } from 'n8n-workflow';

/**
 * A failed item as n8n takes it.
 *
 * Before n8n 2.34 an item whose `json` holds more than an error and a message leaves by the success output,
 * unless the item has an `error` of its own. n8n gives out nothing of `json` but a sentence where it finds that
 * one later on. So it is there only for the error output, and cannot be seen: n8n copies the item as it routes it.
 *
 * @param json what the user reads of the failure
 * @param onError what the node does with a failed item
 */
export function failedOutput(json: IDataObject, item: number, onError: INode['onError']): INodeExecutionData {
  const output: INodeExecutionData = { json, pairedItem: { item } };
  if (onError !== 'continueErrorOutput') return output;
  const value = new Error(String(json.error));
  // n8n before 2.34 also writes to it.
  return Object.defineProperty(output, 'error', { value, enumerable: false, writable: true });
}
