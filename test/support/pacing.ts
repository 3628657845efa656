import { Limiter } from '../../core/pacing/limiter';
import type { RateLimit } from './rateLimits';
import { VirtualClock } from './virtualClock';

export interface PacingRun {
  /** What the account's limit is; also what the server's is. */
  limit: number;
  minutes: number;
  seed: number;
  server: RateLimit;
  /** Processes that send for this account at once. */
  workers?: number;
  /** What each of them believes to be its part of the limit. */
  workersSharing?: number;
  /** Requests that each has under way at once. */
  parallel?: number;
  /** Whether a refusal says when to come back; without it the client waits ten seconds. */
  saysWhen?: boolean;
}

export interface PacingResult {
  requests: number;
  refused: number;
  /** Requests that were taken, as part of what the limit allows. */
  use: number;
  /** Messages that were given up. */
  lost: number;
}

/** Sends as much as the limiters allow, in virtual time, against a server that counts. */
export async function runPacing(run: PacingRun): Promise<PacingResult> {
  const {
    limit,
    minutes,
    server,
    workers = 1,
    workersSharing = 1,
    parallel = Math.max(8, limit / 10),
    saysWhen = true,
  } = run;
  const random = randomFrom(run.seed);
  const clock = new VirtualClock(() => random() * 2);
  const end = minutes * 60_000;
  // A server's minute has nothing to do with ours.
  const serverOffset = random() * 60_000;
  const totals = { requests: 0, refused: 0, taken: 0, begun: 0, finished: 0 };

  const sender = async (limiter: Limiter): Promise<void> => {
    while (clock.time < end) {
      totals.begun += 1;
      for (let sent = false; !sent; ) {
        const slot = await limiter.acquire();
        const latency = latencyOf(random);
        const there = latency * random();
        await clock.sleep(there);
        totals.requests += 1;
        sent = server(clock.time + serverOffset);
        if (sent && clock.time < end) totals.taken += 1;
        await clock.sleep(latency - there);
        if (sent) slot?.done();
        else slot?.busy(saysWhen ? 3_000 : 10_000);
        if (!sent) totals.refused += 1;
      }
      totals.finished += 1;
    }
  };

  for (let worker = 0; worker < workers; worker++) {
    const limiter = new Limiter(limit / workersSharing, clock);
    clock.at(worker * random() * 5_000, () => {
      for (let each = 0; each < parallel; each++) void sender(limiter);
    });
  }
  await clock.run();
  return {
    requests: totals.requests,
    refused: totals.refused,
    use: totals.taken / (limit * minutes),
    lost: totals.begun - totals.finished,
  };
}

/** 40 to 250 ms, and one in a hundred up to three seconds. */
function latencyOf(random: () => number): number {
  return random() < 0.01 ? 250 + random() * 2_750 : 40 + random() * 210;
}

/** Mulberry32: the same numbers for the same seed. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
