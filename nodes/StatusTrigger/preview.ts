import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import type { IncomingMessage } from '../../core/contract/delivery';
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

function linesOf(sample: unknown, shown: ShownCustom): string[] {
  const { read, timeZone, events } = shown;
  const [what, path] = events.includes('statuses') ? ['status', 'ID Path'] : ['message', 'Message ID Path'];
  if (sample === undefined)
    return ['The sample is neither JSON nor a form: paste a whole delivery of the vendor'];
  const delivery = read(sample);
  if (delivery === 'tooMany') return [`More than 50,000 entries: such a delivery is refused`];
  if (delivery === 'unreadable') return [`A ${what} without a message ID: check "${path}"`];
  const { entries, skipped } = delivery;
  const unread = skipped === 0 ? [] : [`${skipped} without a message ID: check "${path}"`];
  if (entries.length + skipped === 0)
    return [`No ${what}: the list at "${what === 'status' ? 'Items Path' : 'Messages Path'}" is empty`];
  const zone = isTimeZone(timeZone)
    ? []
    : [
        `Nobody knows the time zone "${cut(timeZone)}", so times without a zone are not read: check "Time Zone"`,
      ];
  return [...zone, ...entries.flatMap((entry) => linesOfEntry(entry, sample, shown)), ...unread];
}

/** n8n cuts a long line: who it is about stands in the first one, and the long id in the second. */
function linesOfEntry(
  { reading, raw }: Entry,
  sample: unknown,
  { conditions, events }: ShownCustom,
): string[] {
  if ('message' in reading)
    return events.includes('messages')
      ? linesOfMessage(reading.message)
      : ['A message that came in, so it starts nothing: "Events" has no Messages'];
  if ('otherEvent' in reading) {
    const failing = conditions.find((condition) => !holds(condition, raw, sample));
    if (failing !== undefined) return [failingLine(failing, foundFor(failing, raw, sample))];
    const name = reading.otherEvent;
    if (name !== UNNAMED_EVENT) return [`Another event ("${cut(name)}"), so it starts nothing`];
    if (!events.includes('statuses'))
      return ['Not a message, so ignored. If it is one, check "From Path" and "Text Path".'];
    return ['Not a status, so ignored. If it is one, check "Status Path".'];
  }
  if (!events.includes('statuses')) return ['A status, so it starts nothing: "Events" has no Statuses'];
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

function linesOfMessage(message: IncomingMessage): string[] {
  const { messageId, from, name, kind, text, media, occurredAt, fromMe, group, fromUserId } = message;
  const who = from ?? fromUserId ?? 'nobody that it names';
  const first = `${kind} from ${fromMe ? 'your own account' : who}${name === null ? '' : ` (${cut(name)})`}`;
  const said = text === null ? 'no text' : `"${cut(text)}"`;
  const parts = [
    `Message ${messageId ?? 'without an ID'}`,
    occurredAt === null ? 'no time' : `at ${occurredAt}`,
    ...(media === null ? [] : [`file ${cut(media.url ?? media.id ?? media.fileName ?? 'without a link')}`]),
    ...(group === null ? [] : [`in the group ${cut(group)}`]),
  ];
  return [`${first}: ${said}`, parts.join(', ')];
}

/** Which condition does not hold, and what stands there instead. */
function failingLine({ path, equals = [] }: Condition, found: string | null): string {
  const wanted = equals.length === 0 ? 'there' : equals.map((each) => `"${cut(each)}"`).join(' or ');
  const instead = found === null ? 'nothing stands there' : `"${cut(found)}" stands there`;
  return `Another event, so it starts nothing: "${cut(path)}" must be ${wanted}, but ${instead}. If it is a status or a message, check its conditions.`;
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
