import { randomBytes, randomUUID } from 'node:crypto';
import type { Answer, InboxMessage, ReceivedRequest, VendorId, WrittenMessage } from './recording';
import { RateLimit } from './rateLimit';
import { KEPT, keepNewest, Retention } from './retention';

export interface WorldOptions {
  /** How many bytes of bodies and files are kept; the oldest are let go. */
  keptBytes?: number | undefined;
  /** What a server takes although our nodes must never send it is refused, in words of the simulator. */
  strict?: boolean | undefined;
}

/** What the simulated vendors share: the clock, the records, the scripted answers. */
export class World {
  readonly requests: ReceivedRequest[] = [];
  readonly inbox: InboxMessage[] = [];
  readonly written: WrittenMessage[] = [];
  readonly rateLimit: RateLimit;
  readonly strict: boolean;
  private readonly retention: Retention;
  private readonly kept = new Map<symbol, unknown>();
  private readonly scripted = new Map<VendorId, Answer[]>();
  private readonly listeners: Array<(message: InboxMessage) => void> = [];
  private nextNumber = 1;
  /** Grows with every change, so that the inbox page knows when to draw again. */
  version = 0;

  constructor(
    readonly now: () => number,
    messagesPerMinute: number,
    { keptBytes = KEPT.bytes, strict = false }: WorldOptions = {},
  ) {
    this.retention = new Retention(keptBytes);
    this.strict = strict;
    this.rateLimit = new RateLimit(messagesPerMinute, now);
  }

  /** The time as the vendors print it: UTC, whole seconds. */
  timestamp(): string {
    return new Date(this.now()).toISOString().replace(/\.\d{3}Z$/, 'Z');
  }

  script(vendor: VendorId, answer: Answer): void {
    this.scripted.set(vendor, [...(this.scripted.get(vendor) ?? []), answer]);
  }

  takeScripted(vendor: VendorId): Answer | undefined {
    return this.scripted.get(vendor)?.shift();
  }

  /** Notes a request with its answer. */
  record(request: ReceivedRequest): void {
    keepNewest(this.requests, request);
    const files = (request.parts ?? []).reduce((sum, { content }) => sum + (content?.length ?? 0), 0);
    this.retention.hold(request.rawBody.length + files, () => {
      request.rawBody = Buffer.alloc(0);
      delete request.json;
      delete request.form;
      for (const part of request.parts ?? []) delete part.content;
    });
    this.version++;
  }

  /** Puts a message on its recipient's phone. */
  deliver(message: Omit<InboxMessage, 'number' | 'at' | 'status'> & { status?: string }): InboxMessage {
    const delivered: InboxMessage = {
      status: 'sent',
      ...message,
      number: this.nextNumber++,
      at: new Date(this.now()).toISOString(),
    };
    keepNewest(this.inbox, delivered);
    const { media } = delivered;
    this.retention.hold(media?.content?.length ?? 0, () => void delete media?.content);
    this.version++;
    for (const listener of this.listeners) listener(delivered);
    return delivered;
  }

  /** Notes what the owner of a phone wrote. */
  write(message: Omit<WrittenMessage, 'number' | 'at'>): WrittenMessage {
    const written = { ...message, number: this.nextNumber++, at: new Date(this.now()).toISOString() };
    keepNewest(this.written, written);
    this.version++;
    return written;
  }

  onDelivery(listener: (message: InboxMessage) => void): void {
    this.listeners.push(listener);
  }

  /** Forgets everything that happened; the arrays stay the same objects. */
  reset(): void {
    this.requests.length = 0;
    this.inbox.length = 0;
    this.written.length = 0;
    this.retention.forget();
    this.scripted.clear();
    this.rateLimit.reset();
    this.kept.clear();
    this.version++;
  }

  /**
   * What one vendor keeps between requests, until everything is forgotten.
   *
   * @param initial makes it as it is at the start
   */
  keep<Kept>(name: symbol, initial: () => Kept): Kept {
    if (!this.kept.has(name)) this.kept.set(name, initial());
    return this.kept.get(name) as Kept;
  }
}

/** Ids in the forms that several vendors give, never the same twice. */
export const newId = {
  uuid: (): string => randomUUID(),
  baileys: (): string => `3EB0${randomBytes(9).toString('hex').toUpperCase()}`,
  wamid: (number: string): string =>
    `wamid.${Buffer.from(`\u0018${number}\u0015\u0002${randomBytes(10).toString('hex').toUpperCase()}`).toString('base64')}`,
};
