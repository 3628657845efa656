import type { IExecuteFunctions, INode, INodeExecutionData } from 'n8n-workflow';
import { MessagingError, orRefusal, type Outcome } from '../../../core/contract/outcome';
import type { NodeOperation } from '../../../core/contract/operations';
import { vendors } from '../../../vendors';
import { failedOutput } from './errorOutput';
import { withInputFields } from './inputFields';
import { counted, countedAs, failedItem, outcomeOf, stopError, type Failed, type Result } from './outputItem';
import { includesInputFields, parallelRequestsOf, rememberKeysForOf } from './parameters';
import { sideBySide, type AtOnce } from './places';
import { prepareRun, type WholeRun } from './run';
import { sendItem } from './sendItem';
import { tidy } from './tidying';

/**
 * Runs an action node: one output item per input item, in order, linked to it.
 *
 * With On Error = Stop the first item that fails ends the run with one error. Otherwise a failed item comes
 * out with its `error` and what is known of it; nothing is thrown, because n8n would then give the inputs out as results.
 *
 * @param most so many of the items, from the first; all unless given
 */
export async function execute(
  context: IExecuteFunctions,
  node: NodeOperation,
  most = Number.POSITIVE_INFINITY,
): Promise<INodeExecutionData[][]> {
  const stops = orElse(() => !context.continueOnFail(), false);
  // Where n8n does not say what came in, one item says why nothing was sent.
  const count = Math.min(
    orElse(() => context.getInputData().length, 1),
    most,
  );
  const run = await orRefusal(async () => await prepareRun(context, node, count));
  const results = await sendAll(context, run, count, stops);
  // With On Error = Stop those behind the first failure may be missing.
  const outcomes = Object.values(results).map(outcomeOf);
  if (!(run instanceof MessagingError)) await orRefusal(async () => await endRun(run, outcomes));
  const failedAt = results.findIndex((result?: Result) => result !== undefined && 'failure' in result);
  if (failedAt >= 0 && stops)
    throw stopError(
      context,
      results[failedAt] as Failed,
      failedAt,
      results.filter((_result, item) => item !== failedAt).map(countedAs),
      count,
    );

  const hint = { message: counted(Object.values(results).map(countedAs)), location: 'outputPane' } as const;
  if (results.length > 0) orElse(() => context.addExecutionHints(hint), undefined);
  return [outputOf(context, node, results)];
}

/** One output item for each result. Never throws. */
function outputOf(
  context: IExecuteFunctions,
  operation: NodeOperation,
  results: readonly Result[],
): INodeExecutionData[] {
  const chosen = orElse(() => context.getNodeParameter('vendor', 0, ''), '');
  // What is no vendor, such as an expression as it is written, is not told as one.
  const vendor = vendors.find(({ id }) => id === chosen)?.id ?? null;
  const { onError, retryOnFail, parameters } = orElse<Partial<INode>>(() => context.getNode(), {});
  const items = orElse(() => context.getInputData(), []);
  return results.map((result, item) => {
    const json = 'failure' in result ? failedItem(result, vendor, operation) : { ...result.json };
    // Up to n8n 2.20 a first item that has the field at all makes Retry On Fail run the node again, even with null in it.
    if (!('failure' in result) && retryOnFail === true) delete json['error'];
    const given = items[item];
    const isIncluded =
      given !== undefined && parameters !== undefined && includesInputFields(context, parameters, item);
    const output = { ...(isIncluded ? withInputFields(json, given) : { json }), pairedItem: { item } };
    return 'failure' in result ? failedOutput(output, onError) : output;
  });
}

/** What n8n answers, or something else where it throws. */
function orElse<T>(ask: () => T, other: T): T {
  try {
    return ask();
  } catch {
    return other;
  }
}

async function endRun(run: WholeRun, outcomes: readonly Outcome[]): Promise<void> {
  await run.interruption.ended();
  await tidy(run.context, rememberKeysForOf(run.context, run.written)).catch(() => undefined);
  // A question that waits is not over yet: whoever stops the execution and retries it must not ask again.
  if (run.node === 'sendAndWait') return;
  if (outcomes.every((outcome) => ENDED_WELL.includes(outcome))) run.ledger.purge();
}

const ENDED_WELL: readonly Outcome[] = ['sent', 'accepted', 'skipped'];

/**
 * Sends the items, several at a time; the results come in the order of the items. Where the first failure ends the run
 * nothing is begun after it, what is on its way ends, and the items that were not begun have no result.
 */
async function sendAll(
  context: IExecuteFunctions,
  run: WholeRun | MessagingError,
  count: number,
  stops: boolean,
): Promise<Result[]> {
  const results: Result[] = [];
  let hasEnded = false;
  const hasPassed = (): boolean => !stops || results.length > 0;
  await sideBySide(count, placesOf(context, run, hasPassed), async (item, place) => {
    const result =
      run instanceof MessagingError ? { failure: run, to: null } : await sendItem(run, item, place);
    const isOver = stops && 'failure' in result;
    // What had not left when another item ended the run was not attempted.
    if (isOver && hasEnded && result.failure.outcome === 'notSent') return false;
    results[item] = result;
    if (isOver && !(run instanceof MessagingError)) run.halt();
    hasEnded ||= isOver;
    return !isOver;
  });
  if (!(run instanceof MessagingError)) run.accounts.end();
  return results;
}

/** @param hasPassed whether more than one message may be begun: what stops a run is mostly wrong with all of them */
function placesOf(
  context: IExecuteFunctions,
  run: WholeRun | MessagingError,
  hasPassed: () => boolean,
): AtOnce {
  const asked = parallelRequestsOf(context);
  if (asked === 1 || run instanceof MessagingError) return 'strictly';
  return () => (!hasPassed() ? 1 : asked === 0 ? run.accounts.width : asked);
}
