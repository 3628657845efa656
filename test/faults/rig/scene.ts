import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { readAccount } from '../../../core/input/account';
import { accountKey, queueFor, type Queue } from '../../../core/sending/queue';
import { clock } from '../../../nodes/shared/running/clock';
import { vendors } from '../../../vendors';
import type { Run } from '../../support/engine';
import type { Rig } from './rig';
import type { Stand } from './stands';
import type { Answer } from './vendorDouble';

let cases = 0;

/** A moment that others wait for. */
export function moment() {
  let comes: () => void = () => undefined;
  const come = new Promise<void>((resolve) => (comes = resolve));
  return { come, comes };
}

/** An account of its own at the double, and what arrives for it. */
export function scene(
  rig: Rig,
  stand: Stand,
  answerTo: (part: string, earlier: number) => Answer | undefined = () => undefined,
) {
  const name = `order${(cases++).toString(36)}`;
  rig.double.script(name, (earlier, lead) => {
    const part = /-(\d+)$/.exec(lead)?.[1];
    return (part !== undefined && answerTo(part, earlier)) || stand.yes;
  });
  const credential = { ...stand.credential(`http://127.0.0.1:${rig.plain}/${name}`), id: name };
  /** E.g. "a1": the first item, for recipient a. */
  const item = (label: string, more: IDataObject = {}): INodeExecutionData => {
    const recipient = label.charCodeAt(0) - 'a'.charCodeAt(0);
    const phone = stand.vendor === 'aidesk' ? String(53 + recipient) : `551198765432${recipient}`;
    return { json: { text: `lead-${name}-${recipient}${label.slice(1)}`, phone, ...more } };
  };
  const run = (labels: string[], more: Partial<Run> = {}, options: IDataObject = {}): Run => ({
    node: 'sendText',
    parameters: {
      ...stand.parameters,
      ...(stand.vendor === 'aidesk' && { contactId: '={{ $json.phone }}' }),
      options: { totalTime: 900, ...options },
    },
    items: labels.map((label) => item(label)),
    credential,
    onError: 'continueRegularOutput',
    ...more,
  });
  /** What arrived of messages, in this order, requests before them left out; e.g. "a1". */
  const arrived = (): string[] =>
    rig.double.seen
      .filter((each) => each.case === name)
      .flatMap(
        ({ body, url }) => /lead-[a-z0-9]+-(\d)(\d+)/.exec(`${body} ${url}`)?.slice(1, 3).join('') ?? [],
      )
      .map((part) => `${String.fromCharCode('a'.charCodeAt(0) + Number(part[0]))}${part.slice(1)}`);
  const queue = (): Queue => {
    const vendor = vendors.find(({ id }) => id === stand.vendor)!;
    const { config, secrets, messagesPerMinute } = readAccount(vendor, credential.data);
    return queueFor(accountKey(vendor.id, config, secrets), messagesPerMinute, clock);
  };
  return { run, item, arrived, queue, credential };
}

/** How the double knows a message by its label. */
export const part = (label: string): string => `${label.charCodeAt(0) - 'a'.charCodeAt(0)}${label.slice(1)}`;

/** The outcome of each item, whether it came through or not. */
export const outcomesOf = (items: INodeExecutionData[] = []) =>
  items.map(({ json }) => json['outcome'] ?? (json['details'] as IDataObject)['outcome']);

/** What arrived for one recipient. */
export const of = (recipient: string, arrivals: string[]): string[] =>
  arrivals.filter((label) => label.startsWith(recipient));
