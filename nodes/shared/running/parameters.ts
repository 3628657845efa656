import type { IExecuteFunctions, INodeParameters } from 'n8n-workflow';
import { DEFAULT_RECIPIENT_SETTINGS, type RecipientSettings } from '../../../core/recipients/recipient';
import {
  INPUT_LABELS,
  inputNames,
  operationsOfNode,
  type NodeOperation,
} from '../../../core/contract/operations';
import { invalidInput, type MessagingError } from '../../../core/contract/outcome';
import { readNumber, readSwitch } from '../../../core/contract/switches';
import type { Fault } from '../../../core/contract/text';
import type { Vendor } from '../../../core/contract/vendor';
import { chosen } from '../editor/locator';
import { isExpression } from './expressionParts';
import { labelOfOption, readOptions } from './optionValues';
import { plainValue, type Plain } from './plainValue';
import { faultAsTyped } from './typedText';
import { aloneInBlanks, faultInResult, type Evaluate } from './workedOut';

/** The node's options, with their defaults. */
export interface Options extends RecipientSettings {
  dryRun: boolean;
  includeInputFields: boolean;
  includeVendorResponse: boolean;
  onUnknown: 'error' | 'passOn' | 'resend';
  /** Undefined where nothing is chosen: then it depends on who chooses the recipient. */
  allowedRecipients: 'anyone' | 'itemOnly' | 'list' | undefined;
  /** Numbers, one a line. */
  recipientList: string;
  /** Empty for none. */
  deduplicationKey: string;
  attempts: number;
  /** 0 where the number is found from the vendor's answers. */
  parallelRequests: number;
  /** In days; 0 for ever. */
  rememberKeysFor: number;
  /** In seconds, like the two below. */
  timeout: number;
  longestWait: number;
  totalTime: number;
}

export const DEFAULT_OPTIONS: Options = {
  ...DEFAULT_RECIPIENT_SETTINGS,
  dryRun: false,
  includeInputFields: false,
  includeVendorResponse: false,
  onUnknown: 'error',
  allowedRecipients: undefined,
  recipientList: '',
  deduplicationKey: '',
  attempts: 4,
  parallelRequests: 0,
  rememberKeysFor: 90,
  timeout: 60,
  longestWait: 120,
  totalTime: 180,
};

/**
 * How many messages may be on their way at once, 0 for automatic: one for all items, so it is read for the first.
 * Never throws.
 */
export function parallelRequestsOf(context: IExecuteFunctions): number {
  // Where it cannot be read each item is refused with a sentence about it.
  const asked = readNumber(askEngine(context, 'options.parallelRequests', 0)?.value);
  const { parallelRequests: byDefault } = DEFAULT_OPTIONS;
  const wanted = asked ?? byDefault;
  return wanted === 0 ? 0 : Math.floor(Math.min(Math.max(wanted, 1), MOST_PARALLEL));
}

/** As the option itself allows. */
const MOST_PARALLEL = 50;

/**
 * For how many days keys are remembered: one for all items, so it is read for the first. Never throws. For ever where
 * it cannot be read: what was forgotten is not remembered again.
 *
 * @param written the node's parameters before expressions
 */
export function rememberKeysForOf(context: IExecuteFunctions, { options }: INodeParameters): number {
  if (!isRecord(options) || !Object.hasOwn(options, 'rememberKeysFor'))
    return DEFAULT_OPTIONS.rememberKeysFor;
  const asked = readNumber(askEngine(context, 'options.rememberKeysFor', 0)?.value);
  return Math.ceil(Math.min(Math.max(asked ?? 0, 0), MOST_DAYS));
}

/** As the option itself allows. */
const MOST_DAYS = 3_650;

/**
 * Whether an item comes out with what came in. Never throws: an item that cannot be read comes out, too.
 *
 * @param written the node's parameters before expressions
 */
export function includesInputFields(
  context: IExecuteFunctions,
  { options }: INodeParameters,
  item: number,
): boolean {
  if (!isRecord(options) || !Object.hasOwn(options, 'includeInputFields')) return false;
  return readSwitch(askEngine(context, 'options.includeInputFields', item)?.value) ?? false;
}

/** What one item asks for. */
export interface ItemParameters {
  /** Every parameter that is filled in, by its name. */
  inputs: Record<string, unknown>;
  options: Options;
}

/** Parameters that steer the node and are no input of an operation, by what stands above them. */
const STEERING: Readonly<Record<string, string>> = {
  mediaType: 'Media Type',
  source: 'Source',
  binaryPropertyName: 'Input Data Field Name',
  variablesMode: 'Variables Mode',
  variablesJson: 'Variables (JSON)',
  templateText: 'Template Text',
  templateVariables: 'Values',
  message: 'Message',
  approvalOptions: 'Approval Options',
};

/**
 * Reads the parameters of one item, each once.
 *
 * @param written the node's parameters before expressions
 * @throws MessagingError (`notSent`) where an expression cannot be worked out for this item, gives what is no value, or
 *   is typed where n8n does not work it out
 */
export function readParameters(source: ParameterSource, item: number): ItemParameters {
  const { context, vendor, node, written, isTool } = source;
  // A tool's input is what the model says; `$json` is still the agent's item, which only the engine knows.
  const json = isTool ? undefined : context.getInputData()[item]?.json;
  const values: Record<string, unknown> = {};
  for (const name of namesOf(vendor, node)) {
    // Not there at all where it is hidden, e.g. because another vendor is chosen.
    if (!Object.hasOwn(written, name)) continue;
    const value = plainValue(written[name], json) ?? askEngine(context, name, item);
    if (value === undefined)
      throw invalidInput(
        `The expression in "${name === 'options' ? failingOption(context, node, written, item) : labelOf(vendor, name)}" could not be worked out for this item.`,
        'Open the node, look at the preview under the parameter and correct it.',
      );
    const looked = lookAt(source, item, json, name, value.value);
    values[name] = chosen(looked);
  }
  const { options = {}, ...inputs } = values;
  const own = Object.fromEntries(
    Object.entries(options as Record<string, unknown>)
      .filter(([name]) => Object.hasOwn(vendor.inputs, name))
      .map(([name, value]) => [name, chosen(value)]),
  );
  const given = readOptions(node, options as Record<string, unknown>, Object.keys(DEFAULT_OPTIONS));
  return { inputs: { ...inputs, ...own }, options: { ...DEFAULT_OPTIONS, ...given } };
}

/** The value of a parameter, looked through at every place where somebody typed or an expression gave something. */
function lookAt(source: ParameterSource, item: number, json: unknown, name: string, value: unknown): unknown {
  const { context, vendor, node, written, isTool } = source;
  const evaluate: Evaluate = (code) => plainValue(`={{${code}}}`, json) ?? workOut(context, code, item);
  const look = (path: readonly string[], asWritten: unknown, given: unknown): unknown => {
    if (typeof asWritten === 'string') {
      const label = labelAt(vendor, node, path);
      const typed = faultAsTyped(asWritten);
      if (typed !== undefined) throw complaintAbout(label, typed);
      if (!isExpression(asWritten)) return given;
      const result = withoutBlanks(asWritten, given, evaluate);
      const isKey = path.at(-1) === 'deduplicationKey';
      const fault = isTool && !isKey ? undefined : faultInResult(asWritten, result, evaluate, isKey);
      if (fault !== undefined) throw complaintAbout(label, fault);
      if (path.length === 1 && !isTool && isNothing(result, name)) throw complaintAbout(label, GIVES_NOTHING);
      return result;
    }
    if (!isRecord(asWritten) || !isRecord(given)) return given;
    const changed = Array.isArray(given) ? [...given] : { ...given };
    for (const [key, each] of Object.entries(asWritten))
      if (Object.hasOwn(given, key) && !isSteeringKey(key))
        Object.defineProperty(changed, key, {
          value: look([...path, key], each, (given as Record<string, unknown>)[key]),
          enumerable: true,
          configurable: true,
          writable: true,
        });
    return changed;
  };
  return look([name], written[name], value);
}

/** What n8n keeps beside a value that was chosen from a list. */
const isSteeringKey = (key: string): boolean => key.startsWith('cachedResult') || key === '__rl';

const isRecord = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** Where only blanks stand around an expression n8n makes text of whatever it gives; text stays as it is. */
function withoutBlanks(written: string, given: unknown, evaluate: Evaluate): unknown {
  const code = aloneInBlanks(written);
  if (code === undefined) return given;
  const alone = evaluate(code);
  return alone === undefined || typeof alone.value === 'string' ? given : alone.value;
}

/** What an expression must not give; `to` is judged by what reads recipients. */
const isNothing = (value: unknown, name: string): boolean =>
  name !== 'to' &&
  (value === undefined ||
    value === null ||
    Number.isNaN(value) ||
    (name === 'variablesJson' && value === ''));

const GIVES_NOTHING: Fault = {
  says: 'is empty, because its expression gives nothing for this item',
  nextStep: 'Check the name of the field in it; where it may be left empty, end the expression with ?? "".',
};

const complaintAbout = (label: string, { says, nextStep }: Fault): MessagingError =>
  invalidInput(`"${label}" ${says}.`, nextStep);

/** The user's word for a place among the parameters: of an option, of a field in a form, else of the parameter. */
function labelAt(vendor: Vendor, node: NodeOperation, [name = '', inner]: readonly string[]): string {
  if (name === 'options')
    return inner === undefined ? 'Options' : (vendor.inputs[inner]?.label ?? labelOfOption(node, inner));
  const control = vendor.inputs[name]?.control;
  if (inner !== undefined && control?.kind === 'fields')
    return control.fields[inner]?.label ?? labelOf(vendor, name);
  return labelOf(vendor, name);
}

function workOut(context: IExecuteFunctions, code: string, item: number): Plain | undefined {
  try {
    return { value: context.evaluateExpression(`{{${code}}}`, item) };
  } catch {
    return undefined;
  }
}

/** What the parameters are read from: the same for all items. */
interface ParameterSource {
  context: IExecuteFunctions;
  vendor: Vendor;
  node: NodeOperation;
  written: INodeParameters;
  isTool: boolean;
}

const namesOf = (vendor: Vendor, node: NodeOperation): Set<string> =>
  new Set([
    'to',
    ...operationsOfNode(node).flatMap(inputNames),
    ...Object.keys(vendor.inputs),
    ...Object.keys(STEERING),
    'options',
  ]);

const labelOf = (vendor: Vendor, name: string): string =>
  INPUT_LABELS[name] ?? STEERING[name] ?? vendor.inputs[name]?.label ?? name;

/** The label of the option whose expression fails for an item. */
function failingOption(
  context: IExecuteFunctions,
  node: NodeOperation,
  { options }: INodeParameters,
  item: number,
): string {
  const failing = Object.keys(options as object).find(
    (option) => askEngine(context, `options.${option}`, item) === undefined,
  );
  return failing === undefined ? 'Options' : labelOfOption(node, failing);
}

/** Undefined where the engine fails. */
function askEngine(context: IExecuteFunctions, name: string, item: number): Plain | undefined {
  try {
    return { value: context.getNodeParameter(name, item, null) };
  } catch {
    return undefined;
  }
}
