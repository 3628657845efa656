import type { IExecuteFunctions, INodeParameters, INodeProperties } from 'n8n-workflow';
import { DEFAULT_RECIPIENT_SETTINGS, type RecipientSettings } from '../../../core/recipients/recipient';
import {
  INPUT_LABELS,
  inputNames,
  operationsOfNode,
  type NodeOperation,
} from '../../../core/contract/operations';
import { invalidInput } from '../../../core/contract/outcome';
import type { Vendor } from '../../../core/contract/vendor';
import { optionsProperty } from '../editor/options';
import { chosen } from '../editor/locator';
import { plainValue, type Plain } from './plainValue';

/** The node's options, with their defaults. */
export interface Options extends RecipientSettings {
  dryRun: boolean;
  includeVendorResponse: boolean;
  onUnknown: 'error' | 'passOn' | 'resend';
  /** Empty for none. */
  deduplicationKey: string;
  attempts: number;
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
  includeVendorResponse: false,
  onUnknown: 'error',
  deduplicationKey: '',
  attempts: 4,
  parallelRequests: 5,
  rememberKeysFor: 90,
  timeout: 60,
  longestWait: 120,
  totalTime: 180,
};

/** The numbers among the options, each with its smallest and largest value. */
const BOUNDS = {
  parallelRequests: [1, 50],
  rememberKeysFor: [0, 3_650],
  attempts: [1, 6],
  timeout: [5, 300],
  longestWait: [0, 900],
  totalTime: [10, 900],
} as const;

/** An expression may give any value for a number: what is none counts as left out, what is too far is cut. */
function withinBounds(options: Options): Options {
  const bounded = { ...options };
  for (const [name, [least, most]] of Object.entries(BOUNDS) as Array<
    [keyof typeof BOUNDS, readonly [number, number]]
  >) {
    const value = numberIn(options[name]);
    bounded[name] = value === undefined ? DEFAULT_OPTIONS[name] : Math.min(Math.max(value, least), most);
  }
  return bounded;
}

/** A number, also as text; a list or an object is none, although JavaScript makes one of some. */
function numberIn(value: unknown): number | undefined {
  const isText = typeof value === 'string' && value.trim() !== '';
  const number = isText || typeof value === 'number' ? Number(value) : Number.NaN;
  return Number.isFinite(number) ? number : undefined;
}

/** How many messages may be on their way at once: one for all items, so it is read for the first. Never throws. */
export function parallelRequestsOf(context: IExecuteFunctions): number {
  // Where it cannot be worked out each item is refused with a sentence about it.
  const asked = askEngine(context, 'options.parallelRequests', 0)?.value;
  const { parallelRequests } = withinBounds({ ...DEFAULT_OPTIONS, parallelRequests: asked as number });
  return Math.floor(parallelRequests);
}

/** For how many days keys are remembered: one for all items, so it is read for the first. Never throws. */
export function rememberKeysForOf(context: IExecuteFunctions): number {
  const asked = askEngine(context, 'options.rememberKeysFor', 0)?.value;
  const { rememberKeysFor } = withinBounds({ ...DEFAULT_OPTIONS, rememberKeysFor: asked as number });
  return Math.ceil(rememberKeysFor);
}

/** What one item asks for. */
export interface ItemParameters {
  /** Every parameter that is filled in, by its name. */
  inputs: Record<string, unknown>;
  options: Options;
}

/** Parameters that steer the node and are no input of an operation. */
const STEERING = ['mediaType', 'source', 'binaryPropertyName', 'variablesMode', 'variablesJson'];

/**
 * Reads the parameters of one item, each once.
 *
 * @param written the node's parameters before expressions
 * @throws MessagingError (`notSent`) where an expression cannot be worked out for this item
 */
export function readParameters(
  { context, vendor, node, written, isTool }: ParameterSource,
  item: number,
): ItemParameters {
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
    values[name] = chosen(value.value);
  }
  const { options = {}, ...inputs } = values;
  const own = Object.fromEntries(
    Object.entries(options as Record<string, unknown>)
      .filter(([name]) => Object.hasOwn(vendor.inputs, name))
      .map(([name, value]) => [name, chosen(value)]),
  );
  return {
    inputs: { ...inputs, ...own },
    options: withinBounds({ ...DEFAULT_OPTIONS, ...(options as Partial<Options>) }),
  };
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
    ...STEERING,
    'options',
  ]);

const labelOf = (vendor: Vendor, name: string): string =>
  INPUT_LABELS[name] ?? vendor.inputs[name]?.label ?? name;

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
  const labels = optionsProperty(node).options as INodeProperties[];
  return labels.find(({ name }) => name === failing)?.displayName ?? 'Options';
}

/** Undefined where the engine fails. */
function askEngine(context: IExecuteFunctions, name: string, item: number): Plain | undefined {
  try {
    return { value: context.getNodeParameter(name, item, null) };
  } catch {
    return undefined;
  }
}
