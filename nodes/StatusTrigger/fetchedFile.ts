import type { ICredentialDataDecryptedObject, ICredentialsDecrypted } from 'n8n-workflow';
import { parsedAddress } from '../../core/contract/address';
import type { IncomingMedia } from '../../core/contract/delivery';
import type { HttpRequest } from '../../core/contract/http';
import { MESSAGE_IS_COMPLETE, type FoundFile } from '../../core/contract/incomingFiles';
import { invalidInput } from '../../core/contract/outcome';
import { readAccount } from '../../core/input/account';
import { readJson } from '../../core/webhook/json';
import type { Exchanged } from '../shared/http/exchange';
import { exchangeSigned } from '../shared/http/transport';
import type { FileAccess } from './fileAccess';
import {
  LARGEST,
  bytesOf,
  nextOf,
  tooLarge,
  upTo,
  type Context,
  type FetchedFile,
  type Read,
  type Room,
} from './fileBytes';
import { byLink, fileIn } from './linkedFile';

/** In bytes: a file as text in base64, with what stands around it. */
const LARGEST_ANSWER = Math.ceil((LARGEST * 4) / 3) + 64 * 1024;

/** Fetches files of one delivery. */
export type Fetch = (media: IncomingMedia, room: Room) => Promise<FetchedFile>;

/**
 * How the files of a sender are fetched: the credential is read at most once.
 *
 * @returns a function that throws MessagingError with a sentence for the user, or whatever n8n's helper threw
 */
export function fetcher(context: Context, access: FileAccess): Fetch {
  if (access.by === 'link') return async ({ url }, room) => await byLink(context, url, room);
  let account: ReturnType<typeof accountOf> | undefined;
  return async (media, room) => {
    account ??= accountOf(context, access);
    const { credential, config } = await account;
    const request = access.files.request(media, config);
    if (request === undefined) return await byLink(context, media.url, room);
    const ask: Ask = async (asked, largest) =>
      await exchangeSigned(context, credential, asked, room.time(), upTo(largest, room));
    return access.files.answer === undefined
      ? await givenFile(context, access, ask, request, room)
      : await foundFile(access, ask, request);
  };
}

type ByCredential = Extract<FileAccess, { by: 'credential' }>;

/** One request with the credential, of whose answer no more than this is read. */
type Ask = (request: HttpRequest, largest: number) => Promise<Exchanged<Read>>;

interface Account {
  credential: ICredentialsDecrypted;
  config: unknown;
}

async function accountOf(context: Context, { credential }: ByCredential): Promise<Account> {
  const { type } = credential.credential;
  const data = await context.getCredentials<ICredentialDataDecryptedObject>(type).catch(() => {
    throw invalidInput(
      `n8n could not open the ${credential.name} credential of the trigger.`,
      'Choose one in the trigger, or open it and save it again.',
    );
  });
  return { credential: { id: '', name: '', type, data }, config: readAccount(credential, data).config };
}

/** The file that is asked for, or that waits where its server leads on to: there the credential does not go. */
async function givenFile(
  context: Context,
  { name, files }: ByCredential,
  ask: Ask,
  request: HttpRequest,
  room: Room,
): Promise<FetchedFile> {
  const answer = await ask({ ...request, headers: FILE_HEADERS }, LARGEST);
  const next = files.leadsOn === true ? nextOf(answer) : undefined;
  return next === undefined
    ? fileIn(answer, name, request.url)
    : await byLink(context, next, room, request.url);
}

/** The file that a vendor gives where it is asked about it, or at the address that it names. */
async function foundFile(
  { name, files }: ByCredential,
  ask: Ask,
  request: HttpRequest,
): Promise<FetchedFile> {
  const find = async (): Promise<FoundFile> => {
    const answer = readJson(bytesOf(await ask(request, LARGEST_ANSWER), name));
    const found = files.answer?.safeParse(answer).data;
    if (found === undefined) throw noFile(name);
    return found;
  };
  const found = await find();
  if ('base64' in found) return { ...found, bytes: decoded(found.base64, name), isLinked: false };
  const allowed = [parsedAddress(request.url)?.origin, ...(files.origins ?? [])];
  const wait = async ({ url }: { url: string }): Promise<Exchanged<Read>> => {
    const address = parsedAddress(url, request.url);
    if (address === undefined || !allowed.includes(address.origin))
      throw invalidInput(
        `${name} names an address for the file that is not its own, so the token was not sent there.`,
        MESSAGE_IS_COMPLETE,
      );
    return await ask({ method: 'GET', url: address.href, headers: FILE_HEADERS }, LARGEST);
  };
  const first = await wait(found);
  if (first.status !== 404) return { ...found, bytes: bytesOf(first, name), isLinked: false };
  // The address lives for minutes only; another one may be good.
  const again = await find();
  if (!('url' in again)) throw noFile(name);
  return { ...again, bytes: bytesOf(await wait(again), name), isLinked: false };
}

const FILE_HEADERS = { Accept: '*/*', 'Accept-Encoding': 'identity' };

const noFile = (name: string) => invalidInput(`The answer of ${name} holds no file.`, MESSAGE_IS_COMPLETE);

/** Signs that are none of base64 are left out in decoding, so what is shorter than it should be was something else. */
function decoded(base64: string, name: string): Buffer {
  const bytes = Buffer.from(base64, 'base64');
  if (bytes.length === 0 || bytes.length !== Buffer.byteLength(base64, 'base64')) throw noFile(name);
  if (bytes.length > LARGEST) throw tooLarge();
  return bytes;
}
