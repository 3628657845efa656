import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';
import type { NodeOperation } from '../../../core/contract/operations';
import { enumerated } from '../../../core/contract/text';
import type { Vendor } from '../../../core/contract/vendor';
import { limitWaitTime } from '../asking/limit';
import { generationsOf, vendorsOf } from './conditions';
import { ownOptions } from './ownInputs';
import { allowedRecipients } from './allowedRecipients';

/** What all vendors share. */
const common: INodeProperties[] = [
  ...allowedRecipients,
  {
    displayName: 'Attempts',
    name: 'attempts',
    type: 'number',
    typeOptions: { minValue: 1, maxValue: 6 },
    default: 4,
    description:
      'How often to try at most. Only what the vendor provably did not take is tried again, so no attempt can send a message twice.',
  },
  {
    displayName: 'Country Code',
    name: 'defaultCountryCode',
    type: 'string',
    default: '55',
    placeholder: 'e.g. 55',
    description: 'Put before a number that has none. Leave empty to never add one.',
  },
  {
    displayName: 'Deduplication Key',
    name: 'deduplicationKey',
    type: 'string',
    default: '',
    placeholder: 'e.g. {{ $json.orderId }}',
    description:
      'A message whose key was sent before by this node is skipped, also in later executions and in other workers. How long a key is remembered says "Remember Keys For".',
  },
  {
    displayName: 'Dry Run',
    name: 'dryRun',
    type: 'boolean',
    default: false,
    description: 'Whether to only show what would be sent and to whom, without sending anything',
  },
  {
    displayName: 'If Nobody Knows Whether It Was Sent',
    name: 'onUnknown',
    type: 'options',
    options: [
      {
        name: 'Pass It On, Flagged',
        value: 'passOn',
        description: 'The item goes on as if sent, with the outcome "unknown"',
      },
      {
        name: 'Send It Again (May Arrive Twice)',
        value: 'resend',
        description: 'Only for messages that do no harm when they arrive twice',
      },
      {
        name: 'Treat It as Failed',
        value: 'error',
        description: "The item fails like any other; look in the vendor's panel before you send it again",
      },
    ],
    default: 'error',
    description:
      'What to do with a message whose answer got lost on the way. It is never sent again by itself.',
  },
  {
    displayName: 'Include Input Fields',
    name: 'includeInputFields',
    type: 'boolean',
    default: false,
    description:
      'Whether to add the input item\'s fields and files to every output item, sent or not. Fields that have the name of one of the node\'s own then stand under "input".',
  },
  {
    displayName: 'Include Vendor Response',
    name: 'includeVendorResponse',
    type: 'boolean',
    default: false,
    description: "Whether to add the vendor's whole answer to the output",
  },
  {
    displayName: 'Longest Wait',
    name: 'longestWait',
    type: 'number',
    typeOptions: { minValue: 0, maxValue: 900 },
    default: 120,
    description:
      'Seconds to wait at most when a vendor asks for a pause. A longer pause is reported instead.',
  },
  {
    displayName: 'Ninth Digit',
    name: 'ninthDigit',
    type: 'options',
    options: [
      { name: 'Add If Missing', value: 'add', description: 'Only to mobile numbers in their old form' },
      { name: 'Keep as Given', value: 'keep' },
      { name: 'Remove', value: 'remove', description: 'Only for area codes from 31 on' },
    ],
    default: 'keep',
    description:
      'What to do with the 9 before Brazilian mobile numbers. Change it only if messages do not arrive.',
  },
  {
    displayName: 'Parallel Requests',
    name: 'parallelRequests',
    type: 'number',
    typeOptions: { minValue: 0, maxValue: 50 },
    default: 0,
    description:
      'How many messages may be on their way at once. 0 finds the number from how the vendor answers; 1 sends strictly one after another. The limit of the credential holds in any case.',
  },
  {
    displayName: 'Remember Keys For',
    name: 'rememberKeysFor',
    type: 'number',
    typeOptions: { minValue: 0, maxValue: 3650 },
    default: 90,
    description:
      'Days for which a deduplication key is remembered at least; soon after that it is forgotten and may be used again. 0 remembers keys for ever.',
  },
  {
    displayName: 'Timeout',
    name: 'timeout',
    type: 'number',
    typeOptions: { minValue: 5, maxValue: 300 },
    default: 60,
    description:
      'Seconds to wait for the answer; an upload gets three times as long. A short time makes more messages end as unknown.',
  },
  {
    displayName: 'Total Time',
    name: 'totalTime',
    type: 'number',
    typeOptions: { minValue: 10, maxValue: 900 },
    default: 180,
    description: 'Seconds that all attempts of one message may take together',
  },
];

/** A question is one message, and may wait for its answer only so long. */
const commonFor = (node: NodeOperation): INodeProperties[] =>
  node === 'sendAndWait'
    ? [...common.filter(({ name }) => name !== 'parallelRequests'), limitWaitTime]
    : common;

const recipientType = (vendors: readonly Vendor[]): INodeProperties => ({
  displayName: 'Recipient Type',
  name: 'recipientType',
  type: 'options',
  options: [
    { name: 'Channel User ID', value: 'channelUserId', description: 'Sent as it is, e.g. for Instagram' },
    { name: 'Phone Number', value: 'phone' },
  ],
  default: 'phone',
  displayOptions: shownFor(vendors),
  description: 'What "To" holds',
});

const stripCountryCode = (vendors: readonly Vendor[]): INodeProperties => ({
  displayName: 'Remove Country Code',
  name: 'stripCountryCode',
  type: 'boolean',
  default: true,
  displayOptions: shownFor(vendors),
  description: `Whether to take 55 off Brazilian numbers, as ${inWords(vendors)} them`,
});

const shownFor = (vendors: readonly Vendor[]): IDisplayOptions => ({
  show: { '/vendor': vendors.map(({ id }) => id) },
});

/** The vendors' names with their verb: "A writes", "A and B write". */
function inWords(vendors: readonly Vendor[]): string {
  const names = enumerated(vendors.map(({ name }) => name));
  return `${names} ${vendors.length === 1 ? 'writes' : 'write'}`;
}

/** What only the vendors need that declare it: those that take other recipients, or numbers without 55. */
function declaredOptions(node: NodeOperation): INodeProperties[] {
  const offered = vendorsOf(node);
  const withUserIds = offered.filter((vendor) =>
    generationsOf(vendor, node).some(({ recipients }) => recipients?.channelUserId === true),
  );
  const national = offered.filter(({ numberForm }) => numberForm === 'national');
  return [
    ...(withUserIds.length > 0 ? [recipientType(withUserIds)] : []),
    ...(national.length > 0 ? [stripCountryCode(national)] : []),
  ];
}

/** The collection Options of a node: what all share, what a declaration asks for and what its vendors add, in the order of the alphabet. */
export function optionsProperty(node: NodeOperation): INodeProperties {
  return {
    displayName: 'Options',
    name: 'options',
    type: 'collection',
    placeholder: 'Add Option',
    default: {},
    options: [...commonFor(node), ...declaredOptions(node), ...ownOptions(node)].sort((a, b) =>
      a.displayName.localeCompare(b.displayName),
    ),
  };
}
