import { createHash } from 'node:crypto';
import { Locks } from './locks';

/**
 * Sends nothing twice under the same key, over all executions of a workflow. Before a message goes its key
 * is noted as intended, after the vendor took it as done; an intent that was never done is an unknown outcome.
 */

/** Keeps keys for good. Neither call needs to be atomic: within this process they come one at a time. */
export interface KeyStore {
  /** Notes keys in one step; true where any of them was not there before. */
  note(...keys: string[]): Promise<boolean>;
  remove(key: string): Promise<void>;
}

/** What is known of a key: nobody has it, it was sent, or it may have been. */
export type Claim = 'mine' | 'sent' | 'doubtful';

/** One for the process: two executions must not touch the same store at once. */
const locks = new Locks();

/** The keys of one node of one workflow. */
export class Deduplication {
  /**
   * @param name of the workflow and the node, the same in every execution
   * @param store where the keys are kept
   */
  constructor(
    private readonly name: string,
    private readonly store: KeyStore,
  ) {}

  /**
   * Lets only one message at a time go under a key, so that a second one waits for the end of the first.
   *
   * @param signal asked for where there is a wait, and ends it
   * @returns undefined where the signal came first: the task was not begun
   */
  async alone<T>(
    key: string,
    task: () => Promise<T>,
    signal: () => AbortSignal | undefined = () => undefined,
  ): Promise<T | undefined> {
    const turn = locks.take(`${this.name}/key/${key}`);
    try {
      return turn.isNext || (await turn.come(signal())) ? await task() : undefined;
    } finally {
      turn.end();
    }
  }

  /**
   * Takes a key, within `alone`.
   *
   * @throws what the store throws; the message must then not be sent
   */
  async claim(key: string): Promise<Claim> {
    return await this.withStore(async () => {
      if (await this.store.note(intent(key))) return 'mine';
      if (!(await this.store.note(done(key)))) return 'sent';
      // Asking notes it, too: there is no call that only looks.
      await this.store.remove(done(key));
      return 'doubtful';
    });
  }

  /** The vendor took the message. */
  async confirm(key: string): Promise<void> {
    // With its intent: should another worker have overwritten that, the key would be known by one note alone.
    await this.withStore(async () => void (await this.store.note(done(key), intent(key))));
  }

  /** Nobody knows whether the vendor took it: the intent stays, and says so. */
  async doubt(_key: string): Promise<void> {
    // The intent without its end is the doubt.
  }

  /** The vendor did not take it: the key may be used again. */
  async release(key: string): Promise<void> {
    await this.withStore(async () => await this.store.remove(intent(key)));
  }

  private async withStore<T>(task: () => Promise<T>): Promise<T> {
    return await locks.run(`${this.name}/store`, task);
  }
}

const hashed = (key: string): string => createHash('sha256').update(key).digest('base64url').slice(0, 22);

const intent = (key: string): string => `i:${hashed(key)}`;

const done = (key: string): string => `d:${hashed(key)}`;
