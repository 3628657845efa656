import type { IncomingFiles, Vendor } from '../../core/contract/vendor';
import { vendors } from '../../vendors';
import { senders } from '../../vendors/senders';

/** Which files of messages can be had, and how. */

/** By their links alone, or from a vendor with the credential that sends. */
export type FileAccess = {
  /** As the sender is called. */
  name: string;
  /** How long the files of one delivery may take together, in milliseconds. */
  within: number;
} & ({ by: 'link' } | { by: 'vendor'; vendor: Vendor; files: IncomingFiles<unknown> });

/** Within this the sender has its answer, whatever becomes of the files; in milliseconds. */
export const WITHIN = 8_000;

/** The vendors that document how a file is had, each with its sources. */
export const givingVendors = vendors.flatMap((vendor) => {
  const { sources = [], files } = vendor.webhook ?? {};
  return files === undefined ? [] : [{ vendor, files, sources: sources.map(({ id }) => id) }];
});

/** The senders whose links open without a key. */
export const linkingSenders = senders.filter(({ files }) => files !== undefined);

/**
 * How the files of a sender are had.
 *
 * @param id the source, or the sender of the source Custom
 * @returns undefined where no document says how
 */
export function accessTo(id: string): FileAccess | undefined {
  const giving = givingVendors.find(({ sources }) => sources.includes(id));
  if (giving !== undefined) {
    const { vendor, files } = giving;
    return { by: 'vendor', name: vendor.name, within: WITHIN, vendor, files };
  }
  const sender = linkingSenders.find((each) => each.id === id);
  if (sender === undefined) return undefined;
  return { by: 'link', name: sender.label, within: sender.files?.within ?? WITHIN };
}
