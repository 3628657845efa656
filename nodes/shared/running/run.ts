import {
  sleep,
  type ICredentialDataDecryptedObject,
  type ICredentialsDecrypted,
  type IExecuteFunctions,
  type INodeParameters,
} from 'n8n-workflow';
import { monotonic, type Clock } from '../../../core/pacing/clock';
import { readAccount } from '../../../core/input/account';
import type { Deduplication } from '../../../core/memory/deduplication';
import { Ledger } from '../../../core/memory/ledger';
import { invalidInput, MessagingError, orRefusal } from '../../../core/contract/outcome';
import type { NodeOperation } from '../../../core/contract/operations';
import { redactor, type Redact } from '../../../core/outcomes/redact';
import { accountKey, queueFor, type Queue } from '../../../core/sending/queue';
import type { Sender } from '../../../core/sending/sender';
import type { Vendor } from '../../../core/contract/vendor';
import { vendors } from '../../../vendors';
import { hadBegun } from './executionMark';
import { begin, interruptionOf, UNINTERRUPTED, type Interruption } from './interruption';
import { deduplicationOf, retriesOf } from './keyStore';

/** What all items of one execution share. */
export interface Run {
  context: IExecuteFunctions;
  node: NodeOperation;
  vendor: Vendor;
  /** The node's parameters before expressions. */
  written: INodeParameters;
  /** Whether an agent uses the node as its tool. */
  isTool: boolean;
  /** Read and decrypted once: n8n would do it again for every request. */
  credential: ICredentialsDecrypted;
  /** The vendor's configuration, without secrets. */
  config: unknown;
  redact: Redact;
  ledger: Ledger;
  interruption: Interruption;
  deduplication: Deduplication;
  /** Where the messages of the account wait; held until `end`. */
  queue: Queue;
  /** Comes when the user stops the execution. */
  signal: AbortSignal | undefined;
  /** To be called once when the run has ended, however it did. */
  end(): void;
  /** All of a Sender but the transport, which depends on the item's options. */
  sender: Omit<Sender, 'transport'>;
}

/** n8n's own timer: shipped code has no other. */
export const clock: Clock = { now: monotonic, sleep };

/** How n8n ends the type of the tool that it makes of a node. */
const TOOL = 'Tool';

/**
 * Reads the vendor and its credential.
 *
 * @returns a MessagingError where the credential is missing or cannot be used; that holds for every item
 */
export async function prepareRun(
  context: IExecuteFunctions,
  node: NodeOperation,
): Promise<Run | MessagingError> {
  const runIndex = Number(context.evaluateExpression('{{ $runIndex }}', 0));
  const beginning = begin(context, runIndex);
  const id = String(context.getNodeParameter('vendor', 0, ''));
  const vendor = vendors.find((each) => each.id === id);
  if (vendor === undefined) return invalidInput(`"Vendor" has no "${id}".`, 'Choose a vendor from the list.');
  const { type } = vendor.credential;
  const { name, credentials, parameters: written, type: nodeType } = context.getNode();
  const chosen = credentials?.[type];
  if (chosen === undefined)
    return invalidInput(
      `No ${vendor.name} credential is chosen.`,
      'Choose or create one at the top of the node.',
    );
  const data = await context.getCredentials<ICredentialDataDecryptedObject>(type, 0).catch(() => undefined);
  if (data === undefined)
    return invalidInput(
      `n8n could not open the ${vendor.name} credential.`,
      'Open it, check it and save it again.',
    );
  const account = await orRefusal(() => readAccount(vendor, data));
  if (account instanceof MessagingError) return account;

  const { config, secrets, messagesPerMinute } = account;
  const isTool = nodeType.endsWith(TOOL);
  // Every call of a tool is a run of its own, and so is each of n8n's retries of one.
  const ledger = new Ledger(context.getContext('node'), runIndex, isTool);
  const redact = redactor(secrets);
  const signal = context.getExecutionCancelSignal();
  const interruption = isTool
    ? UNINTERRUPTED
    : await interruptionOf(beginning, name, ledger, retriesOf(context), async () =>
        hadBegun(context, runIndex),
      );
  const deduplication = deduplicationOf(context);
  const queue = queueFor(accountKey(vendor.id, config, secrets), messagesPerMinute, clock);
  const { limiter, budget, breaker } = queue;
  // Nothing after this can go wrong, so that what is held is given free again.
  return {
    context,
    node,
    vendor,
    written,
    isTool,
    credential: { id: '', name: '', type, data },
    config,
    redact,
    ledger,
    interruption,
    deduplication,
    queue,
    signal,
    end: queue.hold(),
    sender: {
      redact,
      limiter,
      budget,
      breaker,
      clock,
      random: Math.random,
      cancelled: () => signal?.aborted === true,
    },
  };
}
