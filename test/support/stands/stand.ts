import type { Application } from 'express';
import type { OperationName } from '../../../core/contract/operations';
import type { Vendor } from '../../../core/contract/vendor';
import type { Exchange } from '../../../recordings/exchange';
import type { InboxMessage } from '../../../simulator/recording';
import type { World } from '../../../simulator/world';
import type { Signature } from '../httpTransport';

export type Fields = Record<string, unknown>;

/** One simulated host of a vendor. */
export interface StandServer {
  /** On the inbox page and in the terminal. */
  label: string;
  /** On the inbox page in Portuguese, where the label holds more than names. */
  portuguese?: string;
  /** Preferred by `npm start`, so that open pages and credentials stay valid. */
  port: number;
  application(world: World): Application;
}

/** What it takes besides the recorded request to be refused as recorded; often the request is enough. */
export interface Provocation {
  /** Another secret than the good one. */
  secret?: string;
  /** The simulator's limit for each account; the recorded answer is that to the message after. */
  messagesPerMinute?: number;
}

/** A message that arrived, whose status is reported. */
export type Reported = Pick<InboxMessage, 'to' | 'callbackData'> & { messageId: string };

/** The status events that a vendor sends by itself. */
export interface StatusReports {
  /** In our words, which are the buttons of the inbox page. */
  statuses: readonly string[];
  /** The body of one event; `timestamp` in UTC and whole seconds. */
  event(message: Reported, status: string, timestamp: string): object;
  /** The headers by which the vendor signs a body. */
  signature?(body: string): Record<string, string>;
}

/** How a credential's test finds out that the account is good; the path is below the credential's first address. */
export type CredentialTest =
  | { by: 'reads'; path: string }
  /** A message without recipient, which is refused after the key was looked at. */
  | { by: 'emptyMessage'; path: string; body: object };

/**
 * Whatever simulator, host, bench and tests need to know of one generation of a vendor's API. They read it
 * here and nowhere else, so that a new vendor is one more entry.
 */
export interface VendorStand<Key extends string = string, Server extends string = string> {
  /** The vendor's id, followed by the generation where there are several. */
  key: Key;
  vendor: Vendor;
  /** One of the vendor's generations. */
  generation: string;
  /** On the inbox page and in the titles of tests. */
  label: string;
  /** On the inbox page in Portuguese, where the label holds more than names. */
  portuguese?: string;
  /** The colour of the label on the inbox page, on a light and on a dark ground. */
  colour: { light: string; dark: string };
  /** The credential of `npm start`, as the examples name it. */
  demoCredential: string;
  servers: Readonly<Record<Server, StandServer>>;
  /** The secret that the simulator knows. */
  secret: string;
  /** How every secret of this generation begins; empty where there is no such rule. */
  secretPrefix: string;
  /** The credential's fields without its addresses, its secret and its pace. */
  account: Readonly<Fields>;
  /** The credential's address fields, given where each server stands. */
  addresses(at: Readonly<Record<Server, string>>): Fields;
  /** A recorded configuration with its addresses moved; by default `addresses` over the configuration. */
  moved?(config: Readonly<Fields>, at: Readonly<Record<Server, string>>): Fields;
  /** What to put behind the simulator's address so that it answers in the recorded shape, e.g. `/key`. */
  answerPath?(exchange: Exchange): string;
  /** How the credential signs a request. */
  sign(secret: string): Signature;
  /** Headers in which a request of the vendor holds the place of the secret, where it does. */
  carries?: Readonly<Record<string, string>>;
  /** For each operation the recorded exchange, without ending, whose input is a good sample. */
  samples: Readonly<Partial<Record<OperationName, string>>>;
  /** The recorded refusals that the simulator gives by itself, by exchange. */
  provocations: Readonly<Record<string, Provocation>>;
  /** The pace with which its credential begins, where the vendor documents another than one message a second. */
  messagesPerMinute?: number;
  /** Absent where the vendor has no call that tries the secret without sending. */
  credentialTest?: CredentialTest;
  /** What the path holds of a request by which a message is looked for that may have been sent. */
  looksBackAt?: string;
  /** Absent where the vendor documents no status webhooks. */
  reports?: StatusReports;
  /** The method for an input, where the vendor has a second one for what does not fit into an address. */
  methodOf?(input: Readonly<Fields>): string;
}

/** Checks an entry and keeps its key and the names of its servers for the types. */
export function defineStand<const Key extends string, const Server extends string>(
  stand: VendorStand<Key, Server>,
): VendorStand<Key, Server> {
  return stand;
}

/** A token in the header that most vendors read. */
export const bearer = (secret: string): Signature => ({ headers: { authorization: `Bearer ${secret}` } });
