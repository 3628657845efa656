import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { shown } from '../../../core/contract/inputs';
import { invalidInput, type MessagingError } from '../../../core/contract/outcome';
import type { Message } from '../../../core/message/build';
import { isAmong } from '../../../core/recipients/allowed';
import { asksModel, quoted } from './expressionParts';
import type { Reading } from './reading';
import type { Run, WholeRun } from './run';

/**
 * Who may get a message. The model of an agent may make numbers up, so what it says is compared with what nobody made
 * up: a list in the node, or the item that came to the agent.
 */

/** Whether a value, at any depth, is left to the model of an agent. */
export const isLeftToModel = (written: unknown): boolean =>
  typeof written === 'string'
    ? asksModel(written)
    : typeof written === 'object' && written !== null && Object.values(written).some(isLeftToModel);

/** What a model must never choose, by its place among the parameters. */
const NEVER_LEFT: ReadonlyArray<readonly [label: string, path: readonly string[]]> = [
  ['Vendor', ['vendor']],
  ['Allowed Recipients', ['options', 'allowedRecipients']],
  ['Recipient List', ['options', 'recipientList']],
];

/** Why a run is refused whose parameters leave to the model what must not be left to it. */
export function leftToModel(
  { parameters: written }: { parameters: IDataObject },
  node: WholeRun['node'],
): MessagingError | undefined {
  const asked = node === 'sendAndWait' ? ([['To', ['to']]] as const) : [];
  const found = [...NEVER_LEFT, ...asked].find(([, path]) =>
    isLeftToModel(path.reduce<unknown>((value, key) => (value as IDataObject | undefined)?.[key], written)),
  );
  if (found === undefined) return undefined;
  return invalidInput(
    `"${found[0]}" is left to the model of the agent, which must not choose it.`,
    'Write a value there in place of $fromAI.',
  );
}

/**
 * Why a message must not go to its recipient.
 *
 * @returns undefined where it may
 */
export function notAllowed(
  run: Run,
  { item, inputs, options }: Reading,
  message: Message,
): MessagingError | undefined {
  const { recipient } = message.specification;
  const field = recipient === 'phone' ? 'to' : recipient;
  const isChosenByModel = run.isTool && isLeftToModel(run.written[field]);
  const rule = options.allowedRecipients ?? (isChosenByModel ? 'itemOnly' : 'anyone');
  if (rule === 'anyone') return undefined;
  const to = recipient === 'phone' ? inputs['to'] : message.to;
  const allowed = rule === 'list' ? listed(options.recipientList) : cameIn(run, item);
  if (isAmong(to, allowed, options.defaultCountryCode)) return undefined;
  const among = rule === 'list' ? 'in "Recipient List"' : 'a number that came in with the item';
  return invalidInput(
    `"${field === 'to' ? 'To' : (run.vendor.inputs[field]?.label ?? 'To')}" is "${shown(to)}", which is not ${among}, so nothing was sent.`,
    rule === 'list'
      ? 'Add it there if this recipient may get messages.'
      : 'Take the recipient from the item, or say under "Allowed Recipients" who may get messages.',
  );
}

const listed = (list: string): string[] => list.split(/[\n,;]/).filter((each) => each.trim() !== '');

/** So many values of an item are looked at. */
const MOST_VALUES = 10_000;

/** Every value of the item that came in; for a tool, of those that came to its agent. */
function cameIn(run: Run, item: number): unknown[] {
  const items = run.isTool
    ? ofAgent(run, item)
    : run.context
        .getInputData()
        .slice(item, item + 1)
        .map(({ json }) => json);
  const found: unknown[] = [];
  const waiting: unknown[] = [...items];
  while (waiting.length > 0 && found.length < MOST_VALUES) {
    const each = waiting.pop();
    if (typeof each === 'object' && each !== null) waiting.push(...Object.values(each).slice(0, MOST_VALUES));
    else found.push(each);
  }
  return found;
}

/**
 * The items that came to the agent. Newer engines put what the model says into the tool's own item, which therefore
 * proves nothing; it then names the node that the agent's items came from.
 */
function ofAgent({ context }: Run, item: number): unknown[] {
  const source = sourceOf(context.getInputData()[item]);
  try {
    if (source === undefined) return [context.evaluateExpression('{{ $json }}', item)];
    const { previousNode, previousNodeOutput = 0 } = source;
    const code = `{{ $(${quoted(previousNode)}).all(${previousNodeOutput}) }}`;
    const items = context.evaluateExpression(code, item);
    return (items as unknown as INodeExecutionData[]).map(({ json }) => json);
  } catch {
    // Who cannot be told to have come in has not.
    return [];
  }
}

function sourceOf(input: INodeExecutionData | undefined) {
  const paired = input?.pairedItem;
  return typeof paired === 'object' && !Array.isArray(paired) ? paired.sourceOverwrite : undefined;
}
