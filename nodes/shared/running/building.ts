import { complaint } from '../../../core/contract/inputs';
import { invalidInput, refusalOf } from '../../../core/contract/outcome';
import { noChoice, readChoice } from '../../../core/contract/switches';
import { MEDIA_TYPES } from '../../../core/contract/media';
import { buildMessage, type Message } from '../../../core/message/build';
import { withTemplateParts } from '../editor/templateParts';
import { textOfQuestion } from '../asking/questionText';
import { mediaOperation, type Asked } from '../files/media';
import type { Reading } from './reading';
import { withVariables } from './variables';
import type { Run } from './run';

/**
 * The message of an item. It fetches what the message carries, so it waits until its turn has come.
 *
 * @throws MessagingError (`notSent`) with a sentence about the parameter
 */
export async function buildItem(run: Run, reading: Reading): Promise<Message> {
  const { operation, inputs, fresh } = await ask(run, reading);
  const build = (more?: Record<string, unknown>): Message =>
    buildMessage(run.vendor, operation, { ...inputs, ...more }, run.config, reading.options);
  const message = run.node === 'sendAndWait' ? inWordsOfQuestion(build) : build();
  return fresh === undefined ? message : { ...message, fresh: () => build(fresh()) };
}

/** The operation that an item asks for, with its inputs. */
async function ask(run: Run, { item, inputs: given }: Reading): Promise<Asked> {
  if (run.node === 'sendAndWait') return askAsText(run, item, given);
  const complete = withTemplateParts(withVariables(run, item, given));
  if (run.node !== 'sendMedia') return { operation: run.node, inputs: complete };
  const steered = { ...complete, ...steering(given) };
  return await mediaOperation(run.context, run.vendor, run.config, item, steered);
}

/** A question goes out as a text. */
function askAsText(run: Run, item: number, inputs: Readonly<Record<string, unknown>>): Asked {
  const { message: _message, approvalOptions: _options, ...others } = inputs;
  return { operation: 'sendText', inputs: { ...others, text: textOfQuestion(run, item, inputs) } };
}

/** A question's text stands in a parameter of another name, and is longer than it by the links. */
function inWordsOfQuestion(build: () => Message): Message {
  try {
    return build();
  } catch (thrown) {
    const { message, nextStep } = refusalOf(thrown);
    const happened = message.slice(0, -nextStep.length).trim();
    throw invalidInput(happened.replace('"Text"', '"Message", with its links,'), nextStep);
  }
}

/** What says which file is sent, read: an expression may give it with blanks around it. */
function steering(given: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const source = chosenOf('Source', given['source'], ['binary', 'url']);
  const mediaType = chosenOf('Media Type', given['mediaType'], MEDIA_CHOICES);
  return {
    ...(source !== undefined && { source }),
    ...(mediaType !== undefined && { mediaType }),
  };
}

const MEDIA_CHOICES = ['auto', ...MEDIA_TYPES, 'location'] as const;

/** A choice among the parameters; undefined where it is not shown. */
function chosenOf<C extends string>(label: string, value: unknown, choices: readonly C[]): C | undefined {
  if (value === undefined) return undefined;
  const read = readChoice(value, choices);
  if (read === undefined) throw complaint(noChoice(label, value, choices));
  return read;
}
