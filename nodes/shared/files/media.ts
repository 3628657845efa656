import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';
import { isOnThisMachine } from '../../../core/input/endpoint';
import { complaint, isEmpty, readBy, webAddress } from '../../../core/contract/inputs';
import { type FileContent } from '../../../core/contract/media';
import { mediaTypeOfMime, mediaTypeOfUrl } from '../../../core/files/mime';
import { invalidInput } from '../../../core/contract/outcome';
import { isPrivateHost } from '../../../core/files/privateAddress';
import type { OperationName } from '../../../core/contract/operations';
import type { AnyGeneration, Vendor } from '../../../core/contract/vendor';
import { download } from './download';
import { binaryOfItem, fileOfItem } from './file';
import { safeFileName } from '../../../core/files/names';

/** An operation with its inputs. */
export interface Asked {
  operation: OperationName;
  inputs: Record<string, unknown>;
  /** Inputs that are good only for a while, made anew for each attempt. */
  fresh?: () => Record<string, unknown>;
}

/**
 * Send Media is one node and three operations: which one an item asks for follows from its media type, from
 * where the file is, and from whether the vendor takes files or links.
 *
 * @throws MessagingError (`notSent`) with a sentence about the parameter
 */
export async function mediaOperation(
  context: IExecuteFunctions,
  vendor: Vendor,
  config: unknown,
  item: number,
  parameters: Readonly<Record<string, unknown>>,
): Promise<Asked> {
  const { mediaType, source, binaryPropertyName, mediaUrl, ...rest } = parameters;
  const field = String(binaryPropertyName ?? 'data');
  if (mediaType === 'location') return { operation: 'sendLocation', inputs: rest };
  const { operations } = vendor.generations[vendor.generationOf(config)] as AnyGeneration;
  if (source === 'binary') {
    if (operations.sendMediaByUpload === undefined && operations.sendMediaByUrl !== undefined) {
      const binary = binaryOfItem(context, item, field);
      const link = (): string => signedLink(context, vendor, config, binary);
      // Refused at once where there can be no link.
      link();
      const kind = mediaType === 'auto' ? mediaTypeOfMime(binary.mimeType) : mediaType;
      return {
        operation: 'sendMediaByUrl',
        inputs: { ...rest, mediaUrl: standInFor(binary), mediaType: kind },
        fresh: () => ({ mediaUrl: link() }),
      };
    }
    const file = await fileOfItem(context, item, field);
    return uploadOf(file, mediaType, rest);
  }
  const url = readBy(webAddress('Media URL'), mediaUrl);
  if (isPrivateHost(new URL(url).hostname))
    throw complaint(
      '"Media URL" is an address inside a network, which no vendor can reach. Use an address that opens from outside.',
    );
  if (operations.sendMediaByUrl === undefined && operations.sendMediaByUpload !== undefined)
    return uploadOf(await download(context, vendor, config, url), mediaType, rest);
  const kind = mediaType === 'auto' ? mediaTypeOfUrl(url) : mediaType;
  if (kind === undefined)
    throw complaint(
      '"Media Type" is Automatic, but the link does not end in a known file type. Choose the media type.',
    );
  return { operation: 'sendMediaByUrl', inputs: { ...rest, mediaUrl: url, mediaType: kind } };
}

function uploadOf(file: FileContent, mediaType: unknown, inputs: Record<string, unknown>): Asked {
  const kind = mediaType === 'auto' ? mediaTypeOfMime(file.mimeType) : mediaType;
  const { fileName } = inputs;
  const named = isEmpty(fileName) ? inputs : { ...inputs, fileName: safeFileName(String(fileName)) };
  return { operation: 'sendMediaByUpload', inputs: { ...named, file, mediaType: kind } };
}

/** A short-lived link to a file that n8n keeps, for a vendor that takes only links. */
function signedLink(
  context: IExecuteFunctions,
  vendor: Vendor,
  config: unknown,
  binary: IBinaryData,
): string {
  const link = binary.id === undefined ? undefined : linkTo(context, binary);
  if (link === undefined)
    throw invalidInput(
      `${vendor.name} takes only links, and this n8n keeps files in memory, where no link can reach them.`,
      'Set N8N_DEFAULT_BINARY_DATA_MODE to filesystem, or set "Source" to URL.',
    );
  if (isOnThisMachine(link) && !Object.values(config as object).some(isOnThisMachine))
    throw invalidInput(
      `${vendor.name} takes only links, and this n8n has no public address, so the vendor could not fetch the file.`,
      'Set N8N_WEBHOOK_URL to the public address of n8n, or set "Source" to URL.',
    );
  return link;
}

/** By what the file is known in the place of its links, each of which is another: as n8n keeps it. */
const standInFor = ({ id = '' }: IBinaryData): string =>
  `https://stored-file.invalid/${encodeURIComponent(id)}`;

/** Begins when an attempt leaves: the time that a vendor may take to fetch the file. */
const LINK_LIFETIME = '15m';

function linkTo(context: IExecuteFunctions, binary: IBinaryData): string | undefined {
  try {
    return context.helpers.createBinarySignedUrl(binary, LINK_LIFETIME);
  } catch {
    return undefined;
  }
}
