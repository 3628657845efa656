import type { INodeProperties } from 'n8n-workflow';
import { webhookSources } from '../../vendors';
import { CUSTOM } from './chosen';

const notice = (name: string, displayName: string, show: Record<string, string[]>): INodeProperties => ({
  displayName,
  name,
  type: 'notice',
  default: '',
  displayOptions: { show },
});

/** What the trigger says of a source: where its address goes, and what its check of the address needs. */
const notices: INodeProperties[] = webhookSources.flatMap(({ id, setUp, handshake }) => [
  notice(`${id}Notice`, setUp, { source: [id] }),
  ...(handshake === undefined
    ? []
    : [notice(`${id}VerifyNotice`, handshake.setUp, { source: [id], authentication: ['secretUrl'] })]),
]);

const choice: INodeProperties = {
  displayName: 'Source',
  name: 'source',
  type: 'options',
  noDataExpression: true,
  options: [
    {
      name: 'Custom',
      value: CUSTOM,
      description:
        'Any vendor that can call a URL: you say where the parts of a status and of a message stand',
    },
    ...webhookSources.map(({ id, label, description }) => ({ name: label, value: id, description })),
  ].sort((a, b) => a.name.localeCompare(b.name)),
  default: '',
  description: 'Who sends the statuses or the messages',
};

/** The choice of who sends, with everybody whose deliveries are known, and what to do for each. */
export const sourceProperties: INodeProperties[] = [
  { ...choice, default: webhookSources[0]?.id ?? CUSTOM },
  ...notices,
];
