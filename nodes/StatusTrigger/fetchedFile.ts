import type { ICredentialDataDecryptedObject, ICredentialsDecrypted, IWebhookFunctions } from 'n8n-workflow';
import type { IncomingMedia } from '../../core/contract/delivery';
import type { HttpRequest } from '../../core/contract/http';
import { parsedAddress } from '../../core/contract/address';
import { invalidInput } from '../../core/contract/outcome';
import { isPrivateHost } from '../../core/contract/privateAddress';
import type { FoundFile } from '../../core/contract/vendor';
import { nameInDisposition, nameOfLink } from '../../core/files/names';
import { readAccount } from '../../core/input/account';
import { readJson } from '../../core/webhook/json';
import { fileRequest } from '../shared/files/fileRequest';
import { exchange, type Asking, type Exchanged, type Head } from '../shared/http/exchange';
import { inWordsOfProxy } from '../shared/http/proxy';
import { exchangeSigned } from '../shared/http/transport';
import type { FileAccess } from './fileAccess';

/** In bytes: WhatsApp's largest video. */
export const LARGEST = 16 * 1024 * 1024;

/** In bytes: a file as text in base64, with what stands around it. */
const LARGEST_ANSWER = Math.ceil((LARGEST * 4) / 3) + 64 * 1024;

/** What the files of one delivery may still take. */
export interface Room {
  /** In bytes. */
  bytes: number;
  /** In milliseconds, when asked. */
  time(): number;
}

/** A file, and what its server says of it. */
export interface FetchedFile {
  bytes: Buffer;
  mimeType: string | null;
  fileName: string | null;
}

/** As much of n8n as is needed. */
type Context = Pick<IWebhookFunctions, 'helpers' | 'getCredentials'>;

/** Fetches files of one delivery. */
export type Fetch = (media: IncomingMedia, room: Room) => Promise<FetchedFile>;

/**
 * How the files of a sender are fetched: the credential is read at most once.
 *
 * @returns a function that throws MessagingError with a sentence for the user, or whatever n8n's helper threw
 */
export function fetcher(context: Context, access: FileAccess): Fetch {
  if (access.by === 'link') return async (media, room) => await byLink(context, media, room);
  let account: ReturnType<typeof accountOf> | undefined;
  return async (media, room) => {
    account ??= accountOf(context, access);
    return await fromVendor(context, access, await account, media, room);
  };
}

/** A link may lead on so often: from a server's own address to its store, and once more on the way. */
const STEPS_ON = 3;

async function byLink(context: Context, { url }: IncomingMedia, room: Room): Promise<FetchedFile> {
  if (url === null) throw invalidInput('The message names no link to its file.', COMPLETE);
  let link = openLink(url);
  for (let step = 0; step <= STEPS_ON; step++) {
    const { href, hostname } = link;
    const answer = await exchange({
      timeout: room.time(),
      cancelled: cancelSignalOf(context),
      ask: async (end) => await context.helpers.httpRequest(fileRequest(href, end)),
      read: upTo(LARGEST, room),
    }).catch(inWordsOfProxy(hostname));
    const { headers, status } = answer;
    const next = status >= 300 && status < 400 ? headers['location'] : undefined;
    if (next === undefined)
      return {
        bytes: bytesOf(answer, 'The server of the link'),
        mimeType: headers['content-type'] ?? null,
        fileName: nameInDisposition(headers['content-disposition']) ?? nameOfLink(href) ?? null,
      };
    link = openLink(next, href);
  }
  throw invalidInput(`The link to the file leads on more than ${STEPS_ON} times.`, BY_HAND);
}

/**
 * A link that may be followed. Only over https: a server inside the network that a name of the outside leads to has
 * no certificate for that name.
 *
 * @param from where it was given, when a server leads on
 */
function openLink(url: string, from?: string): URL {
  const link = parsedAddress(url, from);
  if (link === undefined) throw invalidInput('The message names no link to its file.', COMPLETE);
  if (link.protocol !== 'https:' || link.username !== '' || link.password !== '')
    throw invalidInput(
      'The link to the file does not start with https://, or has a password in it.',
      BY_HAND,
    );
  if (isPrivateHost(link.hostname))
    throw invalidInput('The link to the file leads to an address inside a network.', BY_HAND);
  return link;
}

type ByVendor = Extract<FileAccess, { by: 'vendor' }>;

interface Account {
  credential: ICredentialsDecrypted;
  config: unknown;
}

async function accountOf(context: Context, { vendor }: ByVendor): Promise<Account> {
  const { type } = vendor.credential;
  const data = await context.getCredentials<ICredentialDataDecryptedObject>(type).catch(() => {
    throw invalidInput(
      `n8n could not open the ${vendor.name} credential of the trigger.`,
      'Choose one in the trigger, or open it and save it again.',
    );
  });
  return { credential: { id: '', name: '', type, data }, config: readAccount(vendor, data).config };
}

async function fromVendor(
  context: Context,
  { name, files }: ByVendor,
  { credential, config }: Account,
  { id }: IncomingMedia,
  room: Room,
): Promise<FetchedFile> {
  if (id === null) throw invalidInput('The message names no ID of its file.', COMPLETE);
  const request = files.request(id, config);
  const ask = async (asked: HttpRequest, largest: number): Promise<Exchanged<Read>> =>
    await exchangeSigned(context, credential, asked, room.time(), upTo(largest, room));
  const find = async (): Promise<FoundFile> => {
    const found = files.answer.safeParse(readJson(bytesOf(await ask(request, LARGEST_ANSWER), name))).data;
    if (found === undefined) throw invalidInput(`The answer of ${name} holds no file.`, COMPLETE);
    return found;
  };
  const found = await find();
  if ('base64' in found) return { ...found, bytes: decoded(found.base64, name) };
  const allowed = [parsedAddress(request.url)?.origin, ...(files.origins ?? [])];
  const wait = async ({ url }: { url: string }): Promise<Exchanged<Read>> => {
    const address = parsedAddress(url);
    if (address === undefined || !allowed.includes(address.origin))
      throw invalidInput(
        `${name} names an address for the file that is not its own, so the token was not sent there.`,
        COMPLETE,
      );
    return await ask({ method: 'GET', url: address.href, headers: FILE_HEADERS }, LARGEST);
  };
  const first = await wait(found);
  if (first.status !== 404) return { ...found, bytes: bytesOf(first, name) };
  // The address lives for minutes only; another one may be good.
  const again = await find();
  if (!('url' in again)) throw invalidInput(`The answer of ${name} holds no file.`, COMPLETE);
  return { ...again, bytes: bytesOf(await wait(again), name) };
}

const FILE_HEADERS = { Accept: '*/*', 'Accept-Encoding': 'identity' };

const COMPLETE = 'The message is complete without it.';

export const BY_HAND = 'It was not fetched; the link stands in "media".';

const TOO_LARGE = invalidInput(
  `The file is larger than the ${LARGEST / 1024 / 1024} MB that the trigger fetches, or came with too many others.`,
  'Fetch it in a later step with what stands in "media".',
);

/** What was read of an answer: its bytes where it is no refusal. */
type Read = Buffer | 'refused' | 'tooLarge';

/** Reads an answer as bytes, never more than this or than there is room for. */
const upTo =
  (largest: number, room: Room): Asking<Read>['read'] =>
  async (stream, { status, headers }: Head) => {
    if (status < 200 || status >= 300) return 'refused';
    if (Number(headers['content-length'] ?? 0) > largest) return 'tooLarge';
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of stream) {
      size += chunk.length;
      room.bytes -= chunk.length;
      if (size > largest || room.bytes < 0) return 'tooLarge';
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  };

function bytesOf(answer: Exchanged<Read>, who: string): Buffer {
  if (!('body' in answer)) throw invalidInput('The file broke off, or came too slowly.', COMPLETE);
  const { body, status } = answer;
  if (body === 'tooLarge') throw TOO_LARGE;
  if (body === 'refused')
    throw invalidInput(`${who} did not give the file (status ${status}).`, nextStepAfter(status));
  if (body.length === 0) throw invalidInput('The file is empty.', COMPLETE);
  return body;
}

const nextStepAfter = (status: number): string =>
  status === 401 || status === 403 ? 'Check the key in the credential, or that the link is open.' : COMPLETE;

/** Signs that are none of base64 are left out in decoding, so what is shorter than it should be was something else. */
function decoded(base64: string, name: string): Buffer {
  const bytes = Buffer.from(base64, 'base64');
  if (bytes.length === 0 || bytes.length !== Buffer.byteLength(base64, 'base64'))
    throw invalidInput(`The answer of ${name} holds no file.`, COMPLETE);
  if (bytes.length > LARGEST) throw TOO_LARGE;
  return bytes;
}

const cancelSignalOf = (context: object): AbortSignal | undefined =>
  (context as { getExecutionCancelSignal?(): AbortSignal | undefined }).getExecutionCancelSignal?.();
