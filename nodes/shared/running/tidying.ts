import type { IExecuteFunctions } from 'n8n-workflow';
import { Shelf } from '../../../core/memory/shelf';
import { wallClock } from '../../../core/pacing/clock';
import { ID_LENGTH, KeyRows, rowId } from './keyRows';

/** What is kept in rows goes after its time, a little with each run: n8n itself removes none of it. */

/** Keys, which the user says how long to remember; notes about executions, which n8n removes long before. */
type Kind = 'key' | 'note';

/** How long notes about executions are kept, in days. */
const DAYS_OF_NOTES = 90;

/** For each node of a workflow, as this process knows them. */
const shelves = new Map<string, Shelf>();

/** Where the ids of rows of one kind are listed, for the node of this context. */
export function shelfOf(context: IExecuteFunctions, kind: Kind): Shelf {
  const names = [kind, context.getWorkflow().id, context.getNode().id];
  const name = JSON.stringify(names);
  const shelf = shelves.get(name) ?? new Shelf((...parts) => rowId('shelf', ...names, ...parts), ID_LENGTH);
  shelves.set(name, shelf);
  return shelf;
}

/**
 * Removes what was kept for long enough.
 *
 * @param days how long to remember keys; 0 for ever
 */
export async function tidy(context: IExecuteFunctions, days: number): Promise<void> {
  const rows = new KeyRows(context);
  if (!(await rows.areKept())) return;
  await shelfOf(context, 'key').tidy(rows, days, wallClock());
  await shelfOf(context, 'note').tidy(rows, DAYS_OF_NOTES, wallClock());
}
