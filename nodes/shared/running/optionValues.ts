import type { INodeProperties } from 'n8n-workflow';
import { complaint } from '../../../core/contract/inputs';
import type { NodeOperation } from '../../../core/contract/operations';
import {
  noChoice,
  noNumber,
  noSwitch,
  readChoice,
  readNumber,
  readSwitch,
} from '../../../core/contract/switches';
import { isBlank, readText, sentence, textOfNumber, trimmed } from '../../../core/contract/text';
import { optionsProperty } from '../editor/options';

/** Reads what stands under Options, each by the kind of its control; what an expression gives wrongly is refused by name. */

const PROPERTIES = new Map<NodeOperation, ReadonlyMap<string, INodeProperties>>();

/** The options of a node by their names. */
function optionsOf(node: NodeOperation): ReadonlyMap<string, INodeProperties> {
  const known = PROPERTIES.get(node);
  if (known !== undefined) return known;
  const all = optionsProperty(node).options as INodeProperties[];
  const byName = new Map(all.map((property) => [property.name, property]));
  PROPERTIES.set(node, byName);
  return byName;
}

/** The words above an option. */
export const labelOfOption = (node: NodeOperation, name: string): string =>
  optionsOf(node).get(name)?.displayName ?? 'Options';

/**
 * The options that were given, read.
 *
 * @param known the names of the options that all vendors share; others are inputs of a vendor
 * @throws MessagingError (`notSent`) with a sentence that names the option
 */
export function readOptions(
  node: NodeOperation,
  given: Readonly<Record<string, unknown>>,
  known: readonly string[],
): Record<string, unknown> {
  const read: Record<string, unknown> = {};
  for (const [name, property] of optionsOf(node)) {
    if (!known.includes(name) || !Object.hasOwn(given, name)) continue;
    const value = readOption(property, given[name]);
    if (value !== undefined) read[name] = value;
  }
  return read;
}

/** @returns undefined for an option that counts as left out */
function readOption(property: INodeProperties, value: unknown): unknown {
  const { name, displayName, type } = property;
  if (name === 'defaultCountryCode') return readDigits(displayName, value);
  switch (type) {
    case 'boolean':
      return readSwitch(value) ?? refuse(noSwitch(displayName, value));
    case 'number': {
      const number = readNumber(value);
      if (number === undefined) return refuse(noNumber(displayName, value));
      const { minValue = number, maxValue = number } = property.typeOptions ?? {};
      return Math.min(Math.max(number, minValue), maxValue);
    }
    case 'options': {
      const choices = (property.options ?? []).flatMap((each) => ('value' in each ? [`${each.value}`] : []));
      return readChoice(value, choices) ?? refuse(noChoice(displayName, value, choices));
    }
    default:
      return readKey(displayName, value);
  }
}

/** A country code may be a number; where there is none the default holds. */
function readDigits(label: string, value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'string') return trimmed(value);
  const digits = typeof value === 'number' && value >= 0 ? textOfNumber(value) : undefined;
  return digits ?? refuse(`"${label}" is no country code. Give its digits, e.g. 55, or leave it empty.`);
}

/** A key: empty text is none; a number or a switch is one, also 0 and off. */
function readKey(label: string, value: unknown): string {
  if (typeof value === 'string' && isBlank(value)) return '';
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  const read = readText(value);
  return 'text' in read ? trimmed(read.text) : refuse(sentence(label, read.fault));
}

const refuse = (text: string): never => {
  throw complaint(text);
};
