import { mediaOperation, type Asked } from '../files/media';
import type { ItemParameters } from './parameters';
import type { Run } from './run';
import { withTemplateParts } from '../editor/templateParts';
import { variablesOf } from '../editor/templateVariables';

/**
 * The operation that an item asks for, with its inputs.
 *
 * @throws MessagingError (`notSent`) with a sentence about the parameter
 */
export async function ask(run: Run, item: number, { inputs: given }: ItemParameters): Promise<Asked> {
  const { variablesMode: _mode, variablesJson: _json, variables: _fields, ...inputs } = given;
  const variables = variablesOf(given);
  const complete = withTemplateParts(variables === undefined ? inputs : { ...inputs, variables });
  if (run.node !== 'sendMedia') return { operation: run.node, inputs: complete };
  return await mediaOperation(run.context, run.vendor, run.config, item, complete);
}
