import { NodeOperationError, type IHookFunctions, type INodeProperties } from 'n8n-workflow';
import type { Reported } from '../../core/contract/delivery';
import { MAIN } from '../shared/editor/main';
import { webhookSources } from '../../vendors';
import { CUSTOM, EVENTS, readEvents } from './chosen';

const NAMES: Readonly<Record<Reported, string>> = { statuses: 'Statuses', messages: 'Messages' };

/** The choice as it is where a source reports both. */
const choice: INodeProperties = {
  displayName: 'Events',
  name: 'events',
  type: 'multiOptions',
  noDataExpression: true,
  options: [
    { name: 'Messages', value: 'messages', description: 'What people write to you' },
    { name: 'Statuses', value: 'statuses', description: 'What became of the messages that you sent' },
  ],
  default: ['statuses'],
  description:
    'What starts the workflow. With both, the node has two outputs: statuses leave by the first, messages by the second.',
};

/** What a source reports. Custom takes whatever its user describes. */
export function reportsOf(id: string): readonly Reported[] {
  if (id === CUSTOM) return EVENTS;
  return webhookSources.find((source) => source.id === id)?.reports ?? ['statuses'];
}

/**
 * Refuses to activate a trigger that would wait for what its source never reports.
 *
 * @throws NodeOperationError that says what to choose
 */
export function refuseEventsNobodyReports(context: IHookFunctions): void {
  const id = String(context.getNodeParameter('source'));
  const reports = reportsOf(id);
  const missing = readEvents(context).find((each) => !reports.includes(each));
  if (missing === undefined) return;
  const label = webhookSources.find((source) => source.id === id)?.label ?? id;
  const wanted = reports.map((each) => NAMES[each]).join(' and ');
  throw new NodeOperationError(
    context.getNode(),
    `"Events" has ${NAMES[missing]}, but ${label} reports ${missing === 'statuses' ? 'no statuses' : 'no messages that come in'}.`,
    { description: `Choose ${wanted} in "Events", then activate the workflow again.` },
  );
}

/** The sources by what they report. */
const sourcesThatReport = (reports: readonly Reported[]): string[] =>
  webhookSources.map(({ id }) => id).filter((id) => reportsOf(id).join() === reports.join());

/** The choice of events, with what the chosen source reports and no more. */
export const eventsProperties: INodeProperties[] = [EVENTS, ...EVENTS.map((each) => [each])]
  .map((reports) => ({
    reports,
    sources: [...sourcesThatReport(reports), ...(reports.length === EVENTS.length ? [CUSTOM] : [])],
  }))
  .filter(({ sources }) => sources.length > 0)
  .map(({ reports, sources }) => ({
    ...choice,
    options: choice.options?.filter(
      (option) => 'value' in option && reports.some((each) => each === option.value),
    ),
    default: reports.includes('statuses') ? ['statuses'] : [...reports],
    displayOptions: { show: { source: sources } },
  }));

/** One output, or one for each kind of event where both are wanted. */
export const OUTPUTS =
  `={{ ($parameter["events"] ?? []).includes("statuses") && ($parameter["events"] ?? []).includes("messages") ? [{ type: "${MAIN}", displayName: "Statuses" }, { type: "${MAIN}", displayName: "Messages" }] : ["${MAIN}"] }}` as const;
