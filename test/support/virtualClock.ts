import type { Clock } from '../../core/pacing/clock';

interface Timer {
  at: number;
  order: number;
  ring: () => void;
}

/** What takes more timers than this never ends. */
const MOST_TIMERS = 200_000;

/**
 * Time that passes only when everybody waits. `now` is what the program reads and may be made to leap;
 * `time` is what really passed.
 */
export class VirtualClock implements Clock {
  time = 0;
  private offset = 0;
  private order = 0;
  /** A binary heap, the next timer first. */
  private readonly timers: Timer[] = [];

  /** @param lateness how late a sleep ends, as timers do */
  constructor(private readonly lateness: () => number = () => 0) {}

  now(): number {
    return this.time + this.offset;
  }

  sleep(milliseconds: number): Promise<void> {
    return new Promise((resolve) =>
      this.at(this.time + Math.max(0, milliseconds) + this.lateness(), resolve),
    );
  }

  /** The clock is set to another time; nothing passes. */
  leap(milliseconds: number): void {
    this.offset += milliseconds;
  }

  at(time: number, ring: () => void): void {
    const timer = { at: time, order: this.order++, ring };
    let index = this.timers.push(timer) - 1;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (!isBefore(timer, this.timers[parent] as Timer)) break;
      this.timers[index] = this.timers[parent] as Timer;
      index = parent;
    }
    this.timers[index] = timer;
  }

  /** Lets time pass until nothing is waiting, or until a moment. */
  async run(until = Infinity): Promise<void> {
    await settled();
    for (let rung = 0; this.timers.length > 0 && (this.timers[0] as Timer).at <= until; rung++) {
      if (rung >= MOST_TIMERS) throw new Error(`Something still waits after ${MOST_TIMERS} timers.`);
      const timer = this.take();
      this.time = Math.max(this.time, timer.at);
      timer.ring();
      await settled();
    }
    if (until !== Infinity) this.time = until;
  }

  private take(): Timer {
    const first = this.timers[0] as Timer;
    const last = this.timers.pop() as Timer;
    const { length } = this.timers;
    if (length === 0) return first;
    let index = 0;
    for (;;) {
      let child = 2 * index + 1;
      if (child >= length) break;
      if (child + 1 < length && isBefore(this.timers[child + 1] as Timer, this.timers[child] as Timer))
        child++;
      if (!isBefore(this.timers[child] as Timer, last)) break;
      this.timers[index] = this.timers[child] as Timer;
      index = child;
    }
    this.timers[index] = last;
    return first;
  }
}

const isBefore = (a: Timer, b: Timer): boolean => a.at < b.at || (a.at === b.at && a.order < b.order);

/** All that can go on without time passing has gone on. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
