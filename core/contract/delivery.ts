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

/** What a message is. A sticker, an order, a call and whatever we do not know is `other`. */
export const MESSAGE_KINDS = [
  'text',
  'image',
  'video',
  'audio',
  'document',
  'location',
  'contact',
  'button',
  'reaction',
  'other',
] as const;

export type MessageKind = (typeof MESSAGE_KINDS)[number];

/** The file of a message. */
export interface IncomingMedia {
  url: string | null;
  /** The vendor's own id of the file. */
  id: string | null;
  mimeType: string | null;
  fileName: string | null;
  /** Only where no document says how to fetch it. */
  downloadable?: false;
}

export interface Place {
  latitude: number;
  longitude: number;
  name: string | null;
  address: string | null;
}

/** A message that somebody wrote to the account, or that the account's own people wrote on their phone. */
export interface IncomingMessage {
  /** Null where the sender gives none. */
  messageId: string | null;
  /** Digits, in the form that the parameter To takes; null for whoever is known by no number, and for own messages. */
  from: string | null;
  /** Null where the vendor gives none. */
  name: string | null;
  kind: MessageKind;
  /** Also a caption, the label of a button or an emoji, which is empty where a reaction was taken back. */
  text: string | null;
  /** Null where there is no file. */
  media: IncomingMedia | null;
  /** The id of the message that it answers. */
  replyTo: string | null;
  /** ISO 8601 with milliseconds, UTC; null where the vendor gave no readable time. */
  occurredAt: string | null;
  /** Whether the account itself wrote it. */
  fromMe: boolean;
  /** The id of the group that it was written in; null for a message between two. */
  group: string | null;
  /** Who wrote it, where the vendor tells an id that is no phone number. */
  fromUserId?: string;
  /** To whom the account wrote, of an own message. */
  to?: string;
  /** Another id of the same message. */
  secondId?: string;
  /** The id behind a button or a row of a list. */
  payload?: string;
  /** The vendor's word for what is `other`. */
  vendorKind?: string;
  /** What the account attached to the message that this one answers. */
  callbackData?: string;
  location?: Place;
  /** The vendor's id of the conversation. */
  chatId?: string;
  /** What else tells it from another message of the same id: the account, the chat, which content of several. */
  apart?: readonly string[];
  /** Where it has no id: what makes two messages of one minute the same. */
  sameAs?: readonly string[];
}

/** What a message says, without who, when and where. */
export type MessageContent = Pick<
  IncomingMessage,
  'kind' | 'text' | 'media' | 'replyTo' | 'payload' | 'vendorKind' | 'location'
>;

/**
 * What one entry of a delivery tells: a status, a message that came in, or something else by its name. `event` is
 * the vendor's name for the arrival of messages, for a trigger that is not set to them.
 */
export type EntryReading =
  | { report: StatusReport }
  | { message: IncomingMessage; event?: string }
  | { otherEvent: string };

/** What a sender reports. */
export type Reported = 'statuses' | 'messages';

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
  /** What the trigger can be set to; statuses alone where it is absent. */
  reports?: readonly Reported[];
  /** Fields of a delivery that hold a secret: they are taken out before anything is read or shown. */
  hidden?: readonly string[];
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
