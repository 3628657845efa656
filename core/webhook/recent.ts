/** A map that keeps the entries written last, up to a number, and if wanted only for a time. */
export class Recent<Value> {
  private readonly entries = new Map<string, { value: Value; writtenAt: number }>();

  /**
   * @param most how many entries are kept
   * @param lifetime how long each is kept, in milliseconds; for ever where none is given
   * @param clock gives the time in milliseconds
   */
  constructor(
    private readonly most: number,
    private readonly lifetime = Infinity,
    private readonly clock: () => number = () => Date.now(),
  ) {}

  get(key: string): Value | undefined {
    const entry = this.entries.get(key);
    return entry === undefined || this.isOver(entry) ? undefined : entry.value;
  }

  set(key: string, value: Value): void {
    // Written again means last again, so the first entry is always the oldest.
    this.entries.delete(key);
    this.entries.set(key, { value, writtenAt: this.clock() });
    for (const [oldest, entry] of this.entries) {
      if (this.entries.size <= this.most && !this.isOver(entry)) break;
      this.entries.delete(oldest);
    }
  }

  delete(key: string): void {
    this.entries.delete(key);
  }

  private isOver({ writtenAt }: { writtenAt: number }): boolean {
    return this.clock() - writtenAt > this.lifetime;
  }
}
