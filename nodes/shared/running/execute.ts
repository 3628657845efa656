import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { MessagingError, orRefusal, type Outcome } from '../../../core/contract/outcome';
import type { NodeOperation } from '../../../core/contract/operations';
import { counted, failedItem, stopError, type Failed, type Succeeded } from './outputItem';
import { prepareRun, type Run } from './run';
import { sendItem } from './sendItem';

type Result = Succeeded | Failed;

/**
 * Runs an action node: one output item per input item, in order, linked to it.
 *
 * With On Error = Stop the first item that fails ends the run with one error. Otherwise a failed item comes
 * out as `{ error, details }`; nothing is thrown, because n8n would then give the inputs out as results.
 */
export async function execute(
  context: IExecuteFunctions,
  node: NodeOperation,
): Promise<INodeExecutionData[][]> {
  const run = await orRefusal(async () => await prepareRun(context, node));
  const results = await sendAll(context, run);
  if (!(run instanceof MessagingError)) await run.interruption.ended();
  const outcomes = results.map(outcomeOf);
  const failedAt = results.findIndex((result) => 'failure' in result);
  if (failedAt >= 0 && !context.continueOnFail())
    throw stopError(context, results[failedAt] as Failed, failedAt, outcomes.slice(0, failedAt));

  const endedWell = outcomes.every((outcome) => ENDED_WELL.includes(outcome));
  if (endedWell && !(run instanceof MessagingError)) run.ledger.purge();
  if (results.length > 0) context.addExecutionHints({ message: counted(outcomes), location: 'outputPane' });
  const vendor = String(context.getNodeParameter('vendor', 0, ''));
  return [
    results.map((result, item) => ({
      json: 'failure' in result ? failedItem(result, vendor, node) : result.json,
      pairedItem: { item },
    })),
  ];
}

const ENDED_WELL: readonly Outcome[] = ['sent', 'accepted', 'skipped'];

const outcomeOf = (result: Result): Outcome =>
  'failure' in result ? result.failure.outcome : result.json.outcome;

/**
 * Sends the items, several at a time; the results come in the order of the items. Where the first failure
 * ends the run it is one at a time, and nothing after the failing item is begun.
 */
async function sendAll(context: IExecuteFunctions, run: Run | MessagingError): Promise<Result[]> {
  const items = context.getInputData();
  const stops = !context.continueOnFail();
  const results: Result[] = [];
  let next = 0;
  let stopped = false;
  const work = async (): Promise<void> => {
    while (next < items.length && !stopped) {
      const item = next;
      next += 1;
      const result = run instanceof MessagingError ? { failure: run, to: null } : await sendItem(run, item);
      results[item] = result;
      stopped = stops && 'failure' in result;
    }
  };
  const workers = stops ? 1 : atOnce(context);
  await Promise.all(Array.from({ length: workers }, work));
  return results;
}

const MOST_AT_ONCE = 50;

function atOnce(context: IExecuteFunctions): number {
  const wanted = Number(context.getNodeParameter('options.parallelRequests', 0, 5));
  return Number.isFinite(wanted) ? Math.min(Math.max(1, Math.floor(wanted)), MOST_AT_ONCE) : 1;
}
