import { buildMessage, type Message } from '../../../core/message/build';
import { withTemplateParts } from '../editor/templateParts';
import { variablesOf } from '../editor/templateVariables';
import { mediaOperation, type Asked } from '../files/media';
import type { Reading } from './reading';
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
  const message = build();
  return fresh === undefined ? message : { ...message, fresh: () => build(fresh()) };
}

/** The operation that an item asks for, with its inputs. */
async function ask(run: Run, { item, inputs: given }: Reading): Promise<Asked> {
  const { variablesMode: _mode, variablesJson: _json, variables: _fields, ...inputs } = given;
  const variables = variablesOf(given);
  const complete = withTemplateParts(variables === undefined ? inputs : { ...inputs, variables });
  if (run.node !== 'sendMedia') return { operation: run.node, inputs: complete };
  return await mediaOperation(run.context, run.vendor, run.config, item, complete);
}
