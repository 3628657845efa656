/** What somebody writes on a phone of the inbox page. */
export interface Written {
  /** The digits of the phone, with country code. */
  from: string;
  /** Of the person, as WhatsApp shows it. */
  name: string;
  text: string;
  /** The message's own id, of which each sender makes one of its own form. */
  id: string;
  /** When, in milliseconds. */
  at: number;
}

/** How a sender posts what was written. */
export interface Delivery {
  type: 'application/json' | 'application/x-www-form-urlencoded';
  body: string;
  headers?: Record<string, string>;
}

/** Somebody who passes on to a webhook what is written to a number. */
export interface Sender {
  /** The id of its source, or of its preset of the trigger's *Custom*. */
  id: string;
  /** As the inbox page shows it, and as it stands before an address that only it posts to. */
  label: string;
  /** The form of its ids. */
  idOf?(id: string): string;
  delivery(written: Written): Delivery;
  /** How often it posts one message: some servers do it twice. */
  times?: number;
}

/** A body of JSON. */
export const json = (body: object, headers?: Record<string, string>): Delivery => ({
  type: 'application/json',
  body: JSON.stringify(body),
  ...(headers !== undefined && { headers }),
});

/** The time in whole seconds. */
export const seconds = (at: number): number => Math.floor(at / 1000);

/** The time as ISO 8601. */
export const iso = (at: number): string => new Date(at).toISOString();
