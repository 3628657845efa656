/** Lets one task at a time run under each name, in the order in which they came. */
export class Locks {
  private readonly tails = new Map<string, Promise<void>>();

  /** Runs the task once all earlier ones of the same name have ended, however they ended. */
  async run<T>(name: string, task: () => Promise<T>): Promise<T> {
    const before = this.tails.get(name) ?? Promise.resolve();
    const mine = before.then(task);
    const tail = mine.then(
      () => undefined,
      () => undefined,
    );
    this.tails.set(name, tail);
    try {
      return await mine;
    } finally {
      if (this.tails.get(name) === tail) this.tails.delete(name);
    }
  }
}
