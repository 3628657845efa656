import { z } from 'zod/v4';
import { LONGEST_ID, type EntryReading, type WebhookSource } from '../../core/contract/delivery';
import { toStatus, type Status } from '../../core/contract/status';
import { reasonOf } from '../../core/webhook/reason';
import { oneOrList } from '../../core/webhook/source';
import { toIsoTime } from '../../core/webhook/time';
import { ADVICE } from './advice';

const words: Readonly<Record<string, Status>> = { arrived: 'delivered', opened: 'read', lost: 'failed' };

const state = z
  .object({
    event: z.literal('state'),
    ref: z.string().min(1).max(LONGEST_ID),
    state: z.string().min(1),
    at: z.string().optional(),
    to: z.string().nullish(),
    fault: z.string().nullish(),
  })
  .transform(
    ({ ref, state, at, to, fault }): EntryReading => ({
      report: {
        messageId: ref,
        status: toStatus(state, words),
        vendorStatus: state,
        occurredAt: toIsoTime(at),
        to: to ?? null,
        reason: fault == null ? null : reasonOf(fault, null, ADVICE),
      },
    }),
  );

const otherEvent = z
  .object({ event: z.string().refine((event) => event !== 'state') })
  .transform(({ event }): EntryReading => ({ otherEvent: event }));

/** What Globex posts: one form for each event, signed over the address and the fields. */
export const deliveries: WebhookSource = {
  id: 'globex',
  label: 'Globex',
  description: 'The states of messages sent through Globex',
  setUp: 'At Globex, enter the URL under Lines > Reports.',
  encodings: ['form'],
  split: oneOrList,
  entry: z.union([state, otherEvent]),
  signature: {
    scheme: 'addressAndFields',
    headerName: 'x-globex-signature',
    algorithm: 'sha256',
    encoding: 'hex',
  },
  handshake: {
    query: { mode: 'check', modeIs: 'address', token: 'word', challenge: 'answer' },
    setUp: 'Globex checks the URL: enter its word as Verify Token in the webhook credential.',
  },
};
