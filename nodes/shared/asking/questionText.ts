import type { IDataObject } from 'n8n-workflow';
import { complaint, missing } from '../../../core/contract/inputs';
import { isBlank, readText, sentence } from '../../../core/contract/text';
import { invalidInput } from '../../../core/contract/outcome';
import type { Run } from '../running/run';
import { buttonsOf } from './buttons';
import { waitUntil } from './limit';
import { linkOf, openQuestion } from './question';
import { readableMessage } from './readable';

/**
 * What is sent as the text of a question: the message, and a link for each answer.
 *
 * @param inputs of the item, as they were read
 * @throws MessagingError (`notSent`) with a sentence that names the parameter
 */
export function textOfQuestion(run: Run, item: number, inputs: Readonly<Record<string, unknown>>): string {
  const { context } = run;
  refuseAnswered(run, item);
  const message = readableMessage(run, item) ?? inputs['message'];
  if (message === undefined || message === null) throw complaint(missing('Message'));
  const read = readText(message);
  if ('fault' in read) throw complaint(sentence('Message', read.fault));
  if (isBlank(read.text)) throw complaint(missing('Message'));
  // What is wrong with the limit is told before anything is sent.
  waitUntil(context);
  const buttons = buttonsOf(inputs['approvalOptions'] as IDataObject | undefined);
  const question = openQuestion(context);
  const links = buttons.map(({ label, approved }) => `${label}:\n${linkOf(context, question, approved)}`);
  return [read.text.trimEnd(), ...links].join('\n\n');
}

/** How n8n ends the type of a node that reviews the calls of a tool. */
const REVIEW = 'HitlTool';

/**
 * When the time for an answer is over n8n goes on with what came in, and reads the answer there: a model that put one
 * into its call would approve itself.
 */
function refuseAnswered({ context }: Run, item: number): void {
  if (!context.getNode().type.endsWith(REVIEW)) return;
  const { approved, data } = context.getInputData()[item]?.json ?? {};
  const inside = (data ?? {}) as IDataObject;
  if (approved !== true && inside['approved'] !== true) return;
  throw invalidInput(
    'The call or the item of the agent holds "approved" already, which n8n would take for the answer, so nobody was asked.',
    'Take a field of that name out of what comes to the agent.',
  );
}
