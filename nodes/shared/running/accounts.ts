import type { ICredentialDataDecryptedObject, ICredentialsDecrypted, IExecuteFunctions } from 'n8n-workflow';
import { invalidInput, MessagingError, orRefusal } from '../../../core/contract/outcome';
import type { Vendor } from '../../../core/contract/vendor';
import { readAccount } from '../../../core/input/account';
import { savedTemplates, type SavedTemplate } from '../../../core/input/saved';
import { fingerprint } from '../../../core/message/identity';
import { redactor, type Redact } from '../../../core/outcomes/redact';
import type { Clock } from '../../../core/pacing/clock';
import type { Width } from '../../../core/pacing/width';
import { accountKey, queueFor, type Queue } from '../../../core/sending/queue';
import type { Sender } from '../../../core/sending/sender';

/**
 * Under whose account an item goes. A field of a credential may hold an expression, which n8n works out for one
 * item at a time; a read costs as much as sending does, so it is made for each item only where items differ.
 */

/** What an item goes out with. */
export interface ItemAccount {
  /** Read and decrypted: n8n would do it again for every request. */
  credential: ICredentialsDecrypted;
  /** The vendor's configuration, without secrets. */
  config: unknown;
  redact: Redact;
  /** The templates that the credential keeps. */
  templates: readonly SavedTemplate[];
  /** Where the messages of the account wait; held until `end`. */
  queue: Queue;
  /** All of a Sender but the transport, which depends on the item's options. */
  sender: Omit<Sender, 'transport'>;
  /** Tells the account apart from those of the other items; empty where all have the same one. */
  scope: string;
}

/** What the accounts of a run are made with. */
export interface AccountSource {
  context: Pick<IExecuteFunctions, 'getCredentials'>;
  vendor: Vendor;
  clock: Clock;
  signal: AbortSignal | undefined;
  /** Names the execution: a credential that a vendor does not accept is not asked for again in it. */
  execution: string;
}

type Read = ICredentialDataDecryptedObject | undefined;

/** The accounts of one run, each held until the run ends. */
export class Accounts {
  private readonly known = new Map<string, ItemAccount | MessagingError>();
  private readonly held: Array<() => void> = [];
  /** One for each account, by however many credentials it was met. */
  private readonly widths = new Set<Width>();
  private reading: Promise<unknown> = Promise.resolve();
  private one: ItemAccount | MessagingError | undefined;

  private constructor(private readonly source: AccountSource) {}

  /**
   * Finds out whether all items go under one account.
   *
   * @param count how many items there are
   */
  static async open(source: AccountSource, count: number): Promise<Accounts> {
    const accounts = new Accounts(source);
    const reads: Read[] = [];
    const { context, looked } = watched(source.context);
    for (const item of tellingItems(count)) reads.push(await accounts.read(item, context));
    const [first] = reads;
    const isOne = first !== undefined && !looked() && new Set(reads.map(fingerprint)).size === 1;
    if (isOne) accounts.one = await accounts.accountOf(first, true);
    return accounts;
  }

  /** The account of all items; undefined where it depends on the item. */
  get ofAll(): ItemAccount | MessagingError | undefined {
    return this.one;
  }

  /** The account of one item. They come in the order in which they were asked for. */
  of(item: number): Promise<ItemAccount | MessagingError> {
    const account = this.reading.then(async () => await this.accountOf(await this.read(item), false));
    this.reading = account.catch(() => undefined);
    return account;
  }

  /** How many messages may be on their way at once, over all accounts that were met so far; at least one. */
  get width(): number {
    let sum = 0;
    for (const { current } of this.widths) sum += current;
    return Math.max(1, sum);
  }

  /** To be called once when the run has ended, however it did. */
  end(): void {
    for (const release of this.held.splice(0)) release();
  }

  private async read(item: number, context = this.source.context): Promise<Read> {
    const { vendor } = this.source;
    const data = await orRefusal(
      async () => await context.getCredentials<ICredentialDataDecryptedObject>(vendor.credential.type, item),
    );
    return data instanceof MessagingError ? undefined : (data ?? undefined);
  }

  private async accountOf(data: Read, isOne: boolean): Promise<ItemAccount | MessagingError> {
    const { vendor } = this.source;
    if (data === undefined)
      return invalidInput(
        `n8n could not open the ${vendor.name} credential.`,
        'Open it, check it and save it again.',
      );
    const print = fingerprint(data);
    const account = this.known.get(print) ?? (await orRefusal(() => this.hold(data, isOne)));
    this.known.set(print, account);
    return account;
  }

  private hold(data: ICredentialDataDecryptedObject, isOne: boolean): ItemAccount {
    const { vendor, clock, signal, execution } = this.source;
    const { config, secrets, messagesPerMinute } = readAccount(vendor, data);
    const key = accountKey(vendor.id, config, secrets);
    const queue = queueFor(key, messagesPerMinute, clock);
    const redact = redactor(secrets);
    const { limiter, width, budget, breaker, acceptance, known } = queue;
    const sender = {
      redact,
      limiter,
      width,
      budget,
      breaker,
      acceptance,
      known,
      execution,
      clock,
      random: Math.random,
      cancelled: () => signal?.aborted === true,
    };
    const credential = { id: '', name: '', type: vendor.credential.type, data };
    this.held.push(queue.hold());
    this.widths.add(width);
    const templates = savedTemplates(data);
    return { credential, config, redact, templates, queue, sender, scope: isOne ? '' : key };
  }
}

/**
 * The items for which the credential is read to see whether it depends on them. Beyond the last one n8n has no data:
 * it throws for a field that reads an item, and gives the same for one that does not. The others are for what goes by
 * the item's number, or has something else ready where there is no data.
 */
function tellingItems(count: number): number[] {
  const last = Math.max(0, count - 1);
  return [
    ...new Set([0, 1, Math.floor(last / 2), last].map((item) => Math.min(item, last))),
    count,
    count + 1,
  ];
}

/**
 * A context that knows whether a credential looked at the items, even where it had something else ready for those that
 * were asked for. An n8n that keeps its items elsewhere tells nothing by this.
 */
function watched(context: AccountSource['context']): {
  context: AccountSource['context'];
  looked: () => boolean;
} {
  let hasLooked = false;
  const { connectionInputData: items } = context as { connectionInputData?: unknown };
  if (!Array.isArray(items)) return { context, looked: () => false };
  const noting = <T extends object>(target: T, isQuiet: (name: string | symbol) => boolean): T =>
    new Proxy(target, {
      get: (inside, name): unknown => {
        hasLooked ||= !isQuiet(name);
        const found: unknown = Reflect.get(inside, name);
        // n8n takes the item itself for every expression, whether it is read or not.
        const isItem = inside === items && typeof found === 'object' && found !== null;
        return isItem ? noting(found, () => false) : found;
      },
    });
  const value = noting(items as object, (name) => name === 'length' || /^\d+$/.test(String(name)));
  const watching = Object.create(context, { connectionInputData: { value } }) as AccountSource['context'];
  return { context: watching, looked: () => hasLooked };
}
