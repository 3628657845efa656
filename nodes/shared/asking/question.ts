import { createHmac, randomBytes } from 'node:crypto';
import type { IExecuteFunctions, IWebhookFunctions } from 'n8n-workflow';
import { equalTexts } from '../../../core/webhook/compare';
import { quoted } from '../running/expressionParts';

/**
 * A question that waits for its answer. n8n signs the links, but the signature of a loop's second question is that of
 * its first; an n8n before 1.110 signs none. So each question has a secret of its own, which n8n keeps with the
 * execution, and each link carries a word made of it.
 */

interface Question {
  /** The execution whose links were sent. */
  execution: string;
  /** How often the node ran before in it. */
  run: number;
  secret: string;
}

const FIELD = 'mensageiroQuestion';

/** Opens the question of a run, or gives the one that an earlier try of the same run opened. */
export function openQuestion(context: IExecuteFunctions): Question {
  const store = context.getContext('node');
  const execution = context.getExecutionId();
  const run = Number(context.evaluateExpression('{{ $runIndex }}', 0));
  const known = readQuestion(store[FIELD]);
  if (known?.execution === execution && known.run === run) return known;
  const question = { execution, run, secret: randomBytes(16).toString('hex') };
  store[FIELD] = question;
  return question;
}

/** Whether the links that were sent last lead to this execution; those of the one that it retries are dead. */
export function isAskedHere(context: IExecuteFunctions): boolean {
  return readQuestion(context.getContext('node')[FIELD])?.execution === context.getExecutionId();
}

/**
 * The link that gives an answer.
 *
 * @param approved the answer
 */
export function linkOf(context: IExecuteFunctions, question: Question, approved: boolean): string {
  const query = { approved: wordFor(approved), question: wordOf(question, approved) };
  const { getSignedResumeUrl } = context as Partial<IExecuteFunctions>;
  if (getSignedResumeUrl !== undefined) return getSignedResumeUrl.call(context, query);
  const address = context.evaluateExpression('{{ $execution.resumeUrl }}', 0);
  return `${address as string}/${encodeURIComponent(context.getNode().id)}?${new URLSearchParams(query).toString()}`;
}

/**
 * What a link answers.
 *
 * @param query of the link as it was opened
 * @returns undefined where the link is not one of the question that is open
 */
export function answerIn(
  context: IWebhookFunctions,
  query: Readonly<Record<string, unknown>>,
): boolean | undefined {
  const { approved, question: word } = query;
  const question = questionIn(context);
  if (question === undefined || typeof word !== 'string') return undefined;
  const answer = [true, false].find((each) => wordFor(each) === approved);
  return answer !== undefined && equalTexts(word, wordOf(question, answer)) ? answer : undefined;
}

const wordFor = (approved: boolean): string => (approved ? 'true' : 'false');

const wordOf = ({ secret }: Question, approved: boolean): string =>
  createHmac('sha256', secret).update(wordFor(approved)).digest('hex').slice(0, 32);

/** A webhook has no context of its node, but its expressions do. */
function questionIn(context: IWebhookFunctions): Question | undefined {
  const code = `{{ $node[${quoted(context.getNode().name)}].context[${quoted(FIELD)}] }}`;
  try {
    return readQuestion(context.evaluateExpression(code, 0));
  } catch {
    return undefined;
  }
}

function readQuestion(stored: unknown): Question | undefined {
  const { execution, run, secret } = (stored ?? {}) as Partial<Question>;
  if (typeof execution !== 'string' || typeof run !== 'number' || typeof secret !== 'string')
    return undefined;
  return { execution, run, secret };
}
