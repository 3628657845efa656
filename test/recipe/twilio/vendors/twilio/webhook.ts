import { z } from 'zod/v4';
import { LONGEST_ID, type EntryReading, type WebhookSource } from '../../core/contract/delivery';
import { toStatus, type Status } from '../../core/contract/status';
import { reasonOf } from '../../core/webhook/reason';
import { oneOrList } from '../../core/webhook/source';
import { ADVICE } from './advice';

/** The words that differ from ours, in answers and in reports. */
export const WORDS: Readonly<Record<string, Status>> = {
  accepted: 'pending',
  queued: 'pending',
  scheduled: 'pending',
  sending: 'pending',
  partially_delivered: 'delivered',
  undelivered: 'failed',
};

/** A message that somebody wrote has these words where ours have theirs. */
const RECEIVED = ['receiving', 'received'];

const given = z
  .string()
  .nullish()
  .transform((text) => text || null);

const report = z
  .object({
    MessageSid: z.string().min(1).max(LONGEST_ID),
    MessageStatus: z
      .string()
      .min(1)
      .refine((word) => !RECEIVED.includes(word)),
    To: given,
    ErrorCode: given,
    ErrorMessage: given,
  })
  .transform(
    ({ MessageSid, MessageStatus, To, ErrorCode, ErrorMessage }): EntryReading => ({
      report: {
        messageId: MessageSid,
        status: toStatus(MessageStatus, WORDS),
        vendorStatus: MessageStatus,
        // Twilio gives no time.
        occurredAt: null,
        to: /^whatsapp:\+(\d+)$/.exec(To ?? '')?.[1] ?? null,
        reason:
          ErrorCode === null && ErrorMessage === null ? null : reasonOf(ErrorCode, ErrorMessage, ADVICE),
      },
    }),
  );

/** What came in says so in another field. */
const received = z
  .object({ SmsStatus: z.string().min(1), MessageStatus: z.enum(['receiving', 'received']).optional() })
  .transform(({ SmsStatus }): EntryReading => ({ otherEvent: SmsStatus }));

/** What Twilio posts: one form for each status and each message, signed over the address and the fields. */
export const deliveries: WebhookSource = {
  id: 'twilio',
  label: 'Twilio',
  description: 'The statuses of messages sent through Twilio',
  setUp:
    "Give the URL to each message as <b>Status Callback</b>, or enter it at Twilio in the Messaging Service under Integration. With the authentication HMAC Signature the credential's Secret is the auth token of the account.",
  encodings: ['form'],
  split: oneOrList,
  entry: z.union([report, received]),
  signature: {
    scheme: 'addressAndFields',
    headerName: 'x-twilio-signature',
    algorithm: 'sha1',
    encoding: 'base64',
  },
};
