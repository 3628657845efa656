import { setTimeout as wait } from 'node:timers/promises';
import axios from 'axios';
import { standOf, vendorStands } from '../test/support/vendorStands';
import { RECIPIENTS, isRecipient } from './recipients';
import type { InboxMessage, WrittenMessage } from './recording';
import { messageSenders } from './senders/senders';
import { keepNewest } from './retention';
import { newId, type World } from './world';

/** How one status event went out to one address. */
export interface WebhookDelivery {
  messageId: string;
  status: string;
  url: string;
  attempts: number;
  /** What the receiver answered last; null where no answer came. */
  httpStatus: number | null;
  accepted: boolean;
  at: string;
}

export interface AutomaticStatuses {
  deliveredAfter: number;
  readAfter: number;
}

/** One status of one message, in the vendor's words. */
interface Report {
  messageId: string;
  status: string;
  body: string;
  headers: Record<string, string>;
}

/** The names of the vendors whose messages can report their status. */
export const reporting = (): string[] =>
  vendorStands.filter(({ reports }) => reports !== undefined).map(({ label }) => label);

const RANK: Readonly<Record<string, number>> = { pending: 0, sent: 1, delivered: 2, read: 3, failed: 4 };

/** Emits status events of the vendors that document them. */
export class StatusWebhooks {
  readonly deliveries: WebhookDelivery[] = [];
  private addresses: readonly WebhookAddress[];
  private readonly stopping = new AbortController();

  constructor(
    private readonly world: World,
    urls: readonly string[],
    private readonly retryDelays: readonly number[],
    automatic: AutomaticStatuses | null,
  ) {
    this.addresses = readAddresses(urls);
    if (automatic) world.onDelivery((message) => void this.follow(message, automatic));
  }

  /** Whether the vendor of this message can report its status. */
  static covers(message: InboxMessage): boolean {
    return standOf(message.vendor, message.host).reports !== undefined;
  }

  /**
   * Changes a message's status on its phone and tells every webhook URL. Resolves when each receiver accepted
   * the event or its attempts are used up; `deliveries` has an entry per receiver that tells which.
   *
   * @throws when no message has this id, or its vendor has no status webhooks
   */
  async emit(messageId: string, status: string): Promise<void> {
    const message = this.world.inbox.find((candidate) => candidate.messageId === messageId);
    if (!message) throw new Error(`No message "${messageId}" has arrived`);
    const { reports, vendor } = standOf(message.vendor, message.host);
    if (!reports) throw new Error(`Only ${reporting().join(' or ')} documents status webhooks`);
    if (!reports.statuses.includes(status))
      throw new Error(`"${status}" is not one of ${vendor.name}'s statuses`);
    message.status = status;
    this.world.version++;
    const body = JSON.stringify(reports.event({ ...message, messageId }, status, this.world.timestamp()));
    const headers = { 'content-type': 'application/json', ...reports.signature?.(body) };
    await Promise.all(
      this.addressesOf(standOf(message.vendor, message.host).label).map((url) =>
        this.post(url, { messageId, status, body, headers }),
      ),
    );
  }

  /**
   * Lets the owner of a phone write: whoever passes it on tells every address of theirs, as often as they do.
   *
   * @param label of one of `messageSenders`
   * @throws when nobody has this label, or nothing was written
   */
  async write(from: string, label: string, text: string): Promise<WrittenMessage> {
    const sender = messageSenders.find((each) => each.label === label);
    if (!sender) throw new Error(`Nobody called "${label}" passes messages on`);
    if (text.trim() === '') throw new Error('Nothing was written');
    const id = newId.baileys();
    const messageId = sender.idOf?.(id) ?? id;
    const written = this.world.write({ from, text, sender: label, messageId });
    const at = Date.parse(written.at);
    const { type, body, headers } = sender.delivery({ from, name: 'Maria Souza', text, id: messageId, at });
    const report = { messageId, status: 'message', body, headers: { 'content-type': type, ...headers } };
    for (let time = 0; time < (sender.times ?? 1); time++)
      await Promise.all(this.addressesOf(label).map((url) => this.post(url, report)));
    return written;
  }

  /** The addresses as `setUrls` takes them. */
  get urls(): readonly string[] {
    return this.addresses.map(({ only, url }) => (only === undefined ? url : `${only} ${url}`));
  }

  /**
   * Replaces the addresses that events go to from now on; the same one counts once. Where the name of a vendor stands
   * before an address, only what that vendor posts goes there.
   */
  setUrls(urls: readonly string[]): void {
    this.addresses = readAddresses(urls);
    this.world.version++;
  }

  private addressesOf(label: string): string[] {
    return this.addresses
      .filter(({ only }) => only === undefined || only.toLowerCase() === label.toLowerCase())
      .map(({ url }) => url);
  }

  stop(): void {
    this.stopping.abort();
  }

  private async post(url: string, { messageId, status, body, headers }: Report): Promise<void> {
    const delivery: WebhookDelivery = {
      messageId,
      status,
      url,
      attempts: 0,
      httpStatus: null,
      accepted: false,
      at: new Date(this.world.now()).toISOString(),
    };
    keepNewest(this.deliveries, delivery);
    for (const delay of [0, ...this.retryDelays]) {
      if (!(await this.pause(delay))) return;
      delivery.attempts++;
      delivery.httpStatus = await this.attempt(url, body, headers);
      this.world.version++;
      delivery.accepted = delivery.httpStatus !== null && delivery.httpStatus < 300;
      if (delivery.accepted || !isPassing(delivery.httpStatus)) return;
    }
  }

  /** One POST: the HTTP status, or null when no answer came. */
  private async attempt(url: string, body: string, headers: Record<string, string>): Promise<number | null> {
    try {
      const answer = await axios.post(url, body, {
        headers,
        timeout: 10_000,
        maxRedirects: 0,
        proxy: false,
        signal: this.stopping.signal,
        validateStatus: () => true,
      });
      return answer.status;
    } catch {
      return null;
    }
  }

  /** Walks a fresh message through its statuses, unless somebody was faster on the page. */
  private async follow(message: InboxMessage, delays: AutomaticStatuses): Promise<void> {
    if (!StatusWebhooks.covers(message) || message.messageId === null) return;
    if (isRecipient(message.to, RECIPIENTS.staysSent)) return;
    const fails = isRecipient(message.to, RECIPIENTS.failsLater);
    const steps: Array<[number, string]> = fails
      ? [[delays.deliveredAfter, 'failed']]
      : [
          [delays.deliveredAfter, 'delivered'],
          [Math.max(0, delays.readAfter - delays.deliveredAfter), 'read'],
        ];
    for (const [delay, status] of steps) {
      if (!(await this.pause(delay)) || !this.world.inbox.includes(message)) return;
      if ((RANK[message.status] ?? 0) < (RANK[status] ?? 0)) await this.emit(message.messageId, status);
    }
  }

  /** False when the simulator stopped in the meantime. */
  private async pause(milliseconds: number): Promise<boolean> {
    if (milliseconds > 0) {
      await wait(milliseconds, undefined, { signal: this.stopping.signal }).catch(() => undefined);
    }
    return !this.stopping.signal.aborted;
  }
}

/** Where deliveries go. */
interface WebhookAddress {
  url: string;
  /** The label of the vendor whose deliveries alone go there. */
  only?: string;
}

/** The address in a line, with the name of a vendor before it or without. */
export const addressIn = (line: string): string => line.trim().split(/\s+/).at(-1) ?? '';

function readAddresses(lines: readonly string[]): WebhookAddress[] {
  return [...new Set(lines.map((line) => line.trim()))].map((line) => {
    const url = addressIn(line);
    const only = line.slice(0, -url.length).trim();
    return only === '' ? { url } : { url, only };
  });
}

/** Worth another attempt: no answer, too busy, or a trouble of the receiver's own. */
function isPassing(httpStatus: number | null): boolean {
  return httpStatus === null || httpStatus === 408 || httpStatus === 429 || httpStatus >= 500;
}
