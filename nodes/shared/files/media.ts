import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';
import { isOnThisMachine } from '../../../core/input/endpoint';
import { isEmpty, readBy, webAddress } from '../../../core/contract/inputs';
import type { FileContent } from '../../../core/contract/media';
import { kindOf } from '../../../core/files/kinds';
import { lastPartOf, mimeOfUrl, readMime } from '../../../core/files/mime';
import { nameWithEnding } from '../../../core/files/names';
import { invalidInput } from '../../../core/contract/outcome';
import type { OperationName } from '../../../core/contract/operations';
import type { AnyGeneration, AnyOperation, Vendor } from '../../../core/contract/vendor';
import { download } from './download';
import { checked, fileOfItem, foundIn } from './file';

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
  const { mediaType, source, binaryPropertyName = 'data', mediaUrl, ...rest } = parameters;
  if (mediaType === 'location') return { operation: 'sendLocation', inputs: rest };
  const { label, operations } = vendor.generations[vendor.generationOf(config)] as AnyGeneration;
  const name = `${vendor.name}${label === '' ? '' : ` (${label})`}`;
  const { sendMediaByUpload: upload, sendMediaByUrl: byUrl } = operations;
  const isUploadOnly = upload !== undefined && byUrl === undefined;
  if (source === 'binary') {
    if (upload === undefined && byUrl !== undefined) {
      const found = foundIn(context, item, binaryPropertyName);
      const link = (): string => signedLink(context, vendor, config, found.binary);
      // Refused at once where there can be no link.
      link();
      const file = await checked(context, found.binary, found.name);
      const { kind } = kindOf(mediaType, { label: 'Input Data Field Name', ...file }, name, byUrl);
      const inputs = {
        ...named(rest, kind, byUrl, file.fileName, file),
        mediaUrl: standInFor(found.binary),
        mediaType: kind,
      };
      return { operation: 'sendMediaByUrl', inputs, fresh: () => ({ mediaUrl: link() }) };
    }
    const file = await fileOfItem(context, item, binaryPropertyName);
    return uploadOf(file, 'Input Data Field Name', mediaType, rest, name, upload);
  }
  const url = readBy(webAddress('Media URL'), mediaUrl);
  if (isUploadOnly) {
    const file = await download(context, vendor, config, url);
    return uploadOf(file, 'Media URL', mediaType, rest, name, upload);
  }
  const { kind } = kindOf(mediaType, { label: 'Media URL', mimeType: mimeOfUrl(url) }, name, byUrl ?? {});
  const inputs = named(rest, kind, byUrl, undefined, { fileName: lastPartOf(url), mimeType: mimeOfUrl(url) });
  return { operation: 'sendMediaByUrl', inputs: { ...inputs, mediaUrl: url, mediaType: kind } };
}

type Inputs = Readonly<Record<string, unknown>>;

/** A file that is uploaded; its name is the file's own where none is given. */
function uploadOf(
  file: FileContent,
  label: string,
  mediaType: unknown,
  inputs: Inputs,
  name: string,
  operation: AnyOperation | undefined,
): Asked {
  const { kind, mimeType } = kindOf(mediaType, { label, ...file }, name, operation ?? {});
  const given = inputs['fileName'];
  const fileName = typeof given === 'string' ? endedLike(given, file) : given;
  return {
    operation: 'sendMediaByUpload',
    inputs: { ...inputs, ...(!isEmpty(given) && { fileName }), file: { ...file, mimeType }, mediaType: kind },
  };
}

/** A document that travels by a link keeps its name, where the vendor takes one. */
function named(
  inputs: Inputs,
  kind: unknown,
  operation: AnyOperation | undefined,
  own: string | undefined,
  file: Pick<FileContent, 'fileName'> & { mimeType: string | undefined },
): Record<string, unknown> {
  const { fileName } = inputs;
  if (typeof fileName === 'string' && fileName !== '')
    return { ...inputs, fileName: endedLike(fileName, file) };
  const takesName = kind === 'document' && operation?.media?.document?.includes('fileName') === true;
  return takesName && own !== undefined && isEmpty(fileName) ? { ...inputs, fileName: own } : { ...inputs };
}

/** A name that the user gave, safe and with the ending of its file, where that is known. */
function endedLike(
  given: string,
  file: Pick<FileContent, 'fileName'> & { mimeType: string | undefined },
): string {
  return nameWithEnding(given, readMime(file.mimeType).type, file.fileName);
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
