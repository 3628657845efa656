import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { readJsonText } from '../../core/webhook/json';
import { foundFor, holds, type Condition } from '../../core/webhook/condition';
import { UNNAMED_EVENT } from '../../core/webhook/shape';
import type { Entry } from '../../core/webhook/source';
import { isTimeZone } from '../../core/webhook/time';
import { readShownCustom, type ShownCustom } from './source';

/** In characters; what a sample holds is shown no longer than that. */
const LONGEST_SHOWN = 60;

/** Shows how the pasted sample reads with the paths as they stand, by the very code that reads deliveries. */
export async function previewSample(this: ILoadOptionsFunctions): Promise<INodeListSearchResult> {
  const lines = linesOf(parsed(this.getCurrentNodeParameter('sampleDelivery')), readShownCustom(this));
  return { results: lines.map((name, index) => ({ name, value: String(index + 1) })) };
}

function linesOf(sample: unknown, { read, conditions, timeZone }: ShownCustom): string[] {
  if (sample === undefined)
    return ['The sample is neither JSON nor a form: paste a whole delivery of the vendor'];
  const delivery = read(sample);
  if (delivery === 'tooMany') return ['More than 50,000 statuses: such a delivery is refused'];
  if (delivery === 'unreadable') return ['A status without a message ID: check "ID Path"'];
  const { entries, skipped } = delivery;
  const unread = skipped === 0 ? [] : [`${skipped} without a message ID: check "ID Path"`];
  if (entries.length + skipped === 0) return ['No status: the list at "Items Path" is empty'];
  const zone = isTimeZone(timeZone)
    ? []
    : [
        `Nobody knows the time zone "${cut(timeZone)}", so times without a zone are not read: check "Time Zone"`,
      ];
  return [...zone, ...entries.flatMap((entry) => linesOfEntry(entry, sample, conditions)), ...unread];
}

/** n8n cuts a long line: who it is about stands in the first one, and the long id in the second. */
function linesOfEntry({ reading, raw }: Entry, sample: unknown, conditions: readonly Condition[]): string[] {
  if (!('report' in reading)) {
    const failing = conditions.find((condition) => !holds(condition, raw, sample));
    if (failing !== undefined) return [failingLine(failing, foundFor(failing, raw, sample))];
    const name = 'otherEvent' in reading ? reading.otherEvent : 'message';
    if (name !== UNNAMED_EVENT) return [`Another event ("${cut(name)}"), so it starts nothing`];
    return ['Not a status, so ignored. If it is one, check "Status Path".'];
  }
  const { messageId, status, vendorStatus, occurredAt, to, reason, secondId, toUserId } = reading.report;
  const first = `${status} ("${vendorStatus}"), ${to === null ? 'no recipient' : `to ${to}`}`;
  const parts = [
    `Message ${messageId}`,
    occurredAt === null ? 'no time' : `at ${occurredAt}`,
    ...(toUserId === undefined ? [] : [`user ${toUserId}`]),
    ...(secondId === undefined ? [] : [`second ID ${secondId}`]),
    ...(reason === null ? [] : [`because: ${reason.message}`]),
  ];
  return [first, parts.join(', ')];
}

/** Which condition does not hold, and what stands there instead. */
function failingLine({ path, equals = [] }: Condition, found: string | null): string {
  const wanted = equals.length === 0 ? 'there' : equals.map((each) => `"${cut(each)}"`).join(' or ');
  const instead = found === null ? 'nothing stands there' : `"${cut(found)}" stands there`;
  return `Another event, so it starts nothing: "${cut(path)}" must be ${wanted}, but ${instead}. If it is a status, check "Conditions".`;
}

const cut = (text: string): string =>
  text.length <= LONGEST_SHOWN ? text : `${text.slice(0, LONGEST_SHOWN - 3)}...`;

/** A JSON parameter is text in the editor, an object where an expression gave it. A form is text with equals signs. */
function parsed(sample: unknown): unknown {
  if (typeof sample !== 'string') return sample;
  const json = readJsonText(sample.trim());
  if (json !== undefined || !/^[\w.%[\]+-]{1,200}=/.test(sample.trim())) return json;
  return Object.fromEntries(new URLSearchParams(sample.trim()));
}
