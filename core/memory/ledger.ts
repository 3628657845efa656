import { fingerprint, type Identity } from '../message/identity';
import type { Receipt } from '../outcomes/answer';
import type { Status } from '../contract/status';

/**
 * What this execution has already sent. n8n re-runs a whole node with all its items (Retry On Fail) and whole
 * executions (Retry execution); the ledger lives in the execution's own data, survives both, and lets only
 * what has not gone out be sent. It holds hashes and message ids, no text and no number.
 */

/** The part of an execution's data that belongs to one node; saved with the execution. */
export type LedgerStore = Record<string, unknown>;

/** What the ledger remembers of an item. `pending`: a request was begun and its end was never seen. */
export type Remembered =
  | { state: 'pending' | 'unknown' }
  | ({ state: 'done'; sentAt: string | null; attempts: number } & Pick<
      Receipt,
      'outcome' | 'messageId' | 'status' | 'httpStatus'
    >);

/**
 * As it is kept, short: there is one for every item, or a list of them where the user edited the message in
 * between. Who goes back to what it was before must not send that a second time.
 */
type Entry = [letter: string, message: string, origin: string, ...receipt: unknown[]];

const FIELD = 'mensageiro';

/** The ledger of one run of a node. */
export class Ledger {
  private readonly entries: Record<string, unknown>;

  /** Whether anything of what was stored could not be read: what it does not know is then in doubt. */
  readonly wasUnreadable: boolean;

  /**
   * @param store what n8n keeps for the node in this execution
   * @param runIndex how often the node ran before in this execution; a loop sends in every run
   * @param doubtsLast whether a message in doubt stays so in every later run: where a retry is a run of its own
   */
  constructor(
    private readonly store: LedgerStore,
    private readonly runIndex: number,
    private readonly doubtsLast = false,
  ) {
    const stored = store[FIELD];
    const isReadable = stored !== null && typeof stored === 'object' && !Array.isArray(stored);
    if (!isReadable) store[FIELD] = {};
    this.entries = store[FIELD] as Record<string, unknown>;
    this.wasUnreadable = isReadable ? !Object.values(stored).every(isReadableItem) : stored !== undefined;
  }

  /**
   * What is known of an item.
   *
   * @returns undefined where nothing was begun for it, where it may be sent again, or where it was edited
   */
  recall(item: number, identity: Identity): Remembered | undefined {
    const known = entriesIn(this.entries[this.key(item)]).filter((entry) => isAbout(entry, identity));
    // The edited message may be known by its text and by its origin; that it was sent decides.
    const entry = known.find(([letter]) => !IN_DOUBT.includes(letter)) ?? known[0];
    if (entry === undefined) return this.doubtOfAnyRun(identity);
    const [letter, , , ...receipt] = entry;
    if (letter === 'p') return { state: 'pending' };
    if (letter === 'u') return { state: 'unknown' };
    const [messageId, status, httpStatus, sentAt, attempts] = receipt;
    return {
      state: 'done',
      outcome: letter === 's' ? 'sent' : 'accepted',
      messageId: typeof messageId === 'string' ? messageId : null,
      status: (typeof status === 'string' ? status : null) as Status | null,
      httpStatus: Number(httpStatus),
      sentAt: timeOf(sentAt),
      attempts: Number(attempts),
    };
  }

  /** By the message alone: runs of their own may have the same origin and go to different people. */
  private doubtOfAnyRun({ message }: Identity): Remembered | undefined {
    if (!this.doubtsLast) return undefined;
    const inDoubt = (entry: Entry): boolean => IN_DOUBT.includes(entry[0]) && entry[1] === message;
    return Object.values(this.entries).flatMap(entriesIn).some(inDoubt) ? { state: 'unknown' } : undefined;
  }

  /** Before the request leaves. */
  begin(item: number, identity: Identity): void {
    this.keep(item, identity, ['p', identity.message, identity.origin]);
  }

  /** The vendor took it. */
  settle(item: number, identity: Identity, receipt: Receipt, sentAt: Date, attempts: number): void {
    const { message, origin } = identity;
    const { outcome, messageId, status, httpStatus } = receipt;
    const letter = outcome === 'sent' ? 's' : 'a';
    const entry: Entry = [letter, message, origin, messageId, status, httpStatus, sentAt.getTime(), attempts];
    this.keep(item, identity, entry);
  }

  /** Nobody knows whether the vendor took it: it is never sent again by itself. */
  doubt(item: number, identity: Identity): void {
    this.keep(item, identity, ['u', identity.message, identity.origin]);
  }

  /** The vendor did not take it: it may be sent again. */
  release(item: number, identity: Identity): void {
    this.keep(item, identity);
  }

  /** Stands for all that is known: the same as long as nothing was sent or came into doubt. */
  state(): string {
    return fingerprint({ run: this.runIndex, entries: this.entries });
  }

  /** Everything of this run ended well, so nothing of it will be asked again. */
  purge(): void {
    const prefix = `${this.runIndex}:`;
    for (const key of Object.keys(this.entries)) if (key.startsWith(prefix)) delete this.entries[key];
    if (Object.keys(this.entries).length === 0) delete this.store[FIELD];
  }

  /** Puts what is known of a message in the place of what was known of it. */
  private keep(item: number, identity: Identity, ...known: [] | [Entry]): void {
    const key = this.key(item);
    const others = entriesIn(this.entries[key]).filter((entry) => !isAbout(entry, identity));
    const all = [...others, ...known];
    if (all.length === 0) delete this.entries[key];
    else this.entries[key] = all.length === 1 ? all[0] : all;
  }

  private key(item: number): string {
    return `${this.runIndex}:${item}`;
  }
}

const IN_DOUBT = ['p', 'u'];

const isAbout = ([, message, origin]: Entry, identity: Identity): boolean =>
  message === identity.message || origin === identity.origin;

function timeOf(value: unknown): string | null {
  const time = new Date(Number(value));
  return Number.isNaN(time.getTime()) ? null : time.toISOString();
}

const isReadableItem = (value: unknown): boolean =>
  isEntry(value) || (Array.isArray(value) && value.length > 0 && value.every(isEntry));

/** What is stored for an item: one entry, or several where the message was edited. */
function entriesIn(value: unknown): Entry[] {
  if (isEntry(value)) return [value];
  return Array.isArray(value) ? value.filter(isEntry) : [];
}

function isEntry(value: unknown): value is Entry {
  return Array.isArray(value) && ['p', 'u', 's', 'a'].includes(value[0]) && typeof value[1] === 'string';
}
