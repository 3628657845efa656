import type { Clock } from '../../core/pacing/clock';
import { Limiter } from '../../core/pacing/limiter';
import { Width } from '../../core/pacing/width';
import type { MessagingError } from '../../core/contract/outcome';
import type { Redact } from '../../core/outcomes/redact';
import type { Message } from '../../core/message/build';
import { Acceptance } from '../../core/sending/acceptance';
import { KnownMessages } from '../../core/sending/knownMessages';
import { Breaker, RetryBudget } from '../../core/sending/retryBudget';
import { send } from '../../core/sending/send';
import type { Answered, Patience, Sender } from '../../core/sending/sender';
import type { Transport } from '../../core/contract/http';

/** A clock that passes only while somebody sleeps, at once. */
export class VirtualClock implements Clock {
  time = 0;

  now(): number {
    return this.time;
  }

  async sleep(milliseconds: number): Promise<void> {
    this.time += milliseconds;
  }
}

/** A sender without a limit, on a clock that takes no time. */
export function senderOf(transport: Transport, redact: Redact, clock: Clock = new VirtualClock()): Sender {
  return {
    transport,
    redact,
    limiter: new Limiter(0, clock),
    width: new Width(clock, () => Infinity),
    budget: new RetryBudget(clock),
    breaker: new Breaker(clock),
    acceptance: new Acceptance(),
    known: new KnownMessages(),
    execution: '1',
    clock,
    random: () => 0.5,
    cancelled: () => false,
  };
}

/** The node's defaults. */
export const PATIENCE: Patience = {
  attempts: 4,
  totalTime: 180_000,
  longestWait: 120_000,
  resendUnknown: false,
};

/** Sends in a single attempt. */
export async function sendOnce(
  message: Message,
  transport: Transport,
  redact: Redact,
): Promise<Answered | MessagingError> {
  return (await send(message, senderOf(transport, redact), { ...PATIENCE, attempts: 1 })).result;
}
