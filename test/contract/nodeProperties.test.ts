import type { INodeProperties, INodeType } from 'n8n-workflow';
import { inputNames, operationsOfNode, type NodeOperation } from '../../core/contract/operations';
import type { AnyOperation, OwnInput, Vendor } from '../../core/contract/vendor';
import { AddToCampaign } from '../../nodes/AddToCampaign/AddToCampaign.node';
import { SendAndWait } from '../../nodes/SendAndWait/SendAndWait.node';
import { SendMedia } from '../../nodes/SendMedia/SendMedia.node';
import { SendTemplate } from '../../nodes/SendTemplate/SendTemplate.node';
import { SendText } from '../../nodes/SendText/SendText.node';
import { vendors } from '../../vendors';

const NODES: Readonly<Record<NodeOperation, INodeType>> = {
  sendText: new SendText(),
  sendMedia: new SendMedia(),
  sendTemplate: new SendTemplate(),
  addToCampaign: new AddToCampaign(),
  sendAndWait: new SendAndWait(),
};

/** How an operation's input is asked for, where that is not by a parameter of its own name. */
const ASKED_FOR_BY: Readonly<Record<string, readonly string[]>> = {
  file: ['source', 'binaryPropertyName'],
  variables: ['variables', 'variablesMode', 'variablesJson', 'templateText', 'templateVariables'],
};

/** What a node asks for besides. */
const OF_NODE: Partial<Record<NodeOperation, readonly string[]>> = {
  sendAndWait: ['message', 'approvalOptions'],
};

const specificationsOf = (vendor: Vendor, node: NodeOperation): AnyOperation[] =>
  Object.values(vendor.generations).flatMap(({ operations }) =>
    operationsOfNode(node).flatMap((operation) => operations[operation] ?? []),
  );

/** Everything that an operation of a vendor takes besides what the operation always needs. */
const takenBy = ({ recipient, requires = [], honours = [], media = {} }: AnyOperation): string[] => [
  recipient,
  ...requires,
  ...honours,
  ...Object.values(media).flat(),
];

/** A list stands open for a choice, whatever the input's own default is. */
const defaultOf = ({ control, default: byDefault, place }: OwnInput): unknown =>
  control.kind === 'lookup' || (control.kind === 'text' && control.named === true && place === undefined)
    ? { mode: 'list', value: '' }
    : byDefault;

/** What is shown and asks for nothing. */
const isShownOnly = ({ type, name }: INodeProperties): boolean =>
  ['notice', 'credentials', 'hidden'].includes(type) || name === 'generation';

const namesOf = (properties: readonly INodeProperties[]): Set<string> =>
  new Set(properties.filter((property) => !isShownOnly(property)).map(({ name }) => name));

describe.each(Object.entries(NODES) as Array<[NodeOperation, INodeType]>)('%s', (node, { description }) => {
  const offering = vendors.filter((vendor) => specificationsOf(vendor, node).length > 0);
  const ownInputs = (place: 'options' | undefined) =>
    offering.flatMap((vendor) => {
      const taken = specificationsOf(vendor, node).flatMap(takenBy);
      return Object.entries(vendor.inputs)
        .filter(([name, input]) => taken.includes(name) && input.place === place)
        .map(([name, input]) => ({ vendor, name, input }));
    });

  it("asks for its operations' inputs and the vendors' own, and for nothing else", () => {
    const inputs = operationsOfNode(node).flatMap(inputNames);
    const expected = new Set([
      'vendor',
      'to',
      'options',
      ...inputs.flatMap((name) => (node === 'sendAndWait' ? [] : (ASKED_FOR_BY[name] ?? [name]))),
      ...(OF_NODE[node] ?? []),
      ...ownInputs(undefined).map(({ name }) => name),
    ]);
    expect([...namesOf(description.properties)].sort()).toEqual([...expected].sort());
  });

  it("has the vendors' own options under Options", () => {
    const options = description.properties.find(({ name }) => name === 'options')
      ?.options as INodeProperties[];
    const names = namesOf(options);
    expect(ownInputs('options').filter(({ name }) => !names.has(name))).toEqual([]);
  });

  it('asks for an own input only for its vendor, in its words', () => {
    const options = description.properties.find(({ name }) => name === 'options')
      ?.options as INodeProperties[];
    for (const { vendor, name, input } of [...ownInputs(undefined), ...ownInputs('options')]) {
      const shown = [...description.properties, ...options].filter(
        (property) =>
          property.name === name &&
          (property.displayOptions?.show?.['vendor'] ?? property.displayOptions?.show?.['/vendor'])?.includes(
            vendor.id,
          ),
      );
      expect(shown.map(({ displayName, default: byDefault }) => [displayName, byDefault])).toEqual([
        [input.label, defaultOf(input)],
      ]);
    }
  });

  it('offers the vendors that can do it, each with its credential', () => {
    const choices = description.properties.find(({ name }) => name === 'vendor')?.options;
    expect(choices).toEqual([
      { name: 'Choose a Vendor', value: '' },
      ...offering.map(({ id, name }) => expect.objectContaining({ name, value: id })),
    ]);
    expect(description.credentials).toEqual(
      offering.map(({ id, credential }) =>
        expect.objectContaining({
          name: credential.type,
          displayOptions: {
            hide: { vendor: ['', ...offering.map((other) => other.id).filter((other) => other !== id)] },
          },
        }),
      ),
    );
  });
});
