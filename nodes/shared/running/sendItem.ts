import type { Remembered } from '../../../core/memory/ledger';
import { inDoubt, invalidInput, MessagingError, orRefusal } from '../../../core/contract/outcome';
import { recipientIn, type Addressee } from '../../../core/recipients/recipient';
import { buildMessage, type Message } from '../../../core/message/build';
import { identityOf } from '../../../core/message/identity';
import { LOOK_FIRST } from '../../../core/outcomes/answer';
import { send, type Sent } from '../../../core/sending/send';
import type { Patience } from '../../../core/sending/sender';
import { ask } from './ask';
import { preview } from './dryRun';
import { originOf } from './identity';
import { flagged, receiptItem, skipped, type Failed, type Succeeded } from './outputItem';
import { DEFAULT_OPTIONS, readParameters, type Options } from './parameters';
import type { Run } from './run';
import { n8nTransport } from '../http/transport';

/** Does what one item asks for. Never throws: whatever goes wrong is the item's result. */
export async function sendItem(run: Run, item: number): Promise<Succeeded | Failed> {
  const origin = originOf(run, item);
  const parameters = await orRefusal(() => readParameters(run, item));
  const failed = parameters instanceof MessagingError;
  const options = failed ? DEFAULT_OPTIONS : parameters.options;
  const inputs = failed ? {} : parameters.inputs;

  // Asked before anything is fetched or built: what was sent stays sent, even if the item could not be built again.
  const known = run.ledger.recall(item, { message: '', origin });
  if (known !== undefined && !mayGoAgain(known, options)) {
    const recipient = recipientIn(run.vendor, run.node, inputs, run.config, options);
    return whatIsKnown(run, known, options, recipient);
  }
  if (failed) return { failure: parameters, to: null };
  const asked = await orRefusal(() => ask(run, item, parameters));
  if (asked instanceof MessagingError) return { failure: asked, to: null };
  const message = await orRefusal(() =>
    buildMessage(run.vendor, asked.operation, asked.inputs, run.config, options),
  );
  if (message instanceof MessagingError) return { failure: message, to: null };

  const identity = await orRefusal(async () => await identityOf(message, origin));
  if (identity instanceof MessagingError) return { failure: identity, to: message.to };
  const remembered = run.ledger.recall(item, identity);
  if (remembered !== undefined && !mayGoAgain(remembered, options))
    return whatIsKnown(run, remembered, options, message);
  if (options.dryRun) return skipped(run, message, { request: preview(message) });
  const deliver = async () => await sendAndRemember(run, item, message, identity, options);
  const key = String(options.deduplicationKey).trim();
  if (key !== '') return await underKey(key, run, message, options, deliver);
  const { doubt } = run.interruption;
  if (doubt === undefined || options.onUnknown === 'resend') return await deliver();
  run.ledger.doubt(item, identity);
  return failedOrFlagged(run, doubt, 0, options, message);
}

const mayGoAgain = ({ state }: Remembered, { onUnknown }: Options): boolean =>
  state !== 'done' && onUnknown === 'resend';

function whatIsKnown(
  run: Run,
  known: Remembered,
  options: Options,
  to: Addressee | undefined,
): Succeeded | Failed {
  if (known.state === 'done') return receiptItem(run, to, { ...known, reused: true });
  return failedOrFlagged(run, IN_DOUBT, 0, options, to);
}

const IN_DOUBT = inDoubt(
  'This message was on its way when an earlier try broke off, so it may have been sent.',
  LOOK_FIRST,
);

function failedOrFlagged(
  run: Run,
  failure: MessagingError,
  attempts: number,
  { onUnknown }: Options,
  to: Addressee | undefined,
): Succeeded | Failed {
  if (failure.outcome === 'unknown' && onUnknown === 'passOn') return flagged(run, to, failure, attempts);
  return { failure, to: to?.to ?? null, attempts };
}

/** Sends under a deduplication key, which knows more than the ledger; only one message at a time goes under a key. */
async function underKey(
  key: string,
  run: Run,
  message: Message,
  options: Options,
  deliver: () => Promise<Succeeded | Failed>,
): Promise<Succeeded | Failed> {
  const { deduplication } = run;
  return await deduplication.alone(key, async () => {
    const noKeys = (thrown: unknown) => (thrown instanceof MessagingError ? thrown : NO_KEYS);
    const claim = await deduplication.claim(key).catch(noKeys);
    if (claim instanceof MessagingError) return { failure: claim, to: message.to };
    if (claim === 'sent')
      return skipped(run, message, { reason: 'A message with this deduplication key was sent before.' });
    if (claim === 'doubtful' && options.onUnknown !== 'resend')
      return failedOrFlagged(run, IN_DOUBT, 0, options, message);
    const result = await deliver();
    const outcome = 'failure' in result ? result.failure.outcome : result.json.outcome;
    // Where noting fails the key stays intended: a later message under it is in doubt and is not sent.
    if (outcome === 'sent' || outcome === 'accepted') await deduplication.confirm(key).catch(() => undefined);
    else if (outcome !== 'unknown') await deduplication.release(key).catch(() => undefined);
    return result;
  });
}

const NO_KEYS = invalidInput(
  'n8n could not look up the "Deduplication Key", so nothing was sent.',
  'Check that the database of n8n is reachable, then send this item again.',
);

async function sendAndRemember(
  run: Run,
  item: number,
  message: Message,
  identity: { message: string; origin: string },
  options: Options,
): Promise<Succeeded | Failed> {
  const { ledger } = run;
  const isUpload = message.operation === 'sendMediaByUpload';
  const sender = { ...run.sender, transport: n8nTransport(run.context, run.credential, options.timeout) };
  const go = async (): Promise<Sent> =>
    await send(message, sender, patienceOf(options), () => ledger.begin(item, identity));
  // One upload at a time, so that memory does not grow with the number of items.
  const { result, attempts } = isUpload ? await run.uploads.run('upload', go) : await go();
  if (result instanceof MessagingError) {
    if (result.outcome === 'unknown') ledger.doubt(item, identity);
    else ledger.release(item, identity);
    return failedOrFlagged(run, result, attempts, options, message);
  }
  const sentAt = new Date();
  ledger.settle(item, identity, result, sentAt, attempts);
  const response = options.includeVendorResponse ? result.response.body : undefined;
  return receiptItem(run, message, { ...result, sentAt: sentAt.toISOString(), attempts, response });
}

const patienceOf = ({ attempts, totalTime, longestWait, onUnknown }: Options): Patience => ({
  attempts,
  totalTime: totalTime * 1000,
  longestWait: longestWait * 1000,
  resendUnknown: onUnknown === 'resend',
});
