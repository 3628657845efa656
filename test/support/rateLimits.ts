/** Whether a server takes the request that arrives at this time, in milliseconds. */
export type RateLimit = (time: number) => boolean;

const MINUTE = 60_000;

/** The ways in which servers count to a limit per minute. */
export const RATE_LIMITS: Readonly<Record<string, (limit: number) => RateLimit>> = {
  'fixed window by the clock': (limit) => fixedWindow(limit, (time) => Math.floor(time / MINUTE) * MINUTE),
  'fixed window from the first': (limit) => fixedWindow(limit, (time) => time),
  'sliding log': slidingLog,
  'sliding counter': slidingCounter,
  'bucket of the limit': (limit) => bucket(limit, limit),
  'bucket of a tenth': (limit) => bucket(limit, limit / 10),
};

/** A bucket of about a second: latency alone can pass it, so nothing is promised for it. */
export const ONE_SECOND_BUCKET = (limit: number): RateLimit => bucket(limit, Math.max(1, limit / 60));

function fixedWindow(limit: number, opens: (time: number) => number): RateLimit {
  let start = -Infinity;
  let count = 0;
  return (time) => {
    if (time >= start + MINUTE) [start, count] = [opens(time), 0];
    if (count >= limit) return false;
    count += 1;
    return true;
  };
}

function slidingLog(limit: number): RateLimit {
  const taken: number[] = [];
  return (time) => {
    while ((taken[0] ?? Infinity) <= time - MINUTE) taken.shift();
    if (taken.length >= limit) return false;
    taken.push(time);
    return true;
  };
}

/** The last window counts by the part of it that is still in sight, as Cloudflare and many gateways do it. */
function slidingCounter(limit: number): RateLimit {
  let window = 0;
  let before = 0;
  let count = 0;
  return (time) => {
    const current = Math.floor(time / MINUTE);
    if (current !== window) {
      before = current === window + 1 ? count : 0;
      [window, count] = [current, 0];
    }
    const gone = (time % MINUTE) / MINUTE;
    if (before * (1 - gone) + count >= limit) return false;
    count += 1;
    return true;
  };
}

function bucket(limit: number, capacity: number): RateLimit {
  let tokens = capacity;
  let last = 0;
  return (time) => {
    tokens = Math.min(capacity, tokens + ((time - last) * limit) / MINUTE);
    last = time;
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
}
