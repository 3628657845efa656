import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { complaint } from '../../../core/contract/inputs';
import { noChoice, readChoice } from '../../../core/contract/switches';
import { isBlank, readText, sentence, trimmed } from '../../../core/contract/text';

/** The answers that a person can give; named as in n8n's own nodes. */

export const APPROVE = 'Approve';
export const DECLINE = 'Decline';

const TYPES = ['single', 'double'] as const;

export const approvalOptions: INodeProperties = {
  displayName: 'Approval Options',
  name: 'approvalOptions',
  type: 'fixedCollection',
  placeholder: 'Add Option',
  default: {},
  description:
    'Which answers the message offers, and in which words. Without it there is one link, to approve.',
  options: [
    {
      displayName: 'Values',
      name: 'values',
      values: [
        {
          displayName: 'Type of Approval',
          name: 'approvalType',
          type: 'options',
          options: [
            { name: 'Approve and Disapprove', value: 'double' },
            { name: 'Approve Only', value: 'single' },
          ],
          default: 'single',
          description: 'Whether the person can also decline',
        },
        {
          displayName: 'Approve Button Label',
          name: 'approveLabel',
          type: 'string',
          default: APPROVE,
          description: 'Stands before the link and on its page',
        },
        {
          displayName: 'Disapprove Button Label',
          name: 'disapproveLabel',
          type: 'string',
          default: DECLINE,
          displayOptions: { show: { approvalType: ['double'] } },
          description: 'Stands before the link and on its page',
        },
      ],
    },
  ],
};

interface Button {
  label: string;
  approved: boolean;
}

/**
 * The answers in the order of the message.
 *
 * @param given the parameter Approval Options
 * @throws MessagingError (`notSent`) with a sentence that names the parameter
 */
export function buttonsOf(given: IDataObject | undefined): Button[] {
  const { approvalType = 'single', approveLabel, disapproveLabel } = (given?.['values'] ?? {}) as IDataObject;
  const type = readChoice(approvalType, TYPES);
  if (type === undefined) throw complaint(noChoice('Type of Approval', approvalType, TYPES));
  const approve = { label: labelIn('Approve Button Label', approveLabel, APPROVE), approved: true };
  if (type === 'single') return [approve];
  return [approve, { label: labelIn('Disapprove Button Label', disapproveLabel, DECLINE), approved: false }];
}

function labelIn(name: string, given: unknown, byDefault: string): string {
  if (given === undefined || given === null) return byDefault;
  const read = readText(given);
  if ('text' in read) return isBlank(read.text) ? byDefault : trimmed(read.text).replace(/\s+/g, ' ');
  throw complaint(sentence(name, read.fault));
}
