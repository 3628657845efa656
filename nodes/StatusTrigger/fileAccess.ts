import { z } from 'zod/v4';
import type { IncomingFiles } from '../../core/contract/incomingFiles';
import type { CredentialReading } from '../../core/input/account';
import { ownServerAddress } from '../../core/input/endpoint';
import type { Preset } from '../../core/webhook/shape';
import { MEDIA_CREDENTIAL, mediaSenderOf } from '../../credentials/shared/mediaSenders';
import { vendors } from '../../vendors';
import { senders } from '../../vendors/senders';

/** Which files of messages can be had, and how. */

/** By their links alone, or with a credential. */
export type FileAccess = {
  /** As the sender is called. */
  name: string;
  /** How long the files of one delivery may take together, in milliseconds. */
  within: number;
} & ({ by: 'link' } | { by: 'credential'; credential: CredentialReading; files: IncomingFiles<unknown> });

/** Within this the sender has its answer, whatever becomes of the files; in milliseconds. */
export const WITHIN = 8_000;

/** The vendors that document how a file is had, each with its sources. */
export const givingVendors = vendors.flatMap((vendor) => {
  const { sources = [], files } = vendor.webhook ?? {};
  return files === undefined ? [] : [{ vendor, files, sources: sources.map(({ id }) => id) }];
});

/** The senders whose links open without a key. */
export const linkingSenders = senders.filter(({ files }) => files !== undefined && files.keyed === undefined);

/** The senders whose files take a key of theirs. */
export const keyedSenders = senders.filter(({ files }) => files?.keyed !== undefined);

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
    return { by: 'credential', name: vendor.name, within: WITHIN, credential: vendor, files };
  }
  const sender = senders.find((each) => each.id === id);
  if (sender?.files === undefined) return undefined;
  const { within = WITHIN, keyed } = sender.files;
  if (keyed === undefined) return { by: 'link', name: sender.label, within };
  return { by: 'credential', name: sender.label, within, credential: keyOf(sender), files: keyed };
}

/** The credential that holds a sender's key: it must be one for this sender, at whose server the file is asked for. */
function keyOf({ id, label }: Preset): CredentialReading {
  const { needed, server } = mediaSenderOf(id);
  return {
    name: 'Media',
    credential: { type: MEDIA_CREDENTIAL, secrets: ['apiKey'], needed },
    config: z
      .object({ sender: z.literal(id, { error: `"Sender" in it is not ${label}.` }) })
      .and(ownServerAddress('serverAddress', 'Server Address', { byDefault: server })),
  };
}
