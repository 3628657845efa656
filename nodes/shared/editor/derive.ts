import type { INodeCredentialDescription, INodeProperties } from 'n8n-workflow';
import type { NodeOperation } from '../../../core/contract/operations';
import type { AnyOperation } from '../../../core/contract/vendor';
import {
  GENERATION,
  generationIdsOf,
  needs,
  onceChosen,
  shownForTaker,
  specifications,
  together,
  vendorsOf,
  type Shown,
} from './conditions';
import { listOf } from './lists';
import { locator } from './locator';

/**
 * From the vendors' definitions to the parts of a node that follow from them: the dropdown, the credentials, and what
 * is shown for which vendor.
 */

/**
 * A parameter for the vendors that take it, with what each declares about it: once for every text, so that a
 * user reads about the chosen vendor only.
 *
 * @param property its description is what holds for all vendors
 * @param name the input that it asks for, or helps to ask for
 */
export function described(
  node: NodeOperation,
  property: INodeProperties,
  name = property.name,
): INodeProperties[] {
  const { placeholder } = property;
  const forms = new Map<string, { form: INodeProperties; shown: Shown[] }>();
  for (const vendor of vendorsOf(node)) {
    const shown = shownForTaker(vendor, node, name);
    if (shown === undefined) continue;
    const isInput = name === property.name;
    const list = isInput ? listOf(node, vendor, name) : undefined;
    const description = descriptionOf(property, specifications(vendor, node));
    const isNeeded = property.required === true || (isInput && needs(vendor, node, name));
    const form = {
      ...property,
      ...(description !== '' && { description }),
      ...(list !== undefined && locator(list.method, placeholder)),
      ...(isNeeded && { required: true }),
    };
    const key = JSON.stringify(form);
    forms.set(key, { form, shown: [...(forms.get(key)?.shown ?? []), shown] });
  }
  return [...forms.values()].flatMap(({ form, shown }) =>
    together(shown).map((each) => ({
      ...form,
      displayOptions: { ...property.displayOptions, show: { ...each, ...property.displayOptions?.show } },
    })),
  );
}

function descriptionOf({ name, description = '' }: INodeProperties, all: readonly AnyOperation[]): string {
  const hints = new Set(all.flatMap(({ hints = {} }) => hints[name] ?? []));
  const languages = new Set(all.flatMap(({ defaultLanguage }) => defaultLanguage ?? []));
  const byDefault = name === 'language' && languages.size > 0 ? [...languages].join(' or ') : undefined;
  const general = byDefault === undefined ? description : `${description}; ${byDefault} when left empty`;
  return hints.size === 0 ? general : `${[general, ...hints].filter((text) => text !== '').join('. ')}.`;
}

/** An expression that gives what a parameter shows, also where it may be chosen from a list. */
export function shownValue(node: NodeOperation, name: string): string {
  const value = `$parameter["${name}"]`;
  if (!vendorsOf(node).some((vendor) => listOf(node, vendor, name) !== undefined)) return value;
  return `(${value}?.cachedResultName || (${value}?.__rl ? ${value}.value : ${value}))`;
}

/** The name of the test that only reads a credential; see `credentialTests`. */
export const TEST_OF_FIELDS = 'testCredentialFields';

/** The dropdown that everything else depends on. Nobody's account is guessed: it opens on no vendor. */
export function vendorProperty(node: NodeOperation): INodeProperties {
  return {
    displayName: 'Vendor',
    name: 'vendor',
    type: 'options',
    noDataExpression: true,
    required: true,
    options: [
      { name: 'Choose a Vendor', value: '' },
      ...vendorsOf(node).map(({ id, name }) => ({ name, value: id })),
    ],
    default: '',
    description: 'The company whose WhatsApp account sends the message',
  };
}

/** For a vendor with several generations of its API: which one the form is for. */
function generationProperties(node: NodeOperation): INodeProperties[] {
  return vendorsOf(node).flatMap((vendor): INodeProperties[] => {
    const ids = generationIdsOf(vendor, node);
    const [first = ''] = ids;
    if (ids.length < 2) return [];
    const options = ids.map((id) => {
      const { label = '', toldBy } = vendor.generations[id] ?? {};
      const name = label === '' ? id : label;
      return { name: titled(name), value: id, ...(toldBy !== undefined && { description: toldBy }) };
    });
    const { label, decidedBy } = vendor.generationsAre ?? { label: 'API Version', decidedBy: 'the key' };
    // The linter wants a default that it can read; which one is first is known here only.
    const property: INodeProperties = {
      displayName: label,
      name: GENERATION,
      type: 'options',
      noDataExpression: true,
      options: options.sort((a, b) => a.name.localeCompare(b.name)),
      default: '',
      displayOptions: { show: { vendor: [vendor.id] } },
      description: `Which fields are shown: those that this one takes. Which one is used is decided by ${decidedBy}.`,
    };
    return [{ ...property, default: first }];
  });
}

const titled = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

/** What people run into at the chosen vendor: a notice each, for n8n shows no line break inside one. */
function trapProperties(node: NodeOperation): INodeProperties[] {
  const notices = new Map<string, string[]>();
  for (const vendor of vendorsOf(node)) {
    const traps = new Set(specifications(vendor, node).flatMap(({ traps = [] }) => traps));
    for (const trap of traps) notices.set(trap, [...(notices.get(trap) ?? []), vendor.id]);
  }
  return [...notices].map(([displayName, ids], index) => ({
    displayName,
    name: `trap${index + 1}`,
    type: 'notice',
    default: '',
    displayOptions: { show: { vendor: ids } },
  }));
}

/** An expression that gives the chosen vendor's name, for the line below a node on the canvas. */
export function vendorName(node: NodeOperation): string {
  const names = Object.fromEntries(vendorsOf(node).map(({ id, name }) => [id, name]));
  return `((${JSON.stringify(names)})[$parameter["vendor"]] || "no vendor yet")`;
}

/**
 * Each vendor's credential, asked for only when that vendor is chosen. Said by hiding it for the others: a
 * parameter that every credential is shown by counts for n8n as a choice of authentication, and is not shown.
 */
export function vendorCredentials(node: NodeOperation): INodeCredentialDescription[] {
  const offered = vendorsOf(node);
  return offered.map(({ id, credential }) => ({
    name: credential.type,
    required: true,
    ...(credential.check !== undefined && { testedBy: TEST_OF_FIELDS }),
    displayOptions: {
      hide: { vendor: ['', ...offered.map((other) => other.id).filter((other) => other !== id)] },
    },
  }));
}

/** The place of the credential among the parameters: below the vendor that it depends on. */
export const credentialsProperty: INodeProperties = {
  displayName: 'Credentials',
  name: 'credentials',
  type: 'credentials',
  default: '',
};

/** A node's whole form: the vendor, its credential and what people should know of it, then what depends on them. */
export const formOf = (node: NodeOperation, properties: readonly INodeProperties[]): INodeProperties[] => [
  vendorProperty(node),
  credentialsProperty,
  ...generationProperties(node),
  ...trapProperties(node),
  ...onceChosen(properties),
];
