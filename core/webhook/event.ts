import { createHash } from 'node:crypto';
import type { IncomingMessage, StatusReport } from '../contract/delivery';
import { STATUS_RANK, isOwnStep, type Status } from '../contract/status';
import { safeCopy } from './raw';

/** A status event, one item of the trigger's output. */
export interface StatusEvent extends Omit<StatusReport, 'messageId' | 'part'> {
  vendor: string;
  /** The same event has the same key, however often it is delivered. */
  eventKey: string;
  /** Null for an event that is no status at all. */
  messageId: string | null;
  statusRank: number;
  /** ISO 8601 with milliseconds, UTC. */
  receivedAt: string;
  /** A later status of the same message was seen before this one. */
  late: boolean;
  /** How many entries of the same delivery could not be read; absent where all could. */
  skippedEntries?: number;
  /** The vendor's own entry; only where it was asked for. */
  raw?: unknown;
}

/** A message that came in, one item of the trigger's output. */
export interface MessageEvent extends Omit<IncomingMessage, 'apart' | 'sameAs'> {
  vendor: string;
  /** The same message has the same key, however often it is delivered. */
  eventKey: string;
  /** ISO 8601 with milliseconds, UTC. */
  receivedAt: string;
  /** Why its file is not there; only where it was asked for. */
  mediaError?: string;
  /** How many entries of the same delivery could not be read; absent where all could. */
  skippedEntries?: number;
  /** The vendor's own entry; only where it was asked for. */
  raw?: unknown;
}

/** What a trigger adds to every event of one delivery. */
export interface Arrival {
  vendor: string;
  receivedAt: string;
}

/** Completes a report to an event. */
export function toEvent(report: StatusReport, { vendor, receivedAt }: Arrival, late: boolean): StatusEvent {
  const { messageId, status, vendorStatus, occurredAt, to, reason, part: _part, ...more } = report;
  return {
    vendor,
    eventKey: eventKey(vendor, messageId, status, occurredAt, apartOf(report)),
    messageId,
    status,
    vendorStatus,
    statusRank: STATUS_RANK[status],
    occurredAt,
    receivedAt,
    to,
    // Some vendors send a code of zero or an empty one along with what went well.
    reason: status === 'failed' || status === 'other' ? reason : null,
    late,
    ...more,
  };
}

/** Completes a message that came in to an event. */
export function toMessageEvent(message: IncomingMessage, { vendor, receivedAt }: Arrival): MessageEvent {
  const { messageId, from, name, kind, text, media, replyTo, occurredAt, fromMe, group, ...rest } = message;
  const { apart: _apart, sameAs: _sameAs, ...more } = rest;
  return {
    vendor,
    eventKey: messageKey(message, { vendor, receivedAt }),
    messageId,
    from,
    name,
    kind,
    text,
    media,
    replyTo,
    occurredAt,
    receivedAt,
    fromMe,
    group,
    ...more,
  };
}

/** Its id decides. A message without one is the same as another that says the same in the same minute. */
export function messageKey(
  { messageId, fromMe, apart = [], sameAs = [] }: IncomingMessage,
  { vendor, receivedAt }: Arrival,
): string {
  const named = messageId === null ? [...sameAs, receivedAt.slice(0, MINUTE)] : [messageId];
  // As a list in JSON: no text can look like two of them.
  return digest([vendor, JSON.stringify(['message', fromMe, ...named, ...apart])]);
}

/** So many characters of a time name its minute. */
const MINUTE = 16;

/** What tells a status from another one of the same message, word and time. */
function apartOf({ vendorStatus, participant, part }: StatusReport): string[] {
  return [isOwnStep(vendorStatus) ? vendorStatus.trim().toLowerCase() : undefined, participant, part].filter(
    (each) => each !== undefined,
  );
}

/** An event that is no status: its type stands where the status word would. */
export function toOtherEvent(type: string, raw: unknown, { vendor, receivedAt }: Arrival): StatusEvent {
  return {
    vendor,
    // Nothing names such an event, so its content does: two different ones must not look the same.
    eventKey: digest([vendor, type, JSON.stringify(safeCopy(raw)) ?? '']),
    messageId: null,
    status: 'other',
    vendorStatus: type,
    statusRank: STATUS_RANK.other,
    occurredAt: null,
    receivedAt,
    to: null,
    reason: null,
    late: false,
  };
}

/** The first 32 hex digits of SHA-256 over what makes an event the same event. */
export function eventKey(
  vendor: string,
  messageId: string,
  status: Status,
  occurredAt: string | null,
  apart: readonly string[] = [],
): string {
  return digest([vendor, messageId, status, occurredAt ?? '', ...apart]);
}

const digest = (parts: readonly string[]): string =>
  createHash('sha256').update(parts.join('|')).digest('hex').slice(0, 32);
