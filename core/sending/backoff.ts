/** Pauses before another attempt, in milliseconds: the first is at most this long, and each doubles. */
const BASE = 500;
const LONGEST = 20_000;

/**
 * The pause before the next attempt, with full jitter: spread over the whole range, so that many who failed
 * together do not come back together.
 *
 * @param attempts how many were made, from 1
 * @param random from 0 to 1
 * @returns milliseconds, from 0 to 20,000
 */
export function backoff(attempts: number, random: () => number): number {
  const longest = Math.min(LONGEST, BASE * 2 ** Math.max(0, Math.min(attempts - 1, 30)));
  return Math.floor(random() * longest);
}
