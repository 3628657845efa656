import type { Application } from 'express';
import { forEachServer, vendorStands, type ServerName } from '../test/support/vendorStands';
import { inboxApplication } from './inbox/inboxApplication';
import { listen } from './listening';
import type { Listening } from './listening';
import type { Answer, InboxMessage, ReceivedRequest, VendorId, WrittenMessage } from './recording';
import { StatusWebhooks } from './statusWebhooks';
import type { AutomaticStatuses, WebhookDelivery } from './statusWebhooks';
import { World } from './world';

export type { Answer, InboxMessage, ReceivedPart, ReceivedRequest, VendorHost, VendorId } from './recording';
export type { WebhookDelivery } from './statusWebhooks';

/** The servers, by the vendor's host that each stands in for. All values are origins without a path. */
export type SimulatorUrls = Record<ServerName | 'inbox', string>;

/** Ports that stay the same from start to start where they are free. */
export const preferredPorts: Record<keyof SimulatorUrls, number> = {
  inbox: 5801,
  ...forEachServer(({ port }) => port),
};

/** What each server is, in words. */
export const serverLabels: Record<keyof SimulatorUrls, string> = {
  inbox: 'Inbox (open this one)',
  ...forEachServer(({ label }) => label),
};

export interface SimulatorOptions {
  /** Address to listen on; loopback by default. */
  host?: string;
  /** Ports per server; free ones by default. */
  ports?: Partial<Record<keyof SimulatorUrls, number>>;
  /** When true, a given port that is taken is replaced by a free one. */
  movePorts?: boolean;
  /** The clock of rate limits and timestamps, in milliseconds. */
  now?: () => number;
  /** The limit for each account where a vendor documents one: 60 by default, 0 for none. */
  messagesPerMinute?: number;
  /** How many bytes of bodies and files are kept, 256 MB by default; the oldest are let go. */
  keptBytes?: number;
  /** Refuses what a server takes although our nodes must never send it; off by default, as the servers are. */
  strict?: boolean;
  /** Where status events go, each to every address; nowhere by default. */
  webhookUrls?: string[];
  /** Waits before the repeated attempts of a status event, in milliseconds. */
  webhookRetryDelays?: readonly number[];
  /** Lets messages be delivered and read by themselves, after so many milliseconds; off by default. */
  automaticStatuses?: AutomaticStatuses;
}

export interface Simulator {
  urls: SimulatorUrls;
  /** Everything that arrived at a vendor, oldest first. */
  requests: ReceivedRequest[];
  /** Everything that a phone shows, oldest first. */
  inbox: InboxMessage[];
  /** The status events that went out, oldest first. */
  deliveries: WebhookDelivery[];
  /**
   * Scripts the next answer of a vendor, whatever it is asked; several are given one after the other.
   *
   * @throws Error for a vendor that the simulator does not have
   */
  answerNext(vendor: VendorId, answer: Answer): void;
  /** Changes a message's status and tells the webhook URLs; see StatusWebhooks.emit. */
  emitStatus(messageId: string, status: string): Promise<void>;
  /** Lets the owner of a phone write back; see StatusWebhooks.write. */
  write(from: string, sender: string, text: string): Promise<WrittenMessage>;
  /** Where status events go from now on; with an empty list nowhere. */
  setWebhookUrls(urls: string[]): void;
  /** Forgets requests, messages, scripted answers, chats and used-up rate limits. */
  reset(): void;
  close(): Promise<void>;
}

const RETRY_DELAYS = [1_000, 2_000, 4_000];

/** Starts a stand-in of each vendor's hosts and the inbox page. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const world = new World(options.now ?? Date.now, options.messagesPerMinute ?? 60, {
    keptBytes: options.keptBytes,
    strict: options.strict,
  });
  const webhooks = new StatusWebhooks(
    world,
    options.webhookUrls ?? [],
    options.webhookRetryDelays ?? RETRY_DELAYS,
    options.automaticStatuses ?? null,
  );
  const reset = () => {
    world.reset();
    webhooks.deliveries.length = 0;
  };
  const urls: Record<string, string> = {};
  const applications: Record<keyof SimulatorUrls, Application> = {
    inbox: inboxApplication(world, webhooks, () => urls, reset),
    ...forEachServer((server) => server.application(world)),
  };
  const servers = await serve(applications, options);
  for (const [name, server] of servers) urls[name] = server.url;
  return {
    urls: urls as unknown as SimulatorUrls,
    requests: world.requests,
    inbox: world.inbox,
    deliveries: webhooks.deliveries,
    answerNext: (vendor, answer) => {
      if (!vendorStands.some((stand) => stand.vendor.id === vendor))
        throw new Error(`The simulator has no vendor "${vendor}"`);
      world.script(vendor, answer);
    },
    emitStatus: (messageId, status) => webhooks.emit(messageId, status),
    write: (from, sender, text) => webhooks.write(from, sender, text),
    setWebhookUrls: (urls) => webhooks.setUrls(urls),
    reset,
    close: async () => {
      webhooks.stop();
      await Promise.all(servers.map(([, server]) => server.close()));
    },
  };
}

/** Starts one server after the other; if one cannot start, those before it are closed again. */
async function serve(
  applications: Record<keyof SimulatorUrls, Application>,
  options: SimulatorOptions,
): Promise<Array<[string, Listening]>> {
  const servers: Array<[string, Listening]> = [];
  try {
    for (const [name, application] of Object.entries(applications)) {
      const port = options.ports?.[name as keyof SimulatorUrls] ?? 0;
      const server = await listen(application, options.host ?? '127.0.0.1', port, options.movePorts !== true);
      servers.push([name, server]);
    }
  } catch (error) {
    await Promise.all(servers.map(([, server]) => server.close()));
    throw error;
  }
  return servers;
}
