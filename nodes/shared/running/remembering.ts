import { inDoubt, invalidInput, MessagingError } from '../../../core/contract/outcome';
import type { Remembered } from '../../../core/memory/ledger';
import type { Identity } from '../../../core/message/identity';
import { LOOK_FIRST } from '../../../core/outcomes/answer';
import type { Addressee } from '../../../core/recipients/recipient';
import { stopped } from '../../../core/sending/attempts';
import { isAskedHere } from '../asking/question';
import { failedOrFlagged, outcomeOf, receiptItem, skipped, type Result } from './outputItem';
import type { Options } from './parameters';
import type { Run } from './run';

/**
 * What an earlier try left behind decides before anything is sent. Three know of it: the ledger of this
 * execution, the deduplication keys of all executions, and the doubt about an execution that broke off.
 */

/**
 * What the ledger knows of an item, where that is all that comes of it.
 *
 * @returns undefined where it may be sent
 */
export function recall(
  run: Run,
  item: number,
  identity: Identity,
  options: Options,
  recipient: Addressee | undefined,
): Result | undefined {
  const known = run.ledger.recall(item, identity);
  if (known === undefined || mayGoAgain(known, options)) return undefined;
  if (run.node === 'sendAndWait' && known.state === 'done' && !isAskedHere(run.context))
    return failedOrFlagged(run, ASKED_BEFORE, 0, { onUnknown: 'error' }, recipient);
  if (known.state === 'done') return receiptItem(run, recipient, { ...known, reused: true });
  return failedOrFlagged(run, IN_DOUBT, 0, options, recipient);
}

const mayGoAgain = ({ state }: Remembered, { onUnknown }: Options): boolean =>
  state !== 'done' && onUnknown === 'resend';

const IN_DOUBT = inDoubt('it was on its way when an earlier try broke off.', LOOK_FIRST);

const ASKED_BEFORE = inDoubt(
  'An earlier try of this execution has asked this question already, and the links in that message do not work any more.',
  'Start the workflow anew to ask again.',
);

/**
 * What comes of an item without a key where this whole execution is in doubt.
 *
 * @returns undefined where it may be sent
 */
export function doubt(
  run: Run,
  item: number,
  identity: Identity,
  options: Options,
  recipient: Addressee,
): Result | undefined {
  const { doubt: why } = run.interruption;
  if (why === undefined || options.onUnknown === 'resend') return undefined;
  run.ledger.doubt(item, identity);
  return failedOrFlagged(run, why, 0, options, recipient);
}

/**
 * Sends under a deduplication key, which knows more than the ledger; only one message at a time goes under a key.
 *
 * @param deliver sends the message
 */
export async function underKey(
  key: string,
  run: Run,
  options: Options,
  recipient: Addressee,
  deliver: () => Promise<Result>,
): Promise<Result> {
  const { deduplication, signal } = run;
  const late = (): AbortSignal => {
    const overdue = AbortSignal.timeout(options.totalTime * 1000);
    return signal === undefined ? overdue : AbortSignal.any([signal, overdue]);
  };
  // Two shops may number their orders alike.
  const own = run.scope === '' ? key : `${run.scope}/${key}`;
  const result = await deduplication.alone(
    own,
    async () => await sendOnce(own, run, options, recipient, deliver),
    late,
  );
  if (result !== undefined) return result;
  return { failure: signal?.aborted === true ? stopped() : KEY_IN_USE, to: recipient.to };
}

async function sendOnce(
  key: string,
  run: Run,
  options: Options,
  recipient: Addressee,
  deliver: () => Promise<Result>,
): Promise<Result> {
  const { deduplication } = run;
  const noKeys = (thrown: unknown) => (thrown instanceof MessagingError ? thrown : NO_KEYS);
  const claim = await deduplication.claim(key).catch(noKeys);
  if (claim instanceof MessagingError) return { failure: claim, to: recipient.to };
  if (claim === 'sent')
    return skipped(run, recipient, { reason: 'A message with this deduplication key was sent before.' });
  if (claim === 'doubtful' && options.onUnknown !== 'resend')
    return failedOrFlagged(run, IN_DOUBT, 0, options, recipient);
  const result = await deliver();
  const outcome = outcomeOf(result);
  // Where noting fails the key stays intended: a later message under it is in doubt and is not sent.
  if (outcome === 'sent' || outcome === 'accepted') await deduplication.confirm(key).catch(() => undefined);
  else if (outcome === 'unknown') await deduplication.doubt(key).catch(() => undefined);
  else await deduplication.release(key).catch(() => undefined);
  return result;
}

const NO_KEYS = invalidInput(
  'n8n could not look up the "Deduplication Key", so nothing was sent.',
  'Check that the database of n8n is reachable, then send this item again.',
);

const KEY_IN_USE = invalidInput(
  'Another message with this "Deduplication Key" was on its way for longer than "Total Time" allows.',
  'Nothing was sent; send this item again later.',
);
