import type { INodeProperties } from 'n8n-workflow';
import type { NodeOperation } from '../../../core/contract/operations';
import type { Control, OwnInput, Vendor } from '../../../core/contract/vendor';
import { needs, shownForTaker, takes, vendorsOf } from './conditions';
import { listOf } from './lists';
import { locator } from './locator';
import { NOT_BY_TEMPLATE } from './templateVariables';

/** The parameters that only one vendor knows. */
export function ownProperties(node: NodeOperation): INodeProperties[] {
  return ownInputs(node)
    .filter(({ input }) => input.place === undefined)
    .map(({ vendor, name, input }) => {
      const { kind } = input.control;
      // Fields of a contact that are the variables of a template are asked for once.
      const isAskedElsewhere = kind === 'fields' && input.control.inTemplate === true;
      return {
        ...property(vendor, node, name, input),
        ...(needs(vendor, node, name) && { required: true }),
        displayOptions: {
          show: {
            ...shownForTaker(vendor, node, name),
            ...shownWith(input),
            ...(isAskedElsewhere && NOT_BY_TEMPLATE),
          },
        },
      };
    });
}

/** The same for those that stand under Options. */
export function ownOptions(node: NodeOperation): INodeProperties[] {
  return ownInputs(node)
    .filter(({ input }) => input.place === 'options')
    .map(({ vendor, name, input }) => ({
      ...property(vendor, node, name, input),
      displayOptions: { show: { '/vendor': [vendor.id] } },
    }));
}

const shownWith = (input: OwnInput): Record<string, Array<string | boolean>> =>
  Object.fromEntries(Object.entries(input.shownWith ?? {}).map(([name, values]) => [name, [...values]]));

function ownInputs(node: NodeOperation) {
  return vendorsOf(node).flatMap((vendor) =>
    Object.entries(vendor.inputs)
      .filter(([name]) => takes(vendor, node, name))
      .map(([name, input]) => ({ vendor, name, input })),
  );
}

function property(vendor: Vendor, node: NodeOperation, name: string, input: OwnInput): INodeProperties {
  const list = listOf(node, vendor, name);
  const { control } = input;
  const placeholder = 'placeholder' in control ? control.placeholder : undefined;
  return {
    ...plainProperty(name, input),
    ...(list !== undefined && locator(list.method, placeholder)),
  } as INodeProperties;
}

function plainProperty(name: string, { label, description, default: initial, control }: OwnInput) {
  const form = editorFor(control);
  return { default: initial, ...form, displayName: label, name, description } as INodeProperties;
}

function editorFor(control: Control): Partial<INodeProperties> {
  switch (control.kind) {
    case 'text':
    case 'lookup':
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
            values: Object.entries(control.fields).map(([each, field]) => plainProperty(each, field)),
          },
        ],
      };
  }
}
