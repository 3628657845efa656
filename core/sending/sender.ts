import type { Clock } from '../pacing/clock';
import type { Limiter } from '../pacing/limiter';
import type { Width } from '../pacing/width';
import type { Redact } from '../outcomes/redact';
import type { Receipt } from '../outcomes/answer';
import type { Acceptance } from './acceptance';
import type { KnownMessages } from './knownMessages';
import type { Breaker, RetryBudget } from './retryBudget';
import type { HttpResponse, Transport } from '../contract/http';

/** A receipt with the answer it was read from. */
export interface Answered extends Receipt {
  response: HttpResponse;
}

/** How far sending one message may go. Times in milliseconds. */
export interface Patience {
  /** The most requests for one message. */
  attempts: number;
  /** All attempts together may take this long, from the moment at which the first one leaves. */
  totalTime: number;
  /** The longest pause that is waited for when a vendor asks for one. */
  longestWait: number;
  /** Whether a message of which nobody knows may be sent again, at the user's own risk. */
  resendUnknown: boolean;
}

/** What a message is sent with. */
export interface Sender {
  transport: Transport;
  redact: Redact;
  /** Of the account, for all nodes and executions of the process; see Queue. */
  limiter: Limiter;
  width: Width;
  budget: RetryBudget;
  breaker: Breaker;
  acceptance: Acceptance;
  known: KnownMessages;
  /** Names the execution. */
  execution: string;
  clock: Clock;
  /** From 0 to 1, for the spread of pauses. */
  random: () => number;
  /** Whether the user stopped the execution. */
  cancelled: () => boolean;
}
