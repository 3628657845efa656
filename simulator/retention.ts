/** How much of what arrived is kept: a demo may run for days. */
export const KEPT = { entries: 50_000, bytes: 256 * 1024 * 1024 };

/** Lets go of the oldest bodies and files once all that are kept are too large together; the newest stays. */
export class Retention {
  private held: Array<{ bytes: number; letGo: () => void }> = [];
  private total = 0;

  constructor(private readonly mostBytes: number) {}

  /** @param letGo takes the bytes out of what holds them */
  hold(bytes: number, letGo: () => void): void {
    if (bytes === 0) return;
    this.held.push({ bytes, letGo });
    this.total += bytes;
    let oldest = 0;
    for (; this.total > this.mostBytes && oldest < this.held.length - 1; oldest++) {
      const { bytes: freed, letGo: free } = this.held[oldest]!;
      free();
      this.total -= freed;
    }
    if (oldest > 0) this.held = this.held.slice(oldest);
  }

  forget(): void {
    this.held = [];
    this.total = 0;
  }
}

/** Adds to a list that stays the same object, and drops its oldest entries. */
export function keepNewest<Entry>(list: Entry[], entry: Entry): void {
  list.push(entry);
  // By a tenth at a time: to move all entries for each new one would be slow.
  if (list.length > KEPT.entries * 1.1) list.splice(0, list.length - KEPT.entries);
}
