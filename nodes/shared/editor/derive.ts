import type { IDisplayOptions, INodeCredentialDescription, INodeProperties } from 'n8n-workflow';
import { operationsOfNode, type NodeOperation, type OperationName } from '../../../core/contract/operations';
import {
  offeredOperations,
  type AnyOperation,
  type Control,
  type OwnInput,
  type Vendor,
} from '../../../core/contract/vendor';
import { vendors } from '../../../vendors';

/**
 * From the vendors' definitions to the parts of a node that follow from them: the dropdown, the credentials,
 * which parameter is shown for which vendor, and the vendors' own parameters.
 */

/** The vendors that can do anything of what a node does. */
export function vendorsOf(node: NodeOperation): Vendor[] {
  return vendors.filter((vendor) => specifications(vendor, node).length > 0);
}

/** How the vendor's generations define the node's operations. */
function specifications(vendor: Vendor, node: NodeOperation): AnyOperation[] {
  const wanted = operationsOfNode(node);
  return Object.values(vendor.generations).flatMap(({ operations }) =>
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

/** Shows a parameter only for the vendors that offer one of the operations. */
export function shownForOperations(...names: OperationName[]): IDisplayOptions {
  const ids = vendors.filter((vendor) => offeredOperations(vendor).some((name) => names.includes(name)));
  return { show: { vendor: ids.map(({ id }) => id) } };
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
      ...property(name, input),
      ...(required && { required }),
      displayOptions: { show: { vendor: [vendor.id], ...shownWith(input) } },
    }));
}

/** The same for those that stand under Options. */
export function ownOptions(node: NodeOperation): INodeProperties[] {
  return ownInputs(node)
    .filter(({ input }) => input.place === 'options')
    .map(({ vendor, name, input }) => ({
      ...property(name, input),
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

function property(name: string, { label: displayName, description, default: initial, control }: OwnInput) {
  return { ...editorFor(control), displayName, name, default: initial, description } as INodeProperties;
}

function editorFor(control: Control): Partial<INodeProperties> {
  switch (control.kind) {
    case 'text':
      return {
        type: 'string',
        ...(control.placeholder !== undefined && { placeholder: control.placeholder }),
      };
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
            values: Object.entries(control.fields).map(([name, field]) => property(name, field)),
          },
        ],
      };
  }
}
