import { parsedAddress } from '../contract/address';
import { createHash } from 'node:crypto';
import { Locks, type Turn } from '../memory/locks';
import type { Clock } from '../pacing/clock';
import { Limiter } from '../pacing/limiter';
import { Width } from '../pacing/width';
import { Acceptance } from './acceptance';
import { KnownMessages } from './knownMessages';
import { Breaker, RetryBudget } from './retryBudget';

/**
 * Where the messages of one account wait: for the end of an earlier one to the same recipient, for another's
 * upload, for the pace. Whoever holds one of these takes the others only in this order: recipient, then
 * deduplication key, then upload, then pace. So no two messages can wait for each other.
 */
export class Queue {
  /** The pace. */
  readonly limiter: Limiter;
  /** How many may be on their way at once, where nobody says so. */
  readonly width: Width;
  readonly budget: RetryBudget;
  readonly breaker: Breaker;
  readonly acceptance = new Acceptance();
  readonly known = new KnownMessages();
  private readonly recipients = new Locks();
  private readonly uploads = new Locks();
  private holders = 0;

  /** @param messagesPerMinute 0 = no limit */
  constructor(messagesPerMinute: number, clock: Clock) {
    this.limiter = new Limiter(messagesPerMinute, clock);
    this.width = new Width(clock, () => this.limiter.perMinute);
    this.budget = new RetryBudget(clock);
    this.breaker = new Breaker(clock);
  }

  /**
   * Takes the last place among the messages for one recipient: they leave one after another, in the order in
   * which they took it, retries and pauses included.
   *
   * @param recipient in the vendor's form
   */
  recipient(recipient: string): Turn {
    return this.recipients.take(recipient);
  }

  /** Takes the last place among the uploads: one at a time, so that memory does not grow with their number. */
  upload(): Turn {
    return this.uploads.take('');
  }

  /**
   * Keeps the queue for an execution.
   *
   * @returns to be called once when the execution needs it no longer
   */
  hold(): () => void {
    this.holders += 1;
    return () => void (this.holders -= 1);
  }

  /** How many lines somebody stands in, whether waiting or at its head. */
  get lines(): number {
    return this.recipients.size + this.uploads.size;
  }

  /** Whether a new queue would do the same as this one. */
  get isIdle(): boolean {
    const isUsed = this.holders + this.lines > 0;
    return !isUsed && this.limiter.isIdle() && this.breaker.isClosed && this.budget.isFull;
  }
}

const MOST_ACCOUNTS = 1_000;
const queues = new Map<string, Queue>();

/**
 * Names an account by what the vendor knows it by, without telling anything about it: two credentials with one
 * token are one account.
 *
 * @param config the vendor's configuration; the addresses in it count
 * @param secrets the credential's secrets
 */
export function accountKey(vendor: string, config: unknown, secrets: readonly string[]): string {
  const origins = Object.values(config as object)
    .filter(isAddress)
    .map(originOf);
  const addresses = [...new Set(origins)].sort();
  return createHash('sha256')
    .update(JSON.stringify([vendor, addresses, secrets]))
    .digest('hex');
}

const isAddress = (value: unknown): value is string =>
  typeof value === 'string' && /^https?:\/\//i.test(value) && parsedAddress(value) !== undefined;

/** One account however its address is written, and whichever of a server's paths it names. */
const originOf = (address: string): string => new URL(address).origin;

/**
 * The queue of an account: one in this process, shared by all nodes and executions.
 *
 * @param key from accountKey
 * @param messagesPerMinute this process's part of the limit, 0 = no limit; the newest value counts for all
 * @param clock used when the account is met for the first time
 */
export function queueFor(key: string, messagesPerMinute: number, clock: Clock): Queue {
  const known = queues.get(key);
  if (known !== undefined) {
    known.limiter.reconfigure(messagesPerMinute);
    return known;
  }
  if (queues.size >= MOST_ACCOUNTS) forgetIdle();
  const queue = new Queue(messagesPerMinute, clock);
  queues.set(key, queue);
  return queue;
}

/** One that is in use stays, even beyond the number: two queues for one account would pass its limit. */
function forgetIdle(): void {
  for (const [key, queue] of queues) if (queue.isIdle) queues.delete(key);
}
