import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

/** What the node itself may write into an item. */
const OWN: ReadonlySet<string> = new Set([
  'outcome',
  'preview',
  'vendor',
  'operation',
  'to',
  'toOriginal',
  'note',
  'messageId',
  'status',
  'attempts',
  'httpStatus',
  'sentAt',
  'error',
  'nextStep',
  'retrySafe',
  'vendorCode',
  'reused',
  'response',
  'reason',
  'request',
  'details',
  'input',
]);

/**
 * An output item together with what came in: its fields and its files. A field that has the name of one of the node's
 * own stands under `input`, whether the node writes it for this item or not: what is read as a result is one.
 *
 * @param output what came of the item
 * @param given the item as it came in
 */
export function withInputFields(output: IDataObject, given: INodeExecutionData): INodeExecutionData {
  const fields = Object.entries(given.json);
  const own = fields.filter(([name]) => OWN.has(name));
  return {
    json: {
      ...Object.fromEntries(fields.filter(([name]) => !OWN.has(name))),
      ...output,
      ...(own.length > 0 && { input: Object.fromEntries(own) }),
    },
    ...(given.binary !== undefined && { binary: given.binary }),
  };
}
