import { classifyThrown, type Cause } from '../outcomes/classify';
import { wallClock } from '../pacing/clock';
import type { Slot } from '../pacing/limiter';
import { MessagingError, orRefusal } from '../contract/outcome';
import type { Message } from '../message/build';
import { nextStepFor, readResponse } from '../outcomes/answer';
import { readable } from '../outcomes/entities';
import { LONGEST_PAUSE, pauseAskedBy } from './retryAfter';
import type { Answered, Patience, Sender } from './sender';
import type { HttpRequest, HttpResponse } from '../contract/http';

/** The way of one message through its attempts. */
export class Route {
  /** Attempts in which at least one request left. */
  attempts = 0;

  private counted = false;

  /** The pause in milliseconds that the vendor asked for with its last answer. */
  pauseAsked: number | undefined;

  /** When the total time is over, by the sender's clock; it begins when the first request leaves. */
  deadline = Infinity;

  /** When the last request of the message itself left, by the wall clock; undefined before that. */
  departedAt: number | undefined;

  private given: Record<string, string> | undefined;

  constructor(
    private readonly message: Message,
    private readonly sender: Sender,
    private readonly patience: Patience,
    private readonly departing: () => void,
  ) {}

  /** One attempt. What an earlier attempt was given by the request before is used again. */
  async travel(): Promise<Answered | MessagingError> {
    this.counted = false;
    if (this.given === undefined) {
      const given = await this.prepare();
      if (given instanceof MessagingError) return given;
      this.given = given;
    }
    const { message, given } = this;
    const response = await this.exchange(({ request }) => {
      const written = request(given);
      this.departedAt = wallClock();
      return written;
    });
    if (response instanceof MessagingError) return response;
    const receipt = readResponse(message.vendor, message.specification, response, this.sender.redact);
    return receipt instanceof MessagingError ? receipt : { ...receipt, response };
  }

  private async prepare(): Promise<Record<string, string> | MessagingError> {
    const { before, specification, vendor } = this.message;
    if (before === undefined || specification.before === undefined) return {};
    const { answer, failed } = specification.before;
    // Of the same operation, so it has one, too.
    const response = await this.exchange((message) => message.before as HttpRequest);
    if (response instanceof MessagingError) return asNotSent(response, vendor.name, failed);
    const accepted = answer.transform(() => ({ messageId: null, status: null }));
    const read = readResponse(vendor, { accepted }, response, this.sender.redact);
    return read instanceof MessagingError
      ? asNotSent(read, vendor.name, failed)
      : answer.parse(readable(response.body));
  }

  /** One request, written when the account's turn has come. */
  private async exchange(write: (message: Message) => HttpRequest): Promise<HttpResponse | MessagingError> {
    const { vendor } = this.message;
    const { acceptance, breaker, clock, execution, transport, width } = this.sender;
    const slot = await this.turn();
    if (slot instanceof MessagingError) return slot;
    // What the vendor's answer gave may be something that no address can hold.
    const request = await orRefusal(() => this.depart(write));
    if (request instanceof MessagingError) {
      slot.done();
      return request;
    }
    if (!this.counted) this.attempts += 1;
    this.counted = true;
    this.pauseAsked = undefined;
    if (this.deadline === Infinity) this.deadline = clock.now() + this.patience.totalTime;
    const ended = width.departed();
    const response = await transport(request).catch((thrown: unknown) => failureOf(vendor.name, thrown));
    if (response instanceof MessagingError) {
      slot.done();
      ended('pushedBack');
      breaker.note(response.outcome === 'notSent' && response.repeat !== 'never');
      return response;
    }
    ended(PUSHING_BACK.includes(response.status) ? 'pushedBack' : 'answered');
    breaker.note(false);
    acceptance.note(execution, response.status === 401);
    this.notePause(response, slot);
    return response;
  }

  private depart(write: (message: Message) => HttpRequest): HttpRequest {
    const request = write(this.message.fresh?.() ?? this.message);
    this.departing();
    return request;
  }

  private async turn(): Promise<Slot | MessagingError> {
    const { acceptance, limiter, breaker, cancelled, clock, execution } = this.sender;
    const isRefused = (): boolean => !acceptance.isOpen(execution);
    if (isRefused()) return credentialRefused(this.message);
    if (!breaker.allows())
      return notSent(
        `${this.message.vendor.name} could not be reached several times in a row, so this was not tried.`,
      );
    const isPausedTooLong = (): boolean => limiter.pausedFor > this.patience.longestWait;
    const isOverdue = (): boolean => clock.now() > this.deadline;
    const slot = await limiter.acquire(() => cancelled() || isPausedTooLong() || isOverdue() || isRefused());
    if (slot !== undefined) return slot;
    if (cancelled() || isOverdue()) return stopped();
    if (isRefused()) return credentialRefused(this.message);
    return pausedTooLong(this.message, limiter.pausedFor, null);
  }

  /** A pause that the vendor asks for holds for the whole account, not only for this message. */
  private notePause(response: HttpResponse, slot: Slot): void {
    const asked = pauseAskedBy(response, wallClock());
    this.pauseAsked = asked;
    if (response.status === 429) slot.busy(asked ?? PAUSE_WITHOUT_WORD);
    else {
      slot.done();
      if (asked !== undefined) this.sender.limiter.pauseFor(asked);
    }
  }
}

/** What a vendor answers that has too much to do. */
const PUSHING_BACK: readonly number[] = [429, 503];

/** How long the account pauses after a 429 that does not say for how long. */
const PAUSE_WITHOUT_WORD = 1_000;

function failureOf(vendor: string, thrown: unknown): MessagingError {
  if (thrown instanceof MessagingError) return thrown;
  const { outcome, repeat, cause } = classifyThrown(thrown);
  const nextStep = nextStepFor({ outcome, repeat, cause });
  return new MessagingError(`${vendor} ${WHAT_HAPPENED[cause]}`, {
    outcome,
    nextStep,
    httpStatus: null,
    vendorCode: null,
    repeat,
  });
}

const notSent = (happened: string): MessagingError =>
  new MessagingError(happened, {
    outcome: 'notSent',
    nextStep: 'Nothing was sent; send this item again later.',
    httpStatus: null,
    vendorCode: null,
  });

/** For a message that had not left when the user stopped the execution. */
export const stopped = (): MessagingError =>
  notSent('The execution was stopped before this message was sent.');

const credentialRefused = ({ vendor }: Message): MessagingError =>
  new MessagingError(
    `${vendor.name} did not accept the credential several times in a row, so this was not tried.`,
    {
      outcome: 'notSent',
      nextStep: `Nothing was sent; open the ${vendor.name} credential, check its key, then send this item again.`,
      httpStatus: null,
      vendorCode: null,
    },
  );

export function pausedTooLong(
  { vendor }: Message,
  milliseconds: number,
  httpStatus: number | null,
): MessagingError {
  const minutes = Math.ceil(milliseconds / 60_000);
  const more = milliseconds >= LONGEST_PAUSE ? ' or more' : '';
  return new MessagingError(
    `${vendor.name} asks for a pause of ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}${more}.`,
    {
      outcome: 'notSent',
      nextStep: 'Nothing was sent; send this item again after that.',
      httpStatus,
      vendorCode: null,
    },
  );
}

/** Until the request before has succeeded the message was not sent, so nothing in it is an unknown outcome. */
function asNotSent(failure: MessagingError, vendor: string, failed: string): MessagingError {
  if (failure.outcome !== 'unknown') return failure;
  return new MessagingError(`${vendor} ${failed}.`, {
    outcome: 'notSent',
    nextStep: 'The message was not sent; send this item again later.',
    httpStatus: failure.httpStatus,
    vendorCode: failure.vendorCode,
    repeat: 'later',
  });
}

const WHAT_HAPPENED: Readonly<Record<Cause, string>> = {
  refused: 'refused the message.',
  credential: 'did not accept the credential.',
  moved: 'has moved to another address.',
  busy: 'is busy.',
  serverTrouble: 'broke off while it had the message.',
  unreachable: 'could not be reached.',
  address: 'has no server at the address in the credential.',
  certificate: 'shows a certificate that is not trusted, so the connection was not made.',
  blocked: 'is at an address that this n8n may not call.',
  interrupted: 'did not finish its answer.',
};
