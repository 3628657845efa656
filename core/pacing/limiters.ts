import { createHash } from 'node:crypto';
import type { Clock } from './clock';
import { Limiter } from './limiter';

const MOST_ACCOUNTS = 1_000;
const limiters = new Map<string, Limiter>();

/** Names an account without telling anything about it. */
export function accountKey(vendor: string, credentialId: string, channel: string): string {
  return createHash('sha256')
    .update(JSON.stringify([vendor, credentialId, channel]))
    .digest('hex');
}

/**
 * The limiter of an account: one in this process, shared by all nodes and executions.
 *
 * @param key from accountKey
 * @param messagesPerMinute this process's part of the limit, 0 = no limit; the newest value counts for all
 * @param clock used when the account is met for the first time
 */
export function limiterFor(key: string, messagesPerMinute: number, clock: Clock): Limiter {
  const known = limiters.get(key);
  if (known !== undefined) {
    known.reconfigure(messagesPerMinute);
    return known;
  }
  if (limiters.size >= MOST_ACCOUNTS) forgetIdle();
  const limiter = new Limiter(messagesPerMinute, clock);
  limiters.set(key, limiter);
  return limiter;
}

/** One that is in use stays, even beyond the number: two limiters for one account would pass its limit. */
function forgetIdle(): void {
  for (const [key, limiter] of limiters) if (limiter.isIdle()) limiters.delete(key);
}
