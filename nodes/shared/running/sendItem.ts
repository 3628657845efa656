import { MessagingError, orRefusal, refusalOf } from '../../../core/contract/outcome';
import type { Message } from '../../../core/message/build';
import { wallClock } from '../../../core/pacing/clock';
import { carrying } from '../../../core/message/carry';
import { previewOf } from '../../../core/message/preview';
import { fingerprint, identityOf, type Identity } from '../../../core/message/identity';
import { stopped } from '../../../core/sending/attempts';
import { send, type Sent } from '../../../core/sending/send';
import type { Patience } from '../../../core/sending/sender';
import { n8nTransport } from '../http/transport';
import { notAllowed } from './allowed';
import { buildItem } from './building';
import { requestOf } from './dryRun';
import { failedOrFlagged, receiptItem, skipped, type Result } from './outputItem';
import type { Options } from './parameters';
import type { Place } from './places';
import { readItem, type Reading } from './reading';
import { doubt, recall, underKey } from './remembering';
import type { Run, WholeRun } from './run';
import { wordingOf } from './variables';

/** Does what one item asks for. Never throws: whatever goes wrong is the item's result. */
export async function sendItem(run: WholeRun, item: number, place: Place): Promise<Result> {
  try {
    // Without a wait where it is the same for all, and in the order of the items where it is not.
    const account = run.accounts.ofAll ?? (await run.accounts.of(item));
    if (account instanceof MessagingError) return { failure: account, to: null };
    return await sendUnder({ ...run, ...account }, item, place);
  } catch (thrown) {
    return { failure: refusalOf(thrown), to: null };
  }
}

/**
 * Sends under the item's account. The item is read, and takes its turn among the messages for its recipient, before it
 * waits for anything.
 */
async function sendUnder(run: Run, item: number, place: Place): Promise<Result> {
  const reading = readItem(run, item);
  const to = reading.recipient?.to ?? null;
  const turn = to === null ? undefined : run.queue.recipient(to.trim());
  try {
    const hasCome =
      turn === undefined || turn.isNext || (await place.lend(async () => await turn.come(run.signal)));
    return hasCome ? await sendInTurn(run, reading) : { failure: stopped(), to };
  } catch (thrown) {
    return { failure: refusalOf(thrown), to };
  } finally {
    turn?.end();
  }
}

async function sendInTurn(run: Run, reading: Reading): Promise<Result> {
  const { item, origin, options, recipient, refusal } = reading;
  // Asked before anything is fetched or built: what was sent stays sent, even if the item could not be built again.
  const known = recall(run, item, { message: '', origin }, options, recipient);
  if (known !== undefined) return known;
  if (refusal !== undefined) return { failure: refusal, to: null };
  if (run.sender.cancelled()) return { failure: stopped(), to: recipient?.to ?? null };
  const built = await buildItem(run, reading).catch(refusalOf);
  if (built instanceof MessagingError) return { failure: built, to: null };

  const stranger = notAllowed(run, reading, built);
  if (stranger !== undefined) return { failure: stranger, to: built.to };

  const identity = await identityOf(built, origin, run.scope).catch(refusalOf);
  if (identity instanceof MessagingError) return { failure: identity, to: built.to };
  const message = carrying(built, () => wordFor(run, item, identity));
  const remembered = recall(run, item, identity, options, message);
  if (remembered !== undefined) return remembered;
  if (options.dryRun) return wouldSend(run, reading, message.fresh?.() ?? message);
  const deliver = async () => await sendAndRemember(run, item, message, identity, options);
  const key = options.deduplicationKey;
  if (key !== '') return await underKey(key, run, options, message, deliver);
  return doubt(run, item, identity, options, message) ?? (await deliver());
}

/** By what the vendor's statuses name a message: tells nothing of it, and is another one in each execution. */
const wordFor = ({ sender }: Run, item: number, { message }: Identity): string =>
  fingerprint({ execution: sender.execution, item, message });

/** What a dry run gives: a sentence for a person, and the request behind it. */
function wouldSend(run: Run, reading: Reading, message: Message): Result {
  const isPhone = reading.options.recipientType === 'phone';
  const preview = previewOf(message, isPhone, wordingOf(run, reading, message));
  return { ...skipped(run, message, { preview, request: requestOf(message) }), isDryRun: true };
}

async function sendAndRemember(
  run: Run,
  item: number,
  message: Message,
  identity: Identity,
  options: Options,
): Promise<Result> {
  const { ledger } = run;
  const { result, attempts } = await sendAway(run, message, options, () => ledger.begin(item, identity));
  if (result instanceof MessagingError) {
    if (result.outcome === 'unknown') ledger.doubt(item, identity);
    else ledger.release(item, identity);
    return failedOrFlagged(run, result, attempts, options, message);
  }
  const sentAt = new Date(wallClock());
  // It is sent, whatever comes of noting it; what was noted before it left then keeps it from going again.
  await orRefusal(() => ledger.settle(item, identity, result, sentAt, attempts));
  const response = options.includeVendorResponse ? result.response.body : undefined;
  return receiptItem(run, message, { ...result, sentAt: sentAt.toISOString(), attempts, response });
}

/** @param departing called right before each request leaves */
async function sendAway(run: Run, message: Message, options: Options, departing: () => void): Promise<Sent> {
  const isUpload = message.operation === 'sendMediaByUpload';
  const sender = { ...run.sender, transport: n8nTransport(run.context, run.credential, options.timeout) };
  const turn = isUpload ? run.queue.upload() : undefined;
  try {
    if (turn !== undefined && !(await turn.come(run.signal))) return { result: stopped(), attempts: 0 };
    return await send(message, sender, patienceOf(options), departing);
  } finally {
    turn?.end();
  }
}

const patienceOf = ({ attempts, totalTime, longestWait, onUnknown }: Options): Patience => ({
  attempts,
  totalTime: totalTime * 1000,
  longestWait: longestWait * 1000,
  resendUnknown: onUnknown === 'resend',
});
