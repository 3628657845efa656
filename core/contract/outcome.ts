/**
 * What became of one message. Exactly one word per input item, always.
 *
 * - `sent`: the vendor confirmed and gave an id
 * - `accepted`: the vendor confirmed; it documents no id for this call
 * - `rejected`: the vendor said no; correct the message, then send it again
 * - `notSent`: it provably never reached the vendor's application
 * - `unknown`: it may have been sent; nobody can know from here
 * - `skipped`: nothing was to be sent (a dry run, or a key that was sent before)
 */
export type Outcome = 'sent' | 'accepted' | 'rejected' | 'notSent' | 'unknown' | 'skipped';

/** The outcomes that are failures. */
export type FailedOutcome = Extract<Outcome, 'rejected' | 'notSent' | 'unknown'>;

/** What a failed message is described by, apart from its sentence. */
export interface FailureDetails {
  outcome: FailedOutcome;
  /** What the user should do next, as one sentence. */
  nextStep: string;
  /** The vendor's HTTP status; null where no answer came. */
  httpStatus: number | null;
  /** The vendor's own code for the refusal; null where it gave none. */
  vendorCode: string | null;
  /** Whether an attempt may follow by itself: only after proof that the vendor did not take this one. */
  repeat?: Repeat;
}

/** Whether, and how, a failed attempt may be repeated without the risk of a second message. */
export type Repeat = 'never' | 'later' | 'once';

/** How the text of a message begins that may have been sent: before anything that reads like a failure. */
export const NOBODY_KNOWS = 'Nobody knows whether this message was sent: ';

/**
 * A message that did not go out, or of which nobody knows. Its text says what happened (of one of which nobody knows,
 * that first) and ends with the next step; it never carries a cause, a request, a credential or a Node error code.
 */
export class MessagingError extends Error {
  readonly outcome: FailedOutcome;
  readonly nextStep: string;
  readonly httpStatus: number | null;
  readonly vendorCode: string | null;
  readonly repeat: Repeat;

  constructor(happened: string, details: FailureDetails) {
    super(`${details.outcome === 'unknown' ? NOBODY_KNOWS : ''}${happened} ${details.nextStep}`);
    this.name = 'MessagingError';
    this.outcome = details.outcome;
    this.nextStep = details.nextStep;
    this.httpStatus = details.httpStatus;
    this.vendorCode = details.vendorCode;
    this.repeat = details.repeat ?? 'never';
  }

  /** Sending again cannot duplicate the message: the vendor has not taken it. */
  get retrySafe(): boolean {
    return this.outcome !== 'unknown';
  }
}

/**
 * Bad input: found before any request, so nothing was sent.
 *
 * @param happened what is wrong, naming the parameter in double quotes
 * @param nextStep what the user should do
 */
export function invalidInput(happened: string, nextStep: string): MessagingError {
  return new MessagingError(happened, { outcome: 'notSent', nextStep, httpStatus: null, vendorCode: null });
}

/**
 * A message that an earlier try may have sent, so this one did not.
 *
 * @param happened what is known of the earlier try, as the rest of a sentence that NOBODY_KNOWS begins
 * @param nextStep what the user should do
 */
export function inDoubt(happened: string, nextStep: string): MessagingError {
  return new MessagingError(happened, { outcome: 'unknown', nextStep, httpStatus: null, vendorCode: null });
}

/**
 * Runs a step that comes before any request, and gives its refusal as a value.
 *
 * @returns what the step returns, or the MessagingError that it threw; anything else thrown is a defect of
 *   ours, after which nothing was sent either
 */
export async function orRefusal<T>(step: () => T | Promise<T>): Promise<T | MessagingError> {
  try {
    return await step();
  } catch (thrown) {
    return refusalOf(thrown);
  }
}

/** What was thrown by a step that comes before any request, as its refusal; see `orRefusal`. */
export function refusalOf(thrown: unknown): MessagingError {
  if (thrown instanceof MessagingError) return thrown;
  return invalidInput(
    'This item met a defect of the node and was not sent.',
    'Please report it with the workflow.',
  );
}

/**
 * What kind of thing helps:
 *
 * - `retryLater`: the same message, after a while
 * - `fixNumber`, `fixMessage`, `fixMedia`: the item
 * - `useTemplate`, `fixTemplate`: an approved template, or the one that was used
 * - `fixCredential`, `fixChannel`, `fixAccount`: the credential, the WhatsApp connection, the account at the vendor
 * - `lookFirst`: nobody knows whether it went out
 * - `stop`: sending it again does not help
 */
export type AdviceClass =
  | 'retryLater'
  | 'fixNumber'
  | 'fixMessage'
  | 'fixMedia'
  | 'useTemplate'
  | 'fixTemplate'
  | 'fixCredential'
  | 'fixChannel'
  | 'fixAccount'
  | 'lookFirst'
  | 'stop';

/** What a vendor's code means and what to do about it, each as one sentence for people who do not program. */
export interface Advice {
  message: string;
  nextStep: string;
  class: AdviceClass;
}

/** What is known of codes: each in capitals, with what it means. */
export type AdviceTable = Readonly<Record<string, Advice>>;

/** One entry of such a table. */
export const advice = (kind: AdviceClass, message: string, nextStep: string): Advice => ({
  message,
  nextStep,
  class: kind,
});
