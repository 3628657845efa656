import type { IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod/v4';
import type { FileContent } from '../../../core/contract/media';
import { invalidInput } from '../../../core/contract/outcome';
import type { Vendor } from '../../../core/contract/vendor';
import { storedFile } from './file';
import { safeFileName } from '../../../core/files/names';

/** The largest file that WhatsApp takes, a document. */
const LARGEST_FILE = 100 * 1024 * 1024;

const TIMEOUT = 120_000;

const hosts = z.object({ allowedMediaHosts: z.array(z.string()) });

/** What n8n's helper gives back for a streamed answer; its body is the stream that n8n stores. */
interface FileResponse {
  statusCode: number;
  headers: Record<string, string | undefined>;
  body: Parameters<IExecuteFunctions['helpers']['prepareBinaryData']>[0];
}

/**
 * Fetches a file for a vendor that takes only uploads. Only from hosts that the credential lists, so that
 * nothing in an item can make n8n call an address of its own network; it is kept by n8n, not in memory.
 *
 * @throws MessagingError (`notSent`) with a sentence about the address
 */
export async function download(
  context: IExecuteFunctions,
  vendor: Vendor,
  config: unknown,
  address: string,
): Promise<FileContent> {
  const url = new URL(address);
  refuseForeignHost(vendor, config, url);
  const response = await fetchFile(context, url);
  const size = Number(response?.headers['content-length'] ?? Number.NaN);
  if (response === undefined || response.statusCode !== 200)
    throw invalidInput(
      `The file at "Media URL" could not be fetched${response === undefined ? '' : ` (status ${response.statusCode})`}.`,
      'Check that the link opens in a browser without a login.',
    );
  // Without a length nobody knows how large it grows; with one, no more than that is read.
  if (!Number.isSafeInteger(size) || size <= 0)
    throw invalidInput('The server of "Media URL" does not say how large the file is.', 'Use another link.');
  if (size > LARGEST_FILE)
    throw invalidInput(
      'The file at "Media URL" is larger than the 100 MB that WhatsApp takes.',
      'Use a smaller file.',
    );
  const mimeType = response.headers['content-type']?.split(';')[0]?.trim();
  const binary = await context.helpers.prepareBinaryData(response.body, fileNameOf(url), mimeType);
  return storedFile(context, binary);
}

function refuseForeignHost(vendor: Vendor, config: unknown, url: URL): void {
  const { allowedMediaHosts } = hosts.parse(config);
  if (allowedMediaHosts.length === 0)
    throw invalidInput(
      `${vendor.name} takes files, not links, and fetching files is switched off.`,
      `List the host ${url.hostname} under "Allowed Media Hosts" in the credential.`,
    );
  if (!allowedMediaHosts.includes(url.hostname))
    throw invalidInput(
      `The host ${url.hostname} of "Media URL" is not listed in the ${vendor.name} credential.`,
      'Add it under "Allowed Media Hosts", or use a listed host.',
    );
  if (url.protocol !== 'https:')
    throw invalidInput('"Media URL" does not start with https://.', 'Use an address that does.');
}

/** Undefined where no answer came: nothing was sent to anybody's phone, so the reason may stay with n8n. */
async function fetchFile(context: IExecuteFunctions, url: URL): Promise<FileResponse | undefined> {
  const request = context.helpers.httpRequest({
    url: url.href,
    encoding: 'stream',
    returnFullResponse: true,
    ignoreHttpStatusErrors: true,
    disableFollowRedirect: true,
    timeout: TIMEOUT,
    abortSignal: context.getExecutionCancelSignal(),
  }) as Promise<FileResponse>;
  return await request.catch(() => undefined);
}

function fileNameOf(url: URL): string {
  try {
    return safeFileName(decodeURIComponent(url.pathname.split('/').at(-1) ?? ''));
  } catch {
    return safeFileName(undefined);
  }
}
