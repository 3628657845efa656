import type { INodeProperties } from 'n8n-workflow';
import { operationsOfNode, type NodeOperation } from '../../../core/contract/operations';
import type { AnyGeneration, AnyOperation, Vendor } from '../../../core/contract/vendor';
import { vendors } from '../../../vendors';

/** For whom a parameter is shown: the vendors that take it and, where only some generations of a vendor do, those. */

/** The vendors that can do anything of what a node does. */
export function vendorsOf(node: NodeOperation): Vendor[] {
  return vendors.filter((vendor) => generationsOf(vendor, node).length > 0);
}

/** The vendor's generations that can do anything of what a node does. */
export function generationsOf(vendor: Vendor, node: NodeOperation): AnyGeneration[] {
  return generationIdsOf(vendor, node).flatMap((id) => vendor.generations[id] ?? []);
}

/** Their ids. */
export function generationIdsOf(vendor: Vendor, node: NodeOperation): string[] {
  return Object.entries(vendor.generations)
    .filter(([, generation]) => specificationsIn(generation, node).length > 0)
    .map(([id]) => id);
}

/** How a generation defines the node's operations. */
const specificationsIn = ({ operations }: AnyGeneration, node: NodeOperation): AnyOperation[] =>
  operationsOfNode(node).flatMap((name) => operations[name] ?? []);

/** How the vendor's generations define the node's operations. */
export const specifications = (vendor: Vendor, node: NodeOperation): AnyOperation[] =>
  generationsOf(vendor, node).flatMap((generation) => specificationsIn(generation, node));

/** Whether the vendor takes an input, required or optional, in any operation of the node. */
export const takes = (vendor: Vendor, node: NodeOperation, input: string): boolean =>
  generationsOf(vendor, node).some((generation) => takesIn(generation, node, input));

const takesIn = (generation: AnyGeneration, node: NodeOperation, input: string): boolean =>
  specificationsIn(generation, node).some(
    ({ recipient, requires = [], honours = [], media = {} }) =>
      (input === 'to' && recipient === 'phone') ||
      recipient === input ||
      [...requires, ...honours, ...Object.values(media).flat()].includes(input),
  );

/** Whether no generation of the vendor can do without an input in any operation of the node. */
export const needs = (vendor: Vendor, node: NodeOperation, input: string): boolean =>
  specifications(vendor, node).every(
    ({ recipient, requires = [] }) => recipient === input || requires.includes(input),
  );

/** The name of the parameter by which a user says which generation of a vendor is meant. */
export const GENERATION = 'generation';

export type Shown = Record<string, string[]>;

/** The condition under which a vendor's generations that fulfil something are chosen; undefined where none does. */
function shownForVendor(
  vendor: Vendor,
  node: NodeOperation,
  holds: (generation: AnyGeneration) => boolean,
): Shown | undefined {
  const all = generationIdsOf(vendor, node);
  const fulfilling = all.filter((id) => {
    const generation = vendor.generations[id];
    return generation !== undefined && holds(generation);
  });
  if (fulfilling.length === 0) return undefined;
  return {
    vendor: [vendor.id],
    ...(fulfilling.length < all.length && { [GENERATION]: fulfilling }),
  };
}

/** The same for a vendor that takes an input. */
export const shownForTaker = (vendor: Vendor, node: NodeOperation, input: string): Shown | undefined =>
  shownForVendor(vendor, node, (generation) => takesIn(generation, node, input));

/** The conditions under which what is chosen offers an operation, or does not: each for one copy of a parameter. */
export function shownWhereOffered(
  node: NodeOperation,
  operation: keyof AnyGeneration['operations'],
  offered: boolean,
): Shown[] {
  return together(
    vendorsOf(node).flatMap((vendor) => {
      const shown = shownForVendor(
        vendor,
        node,
        ({ operations }) => (operations[operation] !== undefined) === offered,
      );
      return shown === undefined ? [] : [shown];
    }),
  );
}

/** Conditions that differ in their vendors only, as one. */
export function together(conditions: readonly Shown[]): Shown[] {
  const alike = new Map<string, Shown>();
  for (const condition of conditions) {
    const { vendor = [], ...others } = condition;
    const key = JSON.stringify(others);
    alike.set(key, { vendor: [...(alike.get(key)?.['vendor'] ?? []), ...vendor], ...others });
  }
  return [...alike.values()];
}

/** Shows a parameter only once a vendor is chosen. */
export const onceChosen = (properties: readonly INodeProperties[]): INodeProperties[] =>
  properties.map((property) => {
    const { displayOptions = {} } = property;
    const { show = {} } = displayOptions;
    // A notice of the tool form holds before a vendor is chosen, too.
    if (show['vendor'] !== undefined || show['@tool'] !== undefined) return property;
    const hide = { ...displayOptions.hide, vendor: [''] };
    return { ...property, displayOptions: { ...displayOptions, hide } };
  });
