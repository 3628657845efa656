import { randomBytes } from 'node:crypto';
import { pause, type Clock } from '../pacing/clock';
import { Deduplication, type Claim, type KeyStore } from './deduplication';
import { patiently, type Waiting } from './patience';

/**
 * Keys of which each has a row of its own, in a database that several processes share. A row can be made once
 * only, whoever tries it at the same instant: who makes it has the key. It stays its maker's alone, so no
 * process ever writes over what another one has noted.
 *
 * While its message is on its way a row holds one entry, once the vendor took it two.
 */

/** Rows that can be made, counted and removed, but not read. */
export interface Rows {
  /** Whether this database keeps rows as they are described here; otherwise keys are kept another way. */
  areKept(): Promise<boolean>;
  /** Makes a row of one entry. True where it is the owner's, also where the owner had made it before. */
  make(id: string, owner: string): Promise<boolean>;
  /** How many entries a row has; 0 where there is none. */
  count(id: string): Promise<number>;
  /** Lets the owner's row have these entries; makes it where there is none. */
  grow(id: string, owner: string, entries: readonly string[]): Promise<void>;
  remove(id: string): Promise<void>;
}

/** What the rows of a key are called; the same in every process. */
export type NameOf = (key: string) => string;

const SENT = 2;

/** How often one looks whether a message under the same key has arrived, in milliseconds. */
const LOOK_EVERY = 250;

/** How often a process shows that a message of its own is still on its way, in milliseconds. */
const BEAT_EVERY = 5_000;

/** After how long without such a sign the process is taken to be gone, in milliseconds. */
const LONGEST_SILENCE = 16_000;

const beatsOf = (id: string): string => `${id}.beats`;
const doubtOf = (id: string): string => `${id}.doubt`;

/** What stays of a key, in the order in which it is to be removed. */
export const rowsOf = (id: string): string[] => [doubtOf(id), beatsOf(id), id];

/** Shows other processes that messages of this one are on their way, as long as they are. */
export class Heart {
  private readonly held = new Map<string, { beat: (count: number) => Promise<void>; since: number }>();
  private isBeating = false;

  constructor(private readonly clock: Clock) {}

  hold(id: string, beat: (count: number) => Promise<void>): void {
    this.held.set(id, { beat, since: 0 });
    if (!this.isBeating) void this.keepBeating();
  }

  /** @returns whether a sign was given since it was held */
  drop(id: string): boolean {
    const since = this.held.get(id)?.since ?? 0;
    this.held.delete(id);
    return since >= BEAT_EVERY;
  }

  private async keepBeating(): Promise<void> {
    this.isBeating = true;
    while (this.held.size > 0) {
      await this.clock.sleep(1_000);
      for (const each of this.held.values()) {
        each.since += 1_000;
        // A beat that fails is missed; the next one comes.
        if (each.since % BEAT_EVERY === 0) void each.beat(each.since / BEAT_EVERY).catch(() => undefined);
      }
    }
    this.isBeating = false;
  }
}

/** How the keys of a node are kept in rows. */
export interface Keeping {
  rows: Rows;
  idOf: NameOf;
  waiting: Waiting;
  /** Where another process may be at work under the same key, its end is waited for. */
  heart?: Heart;
  /** Called once for each key that stays. */
  kept?: (id: string) => void;
}

/** Keys in rows of their own, and the public way of keeping them where rows cannot be had. */
export class Claims extends Deduplication {
  private readonly owners = new Map<string, string>();
  private readonly rows: Rows;
  private readonly waiting: Waiting;

  /**
   * @param name of the workflow and the node, the same in every execution
   * @param store keeps the keys where rows cannot be had
   */
  constructor(
    name: string,
    store: KeyStore,
    private readonly keeping: Keeping,
  ) {
    const { rows, waiting } = keeping;
    super(name, {
      note: async (...keys) => await patiently(async () => await store.note(...keys), waiting),
      remove: async (key) => await patiently(async () => await store.remove(key), waiting),
    });
    this.rows = rows;
    this.waiting = waiting;
  }

  override async claim(key: string): Promise<Claim> {
    if (!(await this.haveRows())) return await super.claim(key);
    const id = this.keeping.idOf(key);
    const owner = randomBytes(12).toString('base64url');
    for (;;) {
      const claim = (await this.tryFor(id, owner)) ?? (await this.follow(id));
      // Free again: whoever had it was refused.
      if (claim === undefined) continue;
      if (claim === 'mine') this.hold(key, id, owner);
      return claim;
    }
  }

  override async confirm(key: string): Promise<void> {
    if (!(await this.haveRows())) return await super.confirm(key);
    await this.end(key, async (id) => {
      this.keeping.kept?.(id);
      const owner = this.owners.get(key) ?? randomBytes(12).toString('base64url');
      await patiently(async () => {
        // Sent although it was in doubt: the row of whoever left the doubt makes room.
        if (!this.owners.has(key)) await this.rows.remove(id);
        await this.rows.grow(id, owner, ['intended', 'done']);
      }, this.waiting);
    });
  }

  override async release(key: string): Promise<void> {
    if (!(await this.haveRows())) return await super.release(key);
    await this.end(key, async (id) => {
      await patiently(async () => await this.rows.remove(doubtOf(id)), this.waiting);
      await patiently(async () => await this.rows.remove(id), this.waiting);
    });
  }

  override async doubt(key: string): Promise<void> {
    if (!(await this.haveRows())) return;
    await this.end(key, async (id) => {
      this.keeping.kept?.(id);
      await patiently(async () => await this.rows.make(doubtOf(id), 'anybody'), this.waiting);
    });
  }

  /** Its message is no longer on its way, also where that could not be noted: nobody must wait for it any more. */
  private async end(key: string, note: (id: string) => Promise<void>): Promise<void> {
    const id = this.keeping.idOf(key);
    try {
      await note(id);
    } finally {
      await this.letGo(key, id);
    }
  }

  private async haveRows(): Promise<boolean> {
    return await patiently(async () => await this.rows.areKept(), this.waiting, false);
  }

  private hold(key: string, id: string, owner: string): void {
    this.owners.set(key, owner);
    // What nobody waits for has no other end.
    if (this.keeping.heart === undefined) this.keeping.kept?.(id);
    this.keeping.heart?.hold(id, async (beats) => {
      const entries = Array.from({ length: beats }, (_none, beat) => String(beat));
      await this.rows.grow(beatsOf(id), owner, entries);
    });
  }

  private async letGo(key: string, id: string): Promise<void> {
    this.owners.delete(key);
    if (this.keeping.heart?.drop(id) === true) await this.rows.remove(beatsOf(id));
  }

  /** @returns undefined where somebody else's message is, or was, on its way */
  private async tryFor(id: string, owner: string): Promise<Claim | undefined> {
    let hasTried = false;
    return await patiently(async () => {
      const entries = await this.rows.count(id);
      if (entries >= SENT) return 'sent';
      // A row whose making was not answered may be one's own.
      if (entries > 0 && !hasTried) return undefined;
      hasTried = true;
      return (await this.rows.make(id, owner)) ? 'mine' : undefined;
    }, this.waiting);
  }

  /** Waits for the end of somebody else's message; undefined where it was not taken, so that the key is free again. */
  private async follow(id: string): Promise<Claim | undefined> {
    if (this.keeping.heart === undefined) return 'doubtful';
    const count = async (row: string) =>
      await patiently(async () => await this.rows.count(row), this.waiting);
    if ((await count(doubtOf(id))) > 0) return 'doubtful';
    let beats = 0;
    for (let silence = 0; silence < LONGEST_SILENCE; silence += LOOK_EVERY) {
      const entries = await count(id);
      if (entries >= SENT) return 'sent';
      if (entries === 0) return undefined;
      if (!(await pause(LOOK_EVERY, this.waiting.clock, this.waiting.cancelled)))
        throw this.waiting.stopped();
      if (silence % 1_000 !== 0) continue;
      if ((await count(doubtOf(id))) > 0) return 'doubtful';
      const now = await count(beatsOf(id));
      if (now !== beats) silence = 0;
      beats = now;
    }
    // Who asks next need not wait so long.
    await patiently(async () => await this.rows.make(doubtOf(id), 'anybody'), this.waiting);
    return 'doubtful';
  }
}
