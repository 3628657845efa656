import { backoff } from './backoff';
import { pause } from '../pacing/clock';
import { MessagingError } from '../contract/outcome';
import type { Message } from '../message/build';
import { pausedTooLong, Route } from './attempts';
import { lookBack } from './lookBack';
import type { Answered, Patience, Sender } from './sender';

/** What came of one message, and how many requests it took. */
export interface Sent {
  result: Answered | MessagingError;
  attempts: number;
}

/**
 * Sends one message: the request before it where there is one, then the message itself. Another attempt follows
 * only after proof that the vendor did not take the one before.
 *
 * @param departing called right before each request leaves
 * @returns exactly one outcome, whatever the transport throws; it throws nothing itself
 */
export async function send(
  message: Message,
  sender: Sender,
  patience: Patience,
  departing: () => void = () => undefined,
): Promise<Sent> {
  const route = new Route(message, sender, patience, departing);
  const { clock, budget, cancelled, known, random } = sender;
  for (let last: MessagingError | undefined; ; ) {
    const before = route.attempts;
    const result = await route.travel();
    const attempts = route.attempts;
    // An attempt that never left takes nothing back of what the one before ended with.
    if (last !== undefined && attempts === before) return { result: last, attempts };
    if (!(result instanceof MessagingError)) {
      budget.succeeded();
      known.note(result.messageId);
      return { result, attempts };
    }
    const found = await lookedFor(result, route.departedAt, message, sender);
    if (found !== undefined) {
      known.note(found.messageId);
      return { result: found, attempts };
    }
    const asked = route.pauseAsked ?? 0;
    if (asked > patience.longestWait && result.repeat !== 'never')
      return { result: pausedTooLong(message, asked, result.httpStatus), attempts };
    if (!mayRepeat(result, attempts, patience) || !budget.spend()) return { result, attempts };
    const wait = Math.max(asked, backoff(attempts, random));
    if (clock.now() + wait > route.deadline || !(await pause(wait, clock, cancelled)))
      return { result, attempts };
    last = result;
  }
}

/** The message that nobody knows of, where the vendor shows it. */
async function lookedFor(
  { outcome }: MessagingError,
  departedAt: number | undefined,
  message: Message,
  sender: Sender,
): Promise<Answered | undefined> {
  if (outcome !== 'unknown' || departedAt === undefined) return undefined;
  return await lookBack(message, sender, departedAt);
}

function mayRepeat({ repeat, outcome }: MessagingError, attempts: number, patience: Patience): boolean {
  if (attempts === 0 || attempts >= patience.attempts) return false;
  if (repeat === 'later') return true;
  if (repeat === 'once') return attempts === 1;
  return outcome === 'unknown' && patience.resendUnknown;
}
