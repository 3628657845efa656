import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import type { Entry } from '../../core/webhook/source';
import { readShownCustom } from './source';

/** Shows how the pasted sample reads with the paths as they stand, by the very code that reads deliveries. */
export async function previewSample(this: ILoadOptionsFunctions): Promise<INodeListSearchResult> {
  const lines = linesOf(parsed(this.getCurrentNodeParameter('sampleDelivery')), readShownCustom(this));
  return { results: lines.map((name, index) => ({ name, value: String(index + 1) })) };
}

function linesOf(sample: unknown, read: ReturnType<typeof readShownCustom>): string[] {
  if (sample === undefined) return ['The sample is not JSON: paste a whole delivery of the vendor'];
  const delivery = read(sample);
  if (delivery === 'tooMany') return ['More than 1,000 statuses: such a delivery is refused'];
  if (delivery === 'unreadable') return ['A status without a message ID: check "ID Path"'];
  const { entries, skipped } = delivery;
  const unread = skipped === 0 ? [] : [`${skipped} without a message ID: check "ID Path"`];
  if (entries.length + skipped === 0) return ['No status: the list at "Items Path" is empty'];
  return [...entries.map(lineOf), ...unread];
}

function lineOf({ reading }: Entry): string {
  if (!('report' in reading)) return 'Not a status, so ignored. If it is one, check "Status Path".';
  const { messageId, status, vendorStatus, occurredAt, to, reason } = reading.report;
  const parts = [
    `${messageId} is ${status} ("${vendorStatus}")`,
    occurredAt === null ? 'no time' : `at ${occurredAt}`,
    to === null ? 'no recipient' : `to ${to}`,
    ...(reason === null ? [] : [`because: ${reason.message}`]),
  ];
  return parts.join(', ');
}

/** A JSON parameter is text in the editor, an object where an expression gave it. */
function parsed(sample: unknown): unknown {
  if (typeof sample !== 'string') return sample;
  try {
    return JSON.parse(sample) as unknown;
  } catch {
    return undefined;
  }
}
