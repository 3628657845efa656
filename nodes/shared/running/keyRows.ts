import { createHash, randomBytes } from 'node:crypto';
import type { DeduplicationMode, IExecuteFunctions } from 'n8n-workflow';
import type { AskableRows } from '../../../core/memory/shelf';

/**
 * Rows of our own in the table in which n8n keeps what was processed before. n8n knows one row for each node, found
 * by the node's id, and rewrites it as a whole: two workers that write it at once lose what one of them wrote. What it
 * does without a gap is to make a row: two that make the same one collide. So each key has a row under an id of its
 * own, which the node bears for the moment in which n8n reads it.
 *
 * No promise of n8n covers this. It is tried out before it is used, and where it does not hold, the node's one row
 * serves as n8n meant it.
 */

type Helpers = IExecuteFunctions['helpers'];

/** n8n compares a row's mode with the asked one before it writes, so it serves as the name of the row's owner. */
const ownedBy = (owner: string): { mode: DeduplicationMode } => ({ mode: owner as DeduplicationMode });

const COUNTED = { mode: 'entries' } as const;

/** What a row holds when it is made. */
const FIRST = 'intended';

/** Looks of `make` at a row that seems to be somebody else's. */
const MOST_LOOKS = 4;

/** How many letters tell one id from another. */
export const ID_LENGTH = 11;

/** An id of a row that no node has. */
export const rowId = (...parts: readonly unknown[]): string =>
  `mensageiro.${createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, ID_LENGTH)}`;

/** Whether this n8n keeps rows as we need them; found out once for the process. */
let tried: Promise<boolean> | undefined;

/** How often a trial was refused although the database was there. */
let refusals = 0;

/** For tests, in which one process sees several n8ns. */
export function forgetTrial(): void {
  tried = undefined;
  refusals = 0;
}

/** The rows of one node's workflow. */
export class KeyRows implements AskableRows {
  private readonly helpers: Helpers;
  private readonly node: object | undefined;

  constructor(context: IExecuteFunctions) {
    this.helpers = context.helpers;
    // Not in n8n's types: the node itself, which its helpers read.
    const { node } = context as { node?: unknown };
    this.node = node !== null && typeof node === 'object' ? node : undefined;
  }

  async areKept(): Promise<boolean> {
    if (!this.canAsk()) return false;
    tried ??= this.tryOut().catch((thrown: unknown) => {
      // The database was away, which says nothing about n8n.
      tried = undefined;
      return Promise.reject(thrown as Error);
    });
    return await tried;
  }

  async make(id: string, owner: string): Promise<boolean> {
    const make = async (): Promise<unknown> => await this.grow(id, owner, [FIRST]);
    let wasThere = false;
    for (let look = 1; look < MOST_LOOKS; look += 1) {
      const isMade = await make().then(
        () => true,
        () => false,
      );
      if (isMade) return true;
      // Refused twice while it is there: it is somebody else's. Refused while it is not there: the database was away.
      const isThere = (await this.count(id)) > 0;
      if (isThere && wasThere) return false;
      wasThere = isThere;
    }
    await make();
    return true;
  }

  async count(id: string): Promise<number> {
    return await this.under(id, async () => this.helpers.getProcessedDataCount('node', COUNTED));
  }

  async grow(id: string, owner: string, entries: readonly string[]): Promise<void> {
    await this.under(id, async () =>
      this.helpers.checkProcessedAndRecord([...entries], 'node', ownedBy(owner)),
    );
  }

  async spend(id: string, owner: string, words: readonly string[]): Promise<string[]> {
    // What it did not hold would be added: all but one word is cut off again.
    const options = { ...ownedBy(owner), maxEntries: 1 };
    const { processed } = await this.under(id, async () =>
      this.helpers.checkProcessedAndRecord([...words], 'node', options),
    );
    return processed.map(String);
  }

  async remove(id: string): Promise<void> {
    await this.under(id, async () => this.helpers.clearAllProcessedItems('node', COUNTED));
  }

  private canAsk(): boolean {
    const { checkProcessedAndRecord, getProcessedDataCount, clearAllProcessedItems } = this.helpers;
    return (
      this.node !== undefined &&
      [checkProcessedAndRecord, getProcessedDataCount, clearAllProcessedItems].every(
        (helper) => typeof helper === 'function',
      )
    );
  }

  /**
   * Asks n8n while the node bears another id. n8n reads it before it waits for anything, so nobody else sees it.
   *
   * @throws where n8n did not read it: the answer would be about the node's own row
   */
  private async under<T>(id: string, ask: () => Promise<T>): Promise<T> {
    const node = this.node ?? {};
    const own = Object.getOwnPropertyDescriptor(node, 'id');
    let wasRead = false;
    const read = (): string => {
      wasRead = true;
      return id;
    };
    Object.defineProperty(node, 'id', { configurable: true, enumerable: true, get: read });
    let answer: Promise<T>;
    try {
      answer = ask();
    } finally {
      if (own === undefined) Reflect.deleteProperty(node, 'id');
      else Object.defineProperty(node, 'id', own);
    }
    const value = await answer;
    if (!wasRead) throw new NotRead();
    return value;
  }

  private async tryOut(): Promise<boolean> {
    const id = `mensageiro.trial.${randomBytes(9).toString('base64url')}`;
    return await this.holds(id).catch(async (thrown: unknown) => {
      if (thrown instanceof NotRead) return false;
      // A look that is answered says that the database is there. Again and again: n8n does it in another way.
      await this.count(id);
      refusals += 1;
      return refusals < MOST_LOOKS && (await Promise.reject(thrown as Error));
    });
  }

  /** Goes through all that is relied on, with a row that nobody knows of. */
  private async holds(id: string): Promise<boolean> {
    // Only looks: an n8n that does not read the id changes nothing.
    if ((await this.count(id)) !== 0) return false;
    const wasMade = await this.make(id, 'one');
    const isTheFirsts = (await this.make(id, 'one')) && !(await this.make(id, 'other'));
    const entries = await this.count(id);
    await this.grow(id, 'one', [FIRST, 'done']);
    const grown = await this.count(id);
    await this.remove(id);
    return wasMade && isTheFirsts && entries === 1 && grown === 2 && (await this.count(id)) === 0;
  }
}

class NotRead extends Error {}
