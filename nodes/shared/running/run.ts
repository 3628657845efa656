import type { IExecuteFunctions, INodeParameters } from 'n8n-workflow';
import type { Deduplication } from '../../../core/memory/deduplication';
import { Ledger } from '../../../core/memory/ledger';
import { shown } from '../../../core/contract/inputs';
import { invalidInput, type MessagingError } from '../../../core/contract/outcome';
import type { NodeOperation } from '../../../core/contract/operations';
import type { Vendor } from '../../../core/contract/vendor';
import { vendors } from '../../../vendors';
import { Accounts, type ItemAccount } from './accounts';
import { leftToModel } from './allowed';
import { clock } from './clock';
import { hadBegun } from './executionMark';
import { begin, interruptionOf, UNINTERRUPTED, type Interruption } from './interruption';
import { deduplicationOf, retriesOf } from './keyStore';

/** The list takes no expression: n8n gives one as the text that it is. */
const noVendor = (id: string): MessagingError =>
  id === ''
    ? invalidInput('No vendor is chosen.', 'Open the node and choose one under "Vendor".')
    : id.includes('{{')
      ? invalidInput(
          '"Vendor" holds an expression, and n8n works none out there.',
          'Choose a vendor from the list; for several vendors use one node for each.',
        )
      : invalidInput(`"Vendor" has no "${shown(id)}".`, 'Choose a vendor from the list.');

/** What all items of one execution share. */
export interface WholeRun {
  context: IExecuteFunctions;
  node: NodeOperation;
  vendor: Vendor;
  /** The node's parameters before expressions. */
  written: INodeParameters;
  /** Whether an agent uses the node as its tool. */
  isTool: boolean;
  ledger: Ledger;
  interruption: Interruption;
  deduplication: Deduplication;
  /** Comes when the user stops the execution, or `halt` does. */
  signal: AbortSignal;
  /** Ends the run: what has not left yet stays. */
  halt: () => void;
  /** Under whose account each item goes. */
  accounts: Accounts;
}

/** A run as one item sees it: with the account under which it goes. */
export type Run = WholeRun & ItemAccount;

/** A signal of the run's own, which comes with the user's. */
function stoppedBy(user: AbortSignal | undefined): Pick<WholeRun, 'signal' | 'halt'> {
  const stopping = new AbortController();
  const signal = AbortSignal.any(user === undefined ? [stopping.signal] : [user, stopping.signal]);
  return { signal, halt: () => stopping.abort() };
}

/** How n8n ends the type of the tool that it makes of a node. */
const TOOL = 'Tool';

/**
 * Reads the vendor and its credential.
 *
 * @param count how many items there are
 * @returns a MessagingError where no credential is chosen; that holds for every item
 */
export async function prepareRun(
  context: IExecuteFunctions,
  node: NodeOperation,
  count: number,
): Promise<WholeRun | MessagingError> {
  const runIndex = Number(context.evaluateExpression('{{ $runIndex }}', 0));
  const beginning = begin(context, runIndex);
  const left = leftToModel(context.getNode(), node);
  if (left !== undefined) return left;
  const id = String(context.getNodeParameter('vendor', 0, ''));
  const vendor = vendors.find((each) => each.id === id);
  if (vendor === undefined) return noVendor(id);
  const { type } = vendor.credential;
  const { name, credentials, parameters: written, type: nodeType } = context.getNode();
  const chosen = credentials?.[type];
  if (chosen === undefined)
    return invalidInput(
      `No ${vendor.name} credential is chosen.`,
      'Choose or create one at the top of the node.',
    );
  const isTool = nodeType.endsWith(TOOL);
  // Every call of a tool is a run of its own, and so is each of n8n's retries of one.
  const ledger = new Ledger(context.getContext('node'), runIndex, isTool);
  const { signal, halt } = stoppedBy(context.getExecutionCancelSignal());
  const interruption = isTool
    ? UNINTERRUPTED
    : await interruptionOf(beginning, name, ledger, retriesOf(context), async () =>
        hadBegun(context, runIndex),
      );
  const deduplication = deduplicationOf(context);
  const execution = context.getExecutionId();
  // Nothing after this can go wrong, so that what is held is given free again.
  const accounts = await Accounts.open({ context, vendor, clock, signal, execution }, count);
  return {
    context,
    node,
    vendor,
    written,
    isTool,
    ledger,
    interruption,
    deduplication,
    signal,
    accounts,
    halt,
  };
}
