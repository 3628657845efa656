import { complaint } from '../../../core/contract/inputs';
import { noChoice, readChoice } from '../../../core/contract/switches';
import { isBlank } from '../../../core/contract/text';
import { filledIn, readTemplateText } from '../../../core/contract/templateText';
import { savedTextOf } from '../../../core/input/saved';
import type { Message } from '../../../core/message/build';
import { operationsOfNode, type OperationInput } from '../../../core/contract/operations';
import type { AnyOperation, VariableNames } from '../../../core/contract/vendor';
import type { Reading } from './reading';
import type { Run } from './run';
import { fillTemplate, type FilledTemplate } from './templateForm';

const MODES = ['fields', 'json', 'template'] as const;

/** The inputs of an item with the values that fill its template, from whichever form is in use. */
export function withVariables(run: Run, item: number, given: Reading['inputs']): Record<string, unknown> {
  const {
    variablesMode,
    variablesJson,
    variables,
    templateText: _text,
    templateVariables: _form,
    ...inputs
  } = given;
  const filled = filledForm(run, item, given);
  if (filled !== undefined) return { ...inputs, ...filled.inputs };
  const listed =
    modeOf(variablesMode) === 'json'
      ? variablesJson
      : (variables as { values?: unknown } | undefined)?.values;
  return listed === undefined ? inputs : { ...inputs, variables: listed };
}

/** The message as its recipient reads it; undefined where the text of the template is not known. */
export function wordingOf(run: Run, { item, inputs }: Reading, message: Message): string | undefined {
  const filled = filledForm(run, item, inputs);
  if (filled !== undefined) return filled.wording;
  const read = readTemplateText(savedTextOf(run.templates, inputs['template']));
  if ('fault' in read) return undefined;
  const { variables = [] } = message.values as Partial<OperationInput<'sendTemplate'>>;
  return filledIn(read.template.body, new Map(variables.map(({ name, value }) => [name, value])));
}

/**
 * What the form of a template gives; undefined where another one is in use.
 *
 * @throws MessagingError (`notSent`) for what the template needs and the item does not have
 */
export function filledForm(run: Run, item: number, given: Reading['inputs']): FilledTemplate | undefined {
  const { variablesMode, templateText, templateVariables, template } = given;
  const isTyped = typeof templateText === 'string' && !isBlank(templateText);
  if (modeOf(variablesMode) !== 'template' && !isTyped) return undefined;
  const saved = savedTextOf(run.templates, template);
  return fillTemplate({
    given: templateVariables,
    written: run.written['templateVariables'],
    text: isTyped ? templateText : saved,
    label: isTyped ? 'Template Text' : saved === '' ? 'Values' : 'Saved Templates',
    columns: run.context.getInputData()[item]?.json ?? {},
    names: variableNamesOf(run),
    namesHeader: operationsOf(run).some(({ honours = [] }) => honours.includes('headerVariable')),
  });
}

const variableNamesOf = (run: Run): VariableNames | undefined =>
  operationsOf(run)
    .map(({ variableNames }) => variableNames)
    .find((names) => names !== undefined);

/** What the vendor offers of the node. */
function operationsOf({ vendor, node, config }: Run): AnyOperation[] {
  const { operations = {} } = vendor.generations[vendor.generationOf(config)] ?? {};
  return operationsOfNode(node).flatMap((name) => operations[name] ?? []);
}

function modeOf(value: unknown): (typeof MODES)[number] | undefined {
  if (value === undefined) return undefined;
  const read = readChoice(value, MODES);
  if (read === undefined) throw complaint(noChoice('Variables Mode', value, MODES));
  return read;
}
