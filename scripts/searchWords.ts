import type { Vendor } from '../core/contract/vendor';

/** What n8n reads in a `.node.json`, as far as it matters here. */
export interface Codex {
  /** The words that a node is found by. */
  alias: string[];
}

/**
 * A node's search words with the vendors' names among them, so that no file of the nodes has to name a vendor.
 *
 * @returns the same with each vendor's name, in small letters, and id; every word once
 */
export function withVendorNames<C extends Codex>(
  codex: C,
  vendors: ReadonlyArray<Pick<Vendor, 'id' | 'name'>>,
): C {
  const names = vendors.flatMap(({ id, name }) => [name.toLowerCase(), id]);
  return { ...codex, alias: [...new Set([...codex.alias, ...names])] };
}
