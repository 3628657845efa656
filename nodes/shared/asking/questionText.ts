import type { IDataObject } from 'n8n-workflow';
import { complaint, missing } from '../../../core/contract/inputs';
import { isBlank, readText, sentence } from '../../../core/contract/text';
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
