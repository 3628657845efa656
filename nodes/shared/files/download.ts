import type { IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod/v4';
import type { FileContent } from '../../../core/contract/media';
import { invalidInput, MessagingError, orRefusal } from '../../../core/contract/outcome';
import type { Vendor } from '../../../core/contract/vendor';
import { judgeFile, type Contradiction } from '../../../core/files/judge';
import { lastPartOf } from '../../../core/files/mime';
import { nameInDisposition, nameWithEnding, safeFileName } from '../../../core/files/names';
import { shown } from '../../../core/contract/inputs';
import { exchange, type Head } from '../http/exchange';
import { inWordsOfProxy, refuseClosedWay } from '../http/proxy';
import { headOf, storedFile } from './file';
import { fileRequest } from './fileRequest';

/** The largest file that WhatsApp takes, a document; in bytes. */
const LARGEST_FILE = 100 * 1024 * 1024;

/** For the whole file, in milliseconds. */
const TIMEOUT = 120_000;

const hosts = z.object({ allowedMediaHosts: z.array(z.string()) });

/** What n8n stores a file from. */
type Storable = Parameters<IExecuteFunctions['helpers']['prepareBinaryData']>[0];

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
  const fetched = await fetchFile(context, url);
  if (fetched instanceof MessagingError) throw fetched;
  return fetched;
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

/** A refusal as a value: thrown while the answer is read, it would say no more than that reading failed. */
async function fetchFile(context: IExecuteFunctions, url: URL): Promise<FileContent | MessagingError> {
  let grown = false;
  const closed = await orRefusal(async () => await refuseClosedWay(context, url.href, TIMEOUT));
  if (closed instanceof MessagingError) return closed;
  const answer = await exchange({
    timeout: TIMEOUT,
    cancelled: context.getExecutionCancelSignal(),
    ask: async (end) => await context.helpers.httpRequest(fileRequest(url.href, end)),
    read: async (stream, head) => {
      const refusal = refusalOf(head);
      if (refusal !== undefined) return refusal;
      const declared = head.headers['content-type'];
      const name = nameInDisposition(head.headers['content-disposition']) ?? lastPartOf(url.href);
      let left = Number(head.headers['content-length']);
      // What comes packed all the same is unpacked on the way, to any size: it is counted while it passes.
      const body = stream.map((chunk) => {
        left -= chunk.length;
        grown = left < 0;
        if (grown) throw new RangeError('The file is longer than its server says.');
        return chunk;
      }) as unknown as Storable;
      const kept = await context.helpers.prepareBinaryData(
        body,
        safeFileName(name),
        'application/octet-stream',
      );
      if (left > 0) return PACKED;
      const file = await storedFile(context, kept);
      const judged = judgeFile({ declared, name, head: await headOf(file), fetched: true });
      if ('claim' in judged) return contradictionOf(judged, declared, name);
      return { ...file, mimeType: judged.written, fileName: nameWithEnding(name, judged.type) };
    },
  })
    .catch(inWordsOfProxy(url.hostname))
    // Nothing was sent to anybody's phone, so any other reason may stay with n8n.
    .catch((thrown: unknown) => (thrown instanceof MessagingError ? thrown : NOT_FETCHED));
  if (answer instanceof MessagingError) return answer;
  if ('body' in answer) return answer.body;
  return grown ? PACKED : BROKEN_OFF;
}

const CHECK_LINK = 'Check that the link opens in a browser without a login.';

const NOT_FETCHED = invalidInput('The file at "Media URL" could not be fetched.', CHECK_LINK);

const BROKEN_OFF = invalidInput(
  'The file at "Media URL" broke off or took longer than two minutes.',
  'Send this item again later, or use a link to a faster server.',
);

const NO_LENGTH = invalidInput(
  'The server of "Media URL" does not say how large the file is.',
  'Use another link.',
);

const PACKED = invalidInput(
  'The server of "Media URL" sends another amount of bytes than it says, or sends the file compressed.',
  'Use a link to a server that sends the file as it is.',
);

function refusalOf({ status, headers }: Head): MessagingError | undefined {
  if (status !== 200)
    return invalidInput(`The file at "Media URL" could not be fetched (status ${status}).`, CHECK_LINK);
  if (!/^(?:identity)?$/i.test((headers['content-encoding'] ?? '').trim())) return PACKED;
  // Without a length nobody knows how large it grows; with one, no more than that is read.
  const size = Number(headers['content-length'] ?? Number.NaN);
  if (!Number.isSafeInteger(size) || size <= 0) return NO_LENGTH;
  if (size > LARGEST_FILE)
    return invalidInput(
      'The file at "Media URL" is larger than the 100 MB that WhatsApp takes.',
      'Use a smaller file.',
    );
  return undefined;
}

function contradictionOf({ claim, content }: Contradiction, declared: unknown, name: string): MessagingError {
  if (content === 'page') return invalidInput('"Media URL" gives a web page, not a file.', CHECK_LINK);
  if (content === 'answer')
    return invalidInput('"Media URL" gives an answer of a server (JSON), not a file.', CHECK_LINK);
  const said = claim === 'name' ? `called "${shown(name)}"` : `declared as ${shown(declared)}`;
  return invalidInput(`The file at "Media URL" is ${said}, but its content is something else.`, CHECK_LINK);
}
