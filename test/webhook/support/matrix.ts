import type { Outcome, Row } from '../answersTable';
import { call, type Answered, type Mode } from './delivering';
import { listen, type Listening } from './listening';
import { parametersOf } from './parameters';

/** One row in one mode. */
export interface Cell {
  expected: Outcome;
  got: Outcome;
  listening: Listening;
  answers: Answered[];
}

/** Sends a row's deliveries to a trigger of its own. */
export async function tryRow(row: Row, mode: Mode): Promise<Cell> {
  const { authentication, credential } = mode;
  const parameters = parametersOf({ authentication, ...row.parameters });
  const listening = await listen({ parameters, credential });
  row.prepare?.(listening);
  try {
    const answers: Answered[] = [];
    for (const delivery of row.deliveries(mode))
      answers.push(await call(`${listening.url}${row.path?.(mode) ?? ''}`, delivery));
    const expected = typeof row.outcome === 'string' ? row.outcome : row.outcome(mode);
    const cell = { expected, got: outcomeOf(answers, listening), listening, answers };
    if (cell.got === expected) row.also?.(listening, answers);
    return cell;
  } finally {
    await listening.close();
  }
}

function outcomeOf(answers: readonly Answered[], { executions, thrown }: Listening): Outcome {
  const { status, text } = answers.at(-1) ?? { status: 0, text: '' };
  if (thrown.length > 0) return `${status} thrown`;
  if (text === 'received') return `${status} run of ${executions.at(-1)?.length}`;
  const ignored = status === 200 ? (JSON.parse(text) as { ignored?: string }).ignored : undefined;
  return ignored === undefined ? `${status} nothing` : `${status} ignored: ${ignored}`;
}
