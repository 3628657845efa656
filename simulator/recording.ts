/** What a simulated vendor received and what its recipients' phones show; a vendor goes by the id of its definition. */
export type VendorId = string;

/** Which of a vendor's hosts took a request; empty for vendors with one host. */
export type VendorHost = string;

export interface ReceivedPart {
  name: string;
  /** Text of a plain field. */
  value?: string;
  fileName?: string;
  mimeType?: string;
  /** Bytes of a file. */
  content?: Buffer;
}

/** One request exactly as it arrived, with what was answered. */
export interface ReceivedRequest {
  vendor: VendorId;
  host: VendorHost;
  method: string;
  path: string;
  query: Record<string, string>;
  headers: Record<string, string>;
  rawBody: Buffer;
  /** The parsed body, when the request said that it is JSON and it was. */
  json?: unknown;
  /** The fields of a form, the last value of each name. */
  form?: Record<string, string>;
  /** The parts of a multipart body: fields first, then files. */
  parts?: ReceivedPart[];
  answered: { status: number; body: unknown };
  at: string;
}

/** A request before its answer, with what only the simulator needs. */
export interface ArrivingRequest extends Omit<ReceivedRequest, 'answered'> {
  /** Values of the path's placeholders. */
  parameters: Record<string, string>;
  /** The request said that its body is JSON or multipart, and it was not. */
  brokenBody: boolean;
}

export interface Answer {
  status: number;
  headers?: Record<string, string>;
  /** An object is answered as JSON, a text or bytes as they are. */
  body: unknown;
}

/** Thrown by a vendor's checks: the request ends with this answer. */
export class Refusal extends Error {
  constructor(readonly answer: Answer) {
    super(`answered ${answer.status}`);
  }
}

export type MessageKind =
  | 'text'
  | 'image'
  | 'video'
  | 'audio'
  | 'document'
  | 'location'
  | 'template'
  | 'campaign';

export interface InboxMedia {
  /** Where the file is, when the vendor was given a link. */
  url?: string;
  fileName?: string;
  mimeType?: string;
  /** The file itself, when it was uploaded. */
  content?: Buffer;
}

/** What the owner of a phone wrote. */
export interface WrittenMessage {
  /** Within this inbox, in one row with the messages that arrived. */
  number: number;
  /** The digits of the phone. */
  from: string;
  text: string;
  /** The label of who passes it on. */
  sender: string;
  messageId: string;
  at: string;
}

/** A message as its recipient's phone shows it. */
export interface InboxMessage {
  /** Number within this inbox: the vendors without message ids need one too. */
  number: number;
  vendor: VendorId;
  host: VendorHost;
  /** The id that the vendor's answer carried; null where it carries none. */
  messageId: string | null;
  /** As the vendor received it. */
  to: string;
  kind: MessageKind;
  /** Text, caption, or a template's body with its variables filled in. */
  text?: string;
  media?: InboxMedia;
  location?: { latitude: number; longitude: number; name?: string; address?: string };
  template?: { name: string; language?: string; header?: string; footer?: string; buttons?: string[] };
  /** The word of the sender's own that the vendor carries to its statuses. */
  callbackData?: string;
  /** Id of the campaign that it was sent by. */
  campaign?: string;
  /** The ticket that was opened, with the queue it landed in, where the vendor opens tickets. */
  ticket?: { queueId: string | null };
  status: string;
  at: string;
}
