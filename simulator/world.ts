import { randomBytes, randomUUID } from 'node:crypto';
import { INTERFLOW } from './vendors/interflowFixtures';
import type { Answer, InboxMessage, ReceivedRequest, VendorId } from './recording';
import { RateLimit } from './rateLimit';

export interface Chat {
  id: string;
  channelId: string;
  to: string;
}

/** What the simulated vendors share: the clock, the records, the scripted answers. */
export class World {
  readonly requests: ReceivedRequest[] = [];
  readonly inbox: InboxMessage[] = [];
  readonly rateLimit: RateLimit;
  /** Interflow's open chats (current generation), by id. */
  readonly chats = new Map<string, Chat>();
  private readonly scripted = new Map<VendorId, Answer[]>();
  private readonly listeners: Array<(message: InboxMessage) => void> = [];
  private nextNumber = 1;
  /** Grows with every change, so that the inbox page knows when to draw again. */
  version = 0;

  constructor(
    readonly now: () => number,
    messagesPerMinute: number,
  ) {
    this.rateLimit = new RateLimit(messagesPerMinute, now);
    this.openFixtureChat();
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

  /** Puts a message on its recipient's phone. */
  deliver(message: Omit<InboxMessage, 'number' | 'at' | 'status'> & { status?: string }): InboxMessage {
    const delivered: InboxMessage = {
      status: 'sent',
      ...message,
      number: this.nextNumber++,
      at: new Date(this.now()).toISOString(),
    };
    this.inbox.push(delivered);
    this.version++;
    for (const listener of this.listeners) listener(delivered);
    return delivered;
  }

  onDelivery(listener: (message: InboxMessage) => void): void {
    this.listeners.push(listener);
  }

  /** Forgets everything that happened; the arrays stay the same objects. */
  reset(): void {
    this.requests.length = 0;
    this.inbox.length = 0;
    this.scripted.clear();
    this.rateLimit.reset();
    this.chats.clear();
    this.openFixtureChat();
    this.version++;
  }

  private openFixtureChat(): void {
    const { chatId, channelId, chatRecipient } = INTERFLOW;
    this.chats.set(chatId, { id: chatId, channelId, to: chatRecipient });
  }
}

/** Ids in each vendor's form, never the same twice. */
export const newId = {
  interflow: (): string => `msg_${randomBytes(9).toString('hex')}`,
  uuid: (): string => randomUUID(),
  baileys: (): string => `3EB0${randomBytes(9).toString('hex').toUpperCase()}`,
  wamid: (number: string): string =>
    `wamid.${Buffer.from(`\u0018${number}\u0015\u0002${randomBytes(10).toString('hex').toUpperCase()}`).toString('base64')}`,
};
