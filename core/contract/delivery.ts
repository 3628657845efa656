import type { z } from 'zod/v4';
import type { Status } from './status';

/** What a sender posts to a webhook: how it is split, how it reads, how it is signed. A vendor says it as data. */

/** Longer ids are no ids. */
export const LONGEST_ID = 512;

/** Why a message did not get through. */
export interface Reason {
  /** The code of the vendor or of WhatsApp; null where there is none. */
  code: string | null;
  message: string;
  nextStep: string;
}

/** One status of one message, as a vendor reports it, in our words. */
export interface StatusReport {
  messageId: string;
  status: Status;
  /** The vendor's own word. */
  vendorStatus: string;
  /** ISO 8601 with milliseconds, UTC; null where the vendor gave no readable time. */
  occurredAt: string | null;
  /** The recipient; null where the vendor does not say. */
  to: string | null;
  /** Null where it did not fail, or nobody says why. */
  reason: Reason | null;
  /** The recipient's id where the vendor tells one that is no phone number. */
  toUserId?: string;
  /** Whose status it is, of a message to a group. */
  participant?: string;
  /** Another id of the same message. */
  secondId?: string;
  /** What the sender of the message attached to it. */
  callbackData?: string;
  /** Which part of the message, where a vendor reports on each. */
  part?: string;
}

/** A message that somebody wrote to the account. */
export interface IncomingMessage {
  messageId: string;
  /** In the form that the parameter To takes. */
  from: string;
  /** Null where the vendor gives none. */
  name: string | null;
  kind:
    | 'text'
    | 'image'
    | 'video'
    | 'audio'
    | 'document'
    | 'location'
    | 'contact'
    | 'button'
    | 'reaction'
    | 'other';
  text: string | null;
  /** A link or the vendor's id of the file; null where there is no file. */
  media: { link: string | null; id: string | null; mimeType: string | null; fileName: string | null } | null;
  /** The id of the message that it answers. */
  replyTo: string | null;
  /** ISO 8601 with milliseconds, UTC; null where the vendor gave no readable time. */
  occurredAt: string | null;
}

/** What one entry of a delivery tells: a status, a message that came in, or something else by its name. */
export type EntryReading = { report: StatusReport } | { message: IncomingMessage } | { otherEvent: string };

/** One piece of a delivery: to be read by the source's `entry`, or named already by where it stands. */
export interface Piece {
  /** The vendor's own form of it. */
  raw: unknown;
  /** The event that it is, where its place in the delivery says so and there is nothing in it to read. */
  otherEvent?: string;
}

/** How a body is written. */
export type Encoding = 'json' | 'form';

/** How a sender signs its deliveries with the secret that both sides know. */
export type SignatureScheme =
  | {
      /** An HMAC in a header, over the body or over `timestamp.body`. */
      scheme: 'hmac';
      /** Lower case, like the other header. */
      headerName: string;
      algorithm: 'sha1' | 'sha256' | 'sha512';
      encoding: SignatureEncoding;
      /** Whether the header is the signature alone, or `t=<time>,v1=<signature>` with one or more of these. */
      layout?: 'signature' | 'timeAndSignatures';
      /** What stands before the signature, such as `sha256=`. */
      prefix: string;
      signedContent: 'body' | 'timestampBody';
      /** The header with the time in seconds or milliseconds; empty where there is none. */
      timestampHeader: string;
    }
  | {
      /** An HMAC in a header over the whole address that was called and the fields of the form, sorted by name. */
      scheme: 'addressAndFields';
      /** Lower case. */
      headerName: string;
      algorithm: 'sha1' | 'sha256' | 'sha512';
      encoding: SignatureEncoding;
    };

/** How the bytes of a signature are written. */
export type SignatureEncoding = 'hex' | 'base64' | 'base64url';

/** How a sender checks an address with a GET before it uses it: it names a token and expects a word back. */
export interface Handshake {
  /** Names of the query's values, and the mode's own value. */
  query: { mode: string; modeIs: string; token: string; challenge: string };
  /** What the user has to do for it, in the editor's notice. */
  setUp: string;
}

/** One kind of delivery that the trigger can be set to. */
export interface WebhookSource {
  /** The trigger's value for it, and `vendor` of its events. */
  id: string;
  /** As the trigger's list shows it, with a line below. */
  label: string;
  description: string;
  /** Where the user enters the address, as the editor's notice says it; HTML of a notice is allowed. */
  setUp: string;
  encodings: readonly Encoding[];
  /** A decoded body as its pieces, in their order; undefined where the body is no delivery of this source. */
  split(body: unknown): readonly Piece[] | undefined;
  /** Reads one piece; a piece that it refuses is counted as unreadable. */
  entry: z.ZodType<EntryReading>;
  /** The sender's own signature, used where the webhook credential names no header. */
  signature?: SignatureScheme;
  handshake?: Handshake;
}

/** Whether a parsed value is an object that is no list. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A value of an object's own; undefined for what is only inherited. */
export function own(object: Record<string, unknown>, name: string): unknown {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}
