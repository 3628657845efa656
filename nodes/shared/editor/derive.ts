import type { IDisplayOptions, INodeCredentialDescription, INodeProperties } from 'n8n-workflow';
import { operationsOfNode, type NodeOperation } from '../../../core/contract/operations';
import {
  type AnyGeneration,
  type AnyOperation,
  type Control,
  type OwnInput,
  type Vendor,
} from '../../../core/contract/vendor';
import type { Lookup } from '../../../core/contract/lookup';
import { vendors } from '../../../vendors';
import { locator } from './locator';

/**
 * From the vendors' definitions to the parts of a node that follow from them: the dropdown, the credentials,
 * which parameter is shown for which vendor, and the vendors' own parameters.
 */

/** The vendors that can do anything of what a node does. */
export function vendorsOf(node: NodeOperation): Vendor[] {
  return vendors.filter((vendor) => specifications(vendor, node).length > 0);
}

/** The vendor's generations that can do anything of what a node does. */
export function generationsOf(vendor: Vendor, node: NodeOperation): AnyGeneration[] {
  return Object.values(vendor.generations).filter(({ operations }) =>
    operationsOfNode(node).some((name) => operations[name] !== undefined),
  );
}

/** How the vendor's generations define the node's operations. */
function specifications(vendor: Vendor, node: NodeOperation): AnyOperation[] {
  const wanted = operationsOfNode(node);
  return generationsOf(vendor, node).flatMap(({ operations }) =>
    wanted.flatMap((name) => operations[name] ?? []),
  );
}

/** Whether the vendor takes an input, required or optional, in any operation of the node. */
function takes(vendor: Vendor, node: NodeOperation, input: string): boolean {
  return specifications(vendor, node).some(
    ({ recipient, requires = [], honours = [], media = {} }) =>
      (input === 'to' && recipient === 'phone') ||
      recipient === input ||
      [...requires, ...honours, ...Object.values(media).flat()].includes(input),
  );
}

/** Shows a parameter only for the vendors that take it, and only where other parameters allow. */
export function shownWhere(
  node: NodeOperation,
  input: string,
  others: NonNullable<IDisplayOptions['show']> = {},
): IDisplayOptions {
  const ids = vendorsOf(node).filter((vendor) => takes(vendor, node, input));
  return { show: { vendor: ids.map(({ id }) => id), ...others } };
}

/**
 * A parameter for the vendors that take it, with what each declares about it: once for every text, so that a
 * user reads about the chosen vendor only.
 *
 * @param property its name is the input's, its description what holds for all vendors
 */
export function described(node: NodeOperation, property: INodeProperties): INodeProperties[] {
  const { name, placeholder } = property;
  const lists = lookupsOf(node);
  const forms = new Map<string, { form: INodeProperties; ids: string[] }>();
  for (const vendor of vendorsOf(node).filter((each) => takes(each, node, name))) {
    const list = lists.find((each) => each.vendor === vendor && each.name === name);
    const form = {
      ...property,
      description: descriptionOf(property, specifications(vendor, node)),
      ...(list !== undefined && locator(list.method, placeholder)),
    };
    const key = JSON.stringify(form);
    forms.set(key, { form, ids: [...(forms.get(key)?.ids ?? []), vendor.id] });
  }
  return [...forms.values()].map(({ form, ids }) => ({
    ...form,
    displayOptions: { show: { vendor: ids, ...property.displayOptions?.show } },
  }));
}

/** A list that a vendor keeps, and the name of the node's method that gives it. */
interface ListOfVendor {
  vendor: Vendor;
  /** Of the input that is chosen from it. */
  name: string;
  method: string;
  lookup: Lookup;
}

/** The lists from which the inputs of a node can be chosen: of the vendors' own inputs and of the operations'. */
export function lookupsOf(node: NodeOperation): ListOfVendor[] {
  return vendorsOf(node).flatMap((vendor) => {
    const own = Object.entries(vendor.inputs).flatMap(([name, { control }]) =>
      control.kind === 'lookup' && takes(vendor, node, name) ? [[name, control.lookup] as const] : [],
    );
    const ofOperations = specifications(vendor, node).flatMap(({ lookups = {} }) => Object.entries(lookups));
    return Object.entries(Object.fromEntries([...own, ...ofOperations])).flatMap(([name, lookup]) =>
      lookup === undefined ? [] : [{ vendor, name, method: listMethod(vendor, name), lookup }],
    );
  });
}

const listMethod = ({ id }: Vendor, name: string): string => `list_${id}_${name}`;

/** An expression that gives what a parameter shows, also where it may be chosen from a list. */
export function shownValue(node: NodeOperation, name: string): string {
  const value = `$parameter["${name}"]`;
  if (!lookupsOf(node).some((each) => each.name === name)) return value;
  return `(${value}?.cachedResultName || (${value}?.__rl ? ${value}.value : ${value}))`;
}

function descriptionOf({ name, description = '' }: INodeProperties, all: readonly AnyOperation[]): string {
  const hints = new Set(all.flatMap(({ hints = {} }) => hints[name] ?? []));
  const languages = new Set(all.flatMap(({ defaultLanguage }) => defaultLanguage ?? []));
  const byDefault = name === 'language' && languages.size > 0 ? [...languages].join(' or ') : undefined;
  const general = byDefault === undefined ? description : `${description}; ${byDefault} when left empty`;
  return hints.size === 0 ? general : `${[general, ...hints].filter((text) => text !== '').join('. ')}.`;
}

/** The dropdown that everything else depends on. */
export function vendorProperty(node: NodeOperation): INodeProperties {
  const offered = vendorsOf(node);
  const property: INodeProperties = {
    displayName: 'Vendor',
    name: 'vendor',
    type: 'options',
    noDataExpression: true,
    options: offered.map(({ id, name }) => ({ name, value: id })),
    default: '',
    description: 'The company whose WhatsApp account sends the message',
  };
  return { ...property, default: offered[0]?.id ?? '' };
}

/** An expression that gives the chosen vendor's name, for the line below a node on the canvas. */
export function vendorName(node: NodeOperation): string {
  const names = Object.fromEntries(vendorsOf(node).map(({ id, name }) => [id, name]));
  return `(${JSON.stringify(names)})[$parameter["vendor"]]`;
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
    displayOptions: { hide: { vendor: offered.map((other) => other.id).filter((other) => other !== id) } },
  }));
}

/** The place of the credential among the parameters: below the vendor that it depends on. */
export const credentialsProperty: INodeProperties = {
  displayName: 'Credentials',
  name: 'credentials',
  type: 'credentials',
  default: '',
};

/** The parameters that only one vendor knows. */
export function ownProperties(node: NodeOperation): INodeProperties[] {
  return ownInputs(node)
    .filter(({ input }) => input.place === undefined)
    .map(({ vendor, name, input, required }) => ({
      ...property(vendor, name, input),
      ...(required && { required }),
      displayOptions: { show: { vendor: [vendor.id], ...shownWith(input) } },
    }));
}

/** The same for those that stand under Options. */
export function ownOptions(node: NodeOperation): INodeProperties[] {
  return ownInputs(node)
    .filter(({ input }) => input.place === 'options')
    .map(({ vendor, name, input }) => ({
      ...property(vendor, name, input),
      displayOptions: { show: { '/vendor': [vendor.id] } },
    }));
}

const shownWith = (input: OwnInput): Record<string, string[]> =>
  Object.fromEntries(Object.entries(input.shownWith ?? {}).map(([name, values]) => [name, [...values]]));

function ownInputs(node: NodeOperation) {
  return vendorsOf(node).flatMap((vendor) =>
    Object.entries(vendor.inputs)
      .filter(([name]) => takes(vendor, node, name))
      .map(([name, input]) => {
        const all = specifications(vendor, node);
        const required = all.every(
          ({ recipient, requires = [] }) => recipient === name || requires.includes(name),
        );
        return { vendor, name, input, required };
      }),
  );
}

function property(
  vendor: Vendor,
  name: string,
  { label: displayName, description, default: initial, control }: OwnInput,
) {
  const form = editorFor(vendor, name, control);
  return { default: initial, ...form, displayName, name, description } as INodeProperties;
}

function editorFor(vendor: Vendor, name: string, control: Control): Partial<INodeProperties> {
  switch (control.kind) {
    case 'text':
      return {
        type: 'string',
        ...(control.placeholder !== undefined && { placeholder: control.placeholder }),
      };
    case 'lookup':
      return locator(listMethod(vendor, name), control.placeholder);
    case 'number':
      return { type: 'number' };
    case 'switch':
      return { type: 'boolean' };
    case 'choice':
      return { type: 'options', options: control.choices.map((choice) => ({ ...choice })) };
    case 'fields':
      return {
        type: 'collection',
        placeholder: 'Add Field',
        options: Object.entries(control.fields)
          .map(
            ([name, { label, description }]): INodeProperties => ({
              displayName: label,
              name,
              type: 'string',
              default: '',
              ...(description !== undefined && { description }),
            }),
          )
          .sort((a, b) => a.displayName.localeCompare(b.displayName)),
      };
    case 'list':
      return {
        type: 'fixedCollection',
        placeholder: `Add ${control.label}`,
        typeOptions: { multipleValues: true },
        options: [
          {
            name: 'values',
            displayName: control.label,
            values: Object.entries(control.fields).map(([each, field]) => property(vendor, each, field)),
          },
        ],
      };
  }
}
