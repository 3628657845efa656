import type { Clock } from './clock';

/** How one request ended, as far as the width is concerned. */
export type RequestEnd = 'answered' | 'pushedBack';

/** Messages that may always be on their way at once. */
const LEAST = 5;

/** The most without a pace. More only makes a vendor's queue longer. */
const MOST = 50;

/** The most with a pace, which itself keeps the vendor from being pressed. */
const MOST_PACED = 100;

/** Weight of the newest answer time among those before. */
const NEWEST = 0.1;

/** Answer times spread; so many mean deviations above the mean are room for all but the slowest. */
const DEVIATIONS = 2;

/** Answers count as slower from this part, and this many milliseconds, above the quickest mean that was seen. */
const SLOWER = 1.5;
const JITTER = 10;

/**
 * So often, in milliseconds, the width goes down to its least for a round, to see how quick answers are that wait for
 * nothing: otherwise a queue at the vendor, once it is there, passes for the vendor's own time.
 */
const PROBE_EVERY = 60_000;

/**
 * How many messages of one account may be on their way at once, found from its answers.
 *
 * Where the account has a pace, that is as many as it takes to keep the pace at the answer time that is seen
 * (Little's law). Where it has none, the number begins at 5, doubles until answers get slower for the first time, then
 * grows by one a round while they do not, falls by a tenth while they do, and is halved when the vendor pushes back
 * (429, 503, no answer in time); 50 at most. A round is as many answers as may be on their way. Once a minute one round
 * of 5 measures the vendor anew.
 */
export class Width {
  private allowed = LEAST;
  /** Whether no answer was slower and nothing was pushed back so far. */
  private isStarting = true;
  private mean: number | undefined;
  private deviation = 0;
  /** The mean of the last round that waited for nothing, or of a quicker one since. */
  private quickest = Infinity;
  private lastCut = -Infinity;
  private nextProbe: number;
  /** The width to go back to after a probe. */
  private probedFrom: number | undefined;
  /** Of the round under way: what had left before it says nothing about it. */
  private roundBegan = -Infinity;
  private answers = 0;
  private total = 0;

  /** @param perMinute the account's pace at this moment, Infinity where it has none */
  constructor(
    private readonly clock: Pick<Clock, 'now'>,
    private readonly perMinute: () => number,
  ) {
    this.nextProbe = clock.now() + PROBE_EVERY;
  }

  /** How many may be on their way at once right now. */
  get current(): number {
    const perMinute = this.perMinute();
    return perMinute === Infinity ? this.allowed : widthFor(perMinute, this.longAnswer);
  }

  /**
   * One request leaves.
   *
   * @returns to be called once when it has ended, with how
   */
  departed(): (end: RequestEnd) => void {
    const departedAt = this.clock.now();
    let ended = false;
    return (end) => {
      if (ended) return;
      ended = true;
      this.note(end, departedAt, Math.max(0, this.clock.now() - departedAt));
    };
  }

  private note(end: RequestEnd, departedAt: number, took: number): void {
    this.measure(took);
    if (end === 'pushedBack') return this.halve(departedAt);
    if (departedAt < this.roundBegan) return;
    this.answers += 1;
    this.total += took;
    if (this.answers >= this.allowed) this.endRound(this.total / this.answers);
  }

  private measure(took: number): void {
    const mean = this.mean ?? took;
    this.deviation += NEWEST * (Math.abs(took - mean) - this.deviation);
    this.mean = mean + NEWEST * (took - mean);
  }

  private get longAnswer(): number {
    return (this.mean ?? 0) + DEVIATIONS * this.deviation;
  }

  /** Requests that had left before the last cut say nothing about the width since then. */
  private halve(departedAt: number): void {
    if (departedAt < this.lastCut) return;
    this.lastCut = this.clock.now();
    this.isStarting = false;
    this.begin((this.probedFrom ?? this.allowed) / 2);
    this.probedFrom = undefined;
  }

  private endRound(mean: number): void {
    if (this.probedFrom !== undefined) {
      this.quickest = mean;
      this.begin(this.probedFrom);
      this.probedFrom = undefined;
    } else if (this.clock.now() >= this.nextProbe) {
      this.nextProbe = this.clock.now() + PROBE_EVERY;
      this.probedFrom = this.allowed;
      this.begin(LEAST, this.clock.now());
    } else {
      this.quickest = Math.min(mean, this.quickest);
      const isSlower = mean > this.quickest * SLOWER + JITTER;
      this.isStarting &&= !isSlower;
      this.begin(isSlower ? this.allowed * 0.9 : this.isStarting ? this.allowed * 2 : this.allowed + 1);
    }
  }

  /** @param since answers to what had left before then are not counted */
  private begin(wanted: number, since = -Infinity): void {
    this.allowed = Math.min(MOST, Math.max(LEAST, Math.floor(wanted)));
    this.roundBegan = since;
    this.answers = 0;
    this.total = 0;
  }
}

/** @param answerTime in milliseconds */
const widthFor = (perMinute: number, answerTime: number): number =>
  Math.min(MOST_PACED, Math.max(LEAST, Math.ceil((perMinute / 60_000) * answerTime) + 1));
