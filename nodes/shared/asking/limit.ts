import { WAIT_INDEFINITELY, type IExecuteFunctions, type INodeProperties } from 'n8n-workflow';
import { complaint } from '../../../core/contract/inputs';
import { noChoice, noNumber, readChoice, readNumber } from '../../../core/contract/switches';
import { wallClock } from '../../../core/pacing/clock';

/** How long a question waits for its answer; named as in n8n's own nodes. */

const UNITS = ['minutes', 'hours', 'days'] as const;

const MINUTES: Readonly<Record<(typeof UNITS)[number], number>> = { minutes: 1, hours: 60, days: 24 * 60 };

export const limitWaitTime: INodeProperties = {
  displayName: 'Limit Wait Time',
  name: 'limitWaitTime',
  type: 'fixedCollection',
  description:
    'How long to wait for the answer. After that the workflow goes on with the item that came in, which holds no answer. Without this option it waits for ever.',
  default: { values: { limitType: 'afterTimeInterval', resumeAmount: 45, resumeUnit: 'minutes' } },
  options: [
    {
      displayName: 'Values',
      name: 'values',
      values: [
        {
          displayName: 'Limit Type',
          name: 'limitType',
          type: 'options',
          options: [
            {
              name: 'After Time Interval',
              value: 'afterTimeInterval',
              description: 'Waits for a certain amount of time',
            },
          ],
          default: 'afterTimeInterval',
          description: 'When the workflow goes on without an answer',
        },
        {
          displayName: 'Amount',
          name: 'resumeAmount',
          type: 'number',
          typeOptions: { minValue: 0, numberPrecision: 2 },
          default: 1,
          description: 'The time to wait',
        },
        {
          displayName: 'Unit',
          name: 'resumeUnit',
          type: 'options',
          options: [
            { name: 'Days', value: 'days' },
            { name: 'Hours', value: 'hours' },
            { name: 'Minutes', value: 'minutes' },
          ],
          default: 'hours',
          description: 'Of the time to wait',
        },
      ],
    },
  ],
};

/**
 * Until when the answer is waited for.
 *
 * @returns undefined for ever
 * @throws MessagingError (`notSent`) where the limit is none
 */
export function waitUntil(context: IExecuteFunctions): Date | undefined {
  const given = context.getNodeParameter('options.limitWaitTime.values', 0, {});
  if (typeof given !== 'object' || given === null || Object.keys(given).length === 0) return undefined;
  const { resumeAmount = 1, resumeUnit = 'hours' } = given as Record<string, unknown>;
  const amount = readNumber(resumeAmount);
  if (amount === undefined || amount < 0) throw complaint(noNumber('Amount', resumeAmount));
  const unit = readChoice(resumeUnit, UNITS);
  if (unit === undefined) throw complaint(noChoice('Unit', resumeUnit, UNITS));
  const until = wallClock() + amount * MINUTES[unit] * 60_000;
  return new Date(Math.min(until, WAIT_INDEFINITELY.getTime()));
}

export { WAIT_INDEFINITELY };
