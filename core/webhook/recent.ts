import { monotonic } from '../pacing/clock';

/** Calls back after so many milliseconds, and keeps no process alive for it. */
export type Later = (milliseconds: number, call: () => void) => void;

export const later: Later = (milliseconds, call) =>
  AbortSignal.timeout(milliseconds).addEventListener('abort', call, { once: true });

/** A map that keeps the entries written last, up to a number, and if wanted only for a time. */
export class Recent<Value> {
  private readonly entries = new Map<string, { value: Value; writtenAt: number }>();
  private isSweeping = false;

  /**
   * @param most how many entries are kept
   * @param lifetime how long each is kept, in milliseconds; for ever where none is given
   * @param clock gives the time in milliseconds
   */
  constructor(
    private readonly most: number,
    private readonly lifetime = Infinity,
    private readonly clock: () => number = monotonic,
    private readonly callLater: Later = later,
  ) {}

  get size(): number {
    return this.entries.size;
  }

  get(key: string): Value | undefined {
    const entry = this.entries.get(key);
    return entry === undefined || this.isOver(entry) ? undefined : entry.value;
  }

  set(key: string, value: Value): void {
    // Written again means last again, so the first entry is always the oldest.
    this.entries.delete(key);
    this.entries.set(key, { value, writtenAt: this.clock() });
    this.sweep();
  }

  delete(key: string): void {
    this.entries.delete(key);
  }

  /** Lets go of what is over; where nothing is written any more it comes back for the rest by itself. */
  private sweep(): void {
    for (const [oldest, entry] of this.entries) {
      if (this.entries.size <= this.most && !this.isOver(entry)) break;
      this.entries.delete(oldest);
    }
    if (this.isSweeping || this.lifetime === Infinity) return;
    const [first] = this.entries.values();
    if (first === undefined) return;
    this.isSweeping = true;
    // Many at once rather than each alone.
    const left = first.writtenAt + this.lifetime - this.clock();
    this.callLater(Math.ceil(Math.max(left, this.lifetime / 10)) + 1, () => {
      this.isSweeping = false;
      this.sweep();
    });
  }

  private isOver({ writtenAt }: { writtenAt: number }): boolean {
    return this.clock() - writtenAt > this.lifetime;
  }
}
