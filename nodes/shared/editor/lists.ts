import type { Lookup } from '../../../core/contract/lookup';
import { inputNames, operationsOfNode, type NodeOperation } from '../../../core/contract/operations';
import type { Vendor } from '../../../core/contract/vendor';
import { specifications, takes, vendorsOf } from './conditions';

/**
 * The lists from which the inputs of a node can be chosen: those that a vendor documents, and what its credential
 * keeps by name.
 */
export interface ListOfVendor {
  vendor: Vendor;
  /** Of the input that is chosen from it. */
  name: string;
  /** The name of the node's method that gives the list. */
  method: string;
  /** Undefined where the vendor documents no list. */
  lookup: Lookup | undefined;
  /** What the credential keeps for it. */
  saved: 'savedNames' | 'savedTemplates';
}

/** Inputs of the operations that are ids of the vendor. */
const NAMED = ['template', 'campaign'];

/** All lists of a node. */
export function listsOf(node: NodeOperation): ListOfVendor[] {
  const operationInputs = operationsOfNode(node).flatMap(inputNames);
  return vendorsOf(node).flatMap((vendor) =>
    [...Object.keys(vendor.inputs), ...new Set(operationInputs)].flatMap(
      (name) => listOf(node, vendor, name) ?? [],
    ),
  );
}

/** The list of one input; undefined where it has none. */
export function listOf(node: NodeOperation, vendor: Vendor, name: string): ListOfVendor | undefined {
  if (!takes(vendor, node, name)) return undefined;
  const own = vendor.inputs[name];
  const list = (lookup: Lookup | undefined): ListOfVendor => ({
    vendor,
    name,
    method: `list_${vendor.id}_${name}`,
    lookup,
    saved: name === 'template' ? 'savedTemplates' : 'savedNames',
  });
  if (own === undefined) {
    const lookup = specifications(vendor, node).flatMap(({ lookups = {} }) => lookups[name] ?? [])[0];
    return lookup !== undefined || NAMED.includes(name) ? list(lookup) : undefined;
  }
  // What stands under Options keeps its plain form: there is no room for a list.
  if (own.control.kind === 'lookup') return list(own.control.lookup);
  return own.control.kind === 'text' && own.control.named === true && own.place === undefined
    ? list(undefined)
    : undefined;
}
