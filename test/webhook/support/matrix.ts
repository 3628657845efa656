import type { Executions, Outcome, Row } from '../answersTable';
import { call, type Answered, type Mode } from './delivering';
import { listen } from './listening';
import { parametersOf } from './parameters';

/** One row in one mode. */
export interface Cell {
  expected: Outcome;
  got: Outcome;
  answers: Answered[];
}

/** The parameters of a row's trigger. */
export const parametersOfRow = (row: Row, { authentication }: Mode) =>
  parametersOf({ authentication, ...row.parameters });

/** Sends a row's deliveries to a trigger of its own. */
export async function tryRow(row: Row, mode: Mode): Promise<Cell> {
  const { credential } = mode;
  const listening = await listen({ parameters: parametersOfRow(row, mode), credential });
  row.prepare?.(listening);
  try {
    const cell = await tryRowAt(listening.url, row, mode, async () => listening.executions);
    return listening.thrown.length > 0 ? { ...cell, got: `${cell.got}, thrown` } : cell;
  } finally {
    await listening.close();
  }
}

/** Sends a row's deliveries to a trigger that listens at this address, and looks at what they started. */
export async function tryRowAt(
  url: string,
  row: Row,
  mode: Mode,
  executionsOf: () => Promise<Executions>,
): Promise<Cell> {
  const answers: Answered[] = [];
  for (const delivery of row.deliveries(mode))
    answers.push(await call(`${url}${row.path?.(mode) ?? ''}`, delivery));
  const executions = await executionsOf();
  const expected = typeof row.outcome === 'string' ? row.outcome : row.outcome(mode);
  const got = outcomeOf(answers, executions);
  if (got === expected) row.also?.(executions);
  return { expected, got, answers };
}

function outcomeOf(answers: readonly Answered[], executions: Executions): Outcome {
  const { status, text } = answers.at(-1) ?? { status: 0, text: '' };
  const received = answers.filter((answer) => answer.text === 'received').length;
  if (received !== executions.length) return `${status}, ${received} received, ${executions.length} run`;
  if (text === 'received') return `${status} run of ${executions.at(-1)?.length}`;
  const ignored = status === 200 ? (JSON.parse(text) as { ignored?: string }).ignored : undefined;
  return ignored === undefined ? `${status} nothing` : `${status} ignored: ${ignored}`;
}
