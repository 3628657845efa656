/** Somebody's place in the line of a name, taken at once. */
export interface Turn {
  /** Whether nobody is before it. */
  readonly isNext: boolean;
  /**
   * Waits until nobody is before it any more.
   *
   * @param signal ends the wait
   * @returns false where the signal came first; the place is then given up
   */
  come(signal?: AbortSignal): Promise<boolean>;
  /** Gives the place up, so that the next one's turn comes. */
  end(): void;
}

/** Lets one at a time go on under each name, in the order in which they came. */
export class Locks {
  private readonly lines = new Map<string, Set<Place>>();

  /** How many names have somebody in their line. */
  get size(): number {
    return this.lines.size;
  }

  /** Takes the last place in the line of a name. It must be ended, whatever happens. */
  take(name: string): Turn {
    const line = this.lines.get(name) ?? new Set<Place>();
    this.lines.set(name, line);
    const place = new Place(line, () => this.lines.delete(name));
    line.add(place);
    return place;
  }

  /** Runs the task once all earlier ones of the same name have ended, however they ended. */
  async run<T>(name: string, task: () => Promise<T>): Promise<T> {
    const turn = this.take(name);
    try {
      await turn.come();
      return await task();
    } finally {
      turn.end();
    }
  }
}

class Place implements Turn {
  private called: () => void = () => undefined;

  constructor(
    private readonly line: Set<Place>,
    private readonly closeLine: () => void,
  ) {}

  get isNext(): boolean {
    return firstOf(this.line) === this;
  }

  async come(signal?: AbortSignal): Promise<boolean> {
    if (signal?.aborted === true) this.end();
    if (!this.line.has(this)) return false;
    if (this.isNext) return true;
    return await new Promise((resolve) => {
      const giveUp = (): void => {
        this.end();
        resolve(false);
      };
      // A signal of its own: Node.js warns where more than ten wait for one.
      const given = signal && AbortSignal.any([signal]);
      given?.addEventListener('abort', giveUp, { once: true });
      this.called = () => {
        given?.removeEventListener('abort', giveUp);
        resolve(true);
      };
    });
  }

  end(): void {
    const wasNext = this.isNext;
    if (!this.line.delete(this)) return;
    if (this.line.size === 0) this.closeLine();
    else if (wasNext) firstOf(this.line)?.called();
  }
}

const firstOf = (line: ReadonlySet<Place>): Place | undefined => line.values().next().value;
