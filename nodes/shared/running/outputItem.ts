import { NodeOperationError, type IDataObject, type IExecuteFunctions } from 'n8n-workflow';
import type { MessagingError, Outcome } from '../../../core/contract/outcome';
import { redactValue } from '../../../core/outcomes/redact';
import type { Addressee } from '../../../core/recipients/recipient';
import { inWords } from '../../../core/recipients/inWords';
import type { Receipt } from '../../../core/outcomes/answer';
import type { Options } from './parameters';
import type { Run } from './run';

/** An item that came through; its outcome stands in `json`. */
export interface Succeeded {
  json: IDataObject & { outcome: Outcome };
  /** Whether it would have been sent. */
  isDryRun?: true;
}

/** An item that did not. */
export interface Failed {
  failure: MessagingError;
  /** The recipient in the vendor's form; null where it could not be read. */
  to: string | null;
  /** How many attempts were made; none where it failed before. */
  attempts?: number;
  /** The word by which the vendor's statuses name the message, where it may have been sent. */
  callbackData?: string;
}

/** What came of one item. */
export type Result = Succeeded | Failed;

export const outcomeOf = (result: Result): Outcome =>
  'failure' in result ? result.failure.outcome : result.json.outcome;

/** What an item counts as when a run is summed up. */
export type Counted = Outcome | 'dryRun';

export const countedAs = (result: Result): Counted =>
  'json' in result && result.isDryRun === true ? 'dryRun' : outcomeOf(result);

type About = Pick<Run, 'vendor' | 'node'>;

type Recipient = Addressee | undefined;

/** Who it goes to, in the vendor's form; as it was given too where that differs. */
function recipientFields(recipient: Recipient): IDataObject {
  const { to, toOriginal, note, callbackData } = recipient ?? { to: null };
  return {
    to,
    ...(toOriginal !== undefined && { toOriginal }),
    ...(note !== undefined && { note }),
    ...(callbackData !== undefined && { callbackData }),
  };
}

/** What the output says of a receipt. `reused`: it was sent in an earlier try of this execution. */
interface Sent extends Pick<Receipt, 'outcome' | 'messageId' | 'status' | 'httpStatus'> {
  attempts: number;
  sentAt: string | null;
  reused?: true;
  waId?: string;
  note?: string;
  /** The vendor's answer, where the user asked for it. */
  response?: unknown;
}

/** The output of an item that the vendor took. */
export function receiptItem(run: Run, recipient: Recipient, sent: Sent): Succeeded {
  const { outcome, messageId, status, attempts, httpStatus, sentAt, reused, response } = sent;
  const notes = [recipient?.note, sent.note].filter((each) => each !== undefined).join(' ');
  return {
    json: {
      outcome,
      vendor: run.vendor.id,
      operation: run.node,
      ...recipientFields(recipient),
      ...(sent.waId !== undefined && sent.waId !== recipient?.to && { waId: sent.waId }),
      ...(notes !== '' && { note: notes }),
      messageId,
      status,
      attempts,
      httpStatus,
      sentAt,
      ...NOTHING_WRONG,
      ...(reused === true && { reused }),
      ...(response !== undefined && { response: redactValue(response, run.redact) as IDataObject }),
    },
  };
}

/** So that the same fields stand on top of every item. */
const NOTHING_WRONG = { error: null, nextStep: null };

/** The output of an item for which nothing was to be sent. */
export function skipped(run: About, recipient: Recipient, why: IDataObject): Succeeded {
  const { preview, ...more } = why;
  return {
    json: {
      outcome: 'skipped',
      ...(preview !== undefined && { preview }),
      vendor: run.vendor.id,
      operation: run.node,
      ...recipientFields(recipient),
      messageId: null,
      ...NOTHING_WRONG,
      ...more,
    },
  };
}

/** The output of an item of which nobody knows, where the user wants it passed on. */
function flagged(run: About, recipient: Recipient, failure: MessagingError, attempts: number): Succeeded {
  const { outcome, httpStatus, nextStep, message: error } = failure;
  const about = { outcome, vendor: run.vendor.id, operation: run.node, ...recipientFields(recipient) };
  return {
    json: { ...about, messageId: null, status: null, attempts, httpStatus, sentAt: null, error, nextStep },
  };
}

/** The output of an item that did not come through; the user may want one of which nobody knows passed on. */
export function failedOrFlagged(
  run: About,
  failure: MessagingError,
  attempts: number,
  { onUnknown }: Pick<Options, 'onUnknown'>,
  recipient: Recipient,
): Result {
  if (failure.outcome === 'unknown' && onUnknown === 'passOn')
    return flagged(run, recipient, failure, attempts);
  const { callbackData } = recipient ?? {};
  const isNamed = failure.outcome === 'unknown' && callbackData !== undefined;
  return { failure, to: recipient?.to ?? null, attempts, ...(isNamed && { callbackData }) };
}

/** The output of a failed item. What stands under `details` stands on top too; flows of before read it there. */
export function failedItem(
  { failure, to, attempts = 0, callbackData }: Failed,
  vendor: string | null,
  operation: string,
): IDataObject {
  const { outcome, retrySafe, httpStatus, vendorCode, nextStep, message: error } = failure;
  const details = { outcome, retrySafe, vendor, operation, to, httpStatus, vendorCode, attempts, nextStep };
  const named = callbackData === undefined ? {} : { callbackData };
  const about = { outcome, vendor, operation, to, ...named, messageId: null, error, nextStep };
  return { ...about, retrySafe, attempts, httpStatus, vendorCode, details };
}

/**
 * The error that ends a run with On Error = Stop: what happened, to which item, and what became of the others.
 *
 * @param ended what became of the other items that were begun
 * @param count how many items there are
 */
export function stopError(
  context: IExecuteFunctions,
  { failure, to }: Failed,
  item: number,
  ended: readonly Counted[],
  count: number,
): NodeOperationError {
  const happened = failure.message.slice(0, -failure.nextStep.length).trim().replace(/\.$/, '');
  const left = count - ended.length - 1;
  const others = [
    ...(ended.length > 0 ? [counted(ended)] : []),
    ...(left > 0 ? [`${left} not attempted`] : []),
  ];
  const rest = others.length === 0 ? '' : ` Of the other items: ${others.join(', ')}.`;
  const which = [
    ...(count > 1 ? [`item ${item + 1} of ${count}`] : []),
    ...(to === null ? [] : [`to ${inWords(to)}`]),
  ];
  const message = which.length === 0 ? happened : `${happened} (${which.join(', ')})`;
  const description = `${failure.nextStep} Outcome: ${failure.outcome}.${rest}`;
  const error = new NodeOperationError(context.getNode(), message, { description, itemIndex: item });
  // n8n puts words of its own in the place of a text that holds a code of Node, even inside "preexistente".
  return Object.assign(error, { message, messages: [] });
}

/** E.g. "480 sent, 12 rejected, 8 unknown", in this order. */
export function counted(outcomes: readonly Counted[]): string {
  return ORDER.map(([outcome, words]) => [outcomes.filter((each) => each === outcome).length, words] as const)
    .filter(([count]) => count > 0)
    .map(([count, words]) => `${count} ${words}`)
    .join(', ');
}

const ORDER: ReadonlyArray<readonly [Counted, string]> = [
  ['sent', 'sent'],
  ['accepted', 'accepted'],
  ['dryRun', 'would be sent (dry run)'],
  ['skipped', 'skipped'],
  ['rejected', 'rejected'],
  ['notSent', 'not sent'],
  ['unknown', 'unknown'],
];
