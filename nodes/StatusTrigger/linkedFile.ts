import { parsedAddress } from '../../core/contract/address';
import { MESSAGE_IS_COMPLETE } from '../../core/contract/incomingFiles';
import { invalidInput } from '../../core/contract/outcome';
import { isPrivateHost } from '../../core/contract/privateAddress';
import { nameInDisposition, nameOfLink } from '../../core/files/names';
import { fileRequest } from '../shared/files/fileRequest';
import { exchange, type Exchanged } from '../shared/http/exchange';
import { inWordsOfProxy } from '../shared/http/proxy';
import {
  LARGEST,
  bytesOf,
  cancelSignalOf,
  nextOf,
  upTo,
  type Context,
  type FetchedFile,
  type Read,
  type Room,
} from './fileBytes';

/** A link may lead on so often: from a server's own address to its store, and once more on the way. */
const STEPS_ON = 3;

/**
 * Fetches a file from its link alone, without any secret.
 *
 * @param from where the link was given, when a server led on to it
 * @throws MessagingError with a sentence for the user, or whatever n8n's helper threw
 */
export async function byLink(
  context: Context,
  url: string | null,
  room: Room,
  from?: string,
): Promise<FetchedFile> {
  if (url === null) throw NO_LINK;
  let link = openLink(url, from);
  for (let step = 0; step <= STEPS_ON; step++) {
    const { href, hostname } = link;
    const answer = await exchange({
      timeout: room.time(),
      cancelled: cancelSignalOf(context),
      ask: async (end) => await context.helpers.httpRequest(fileRequest(href, end)),
      read: upTo(LARGEST, room),
    }).catch(inWordsOfProxy(hostname));
    const next = nextOf(answer);
    if (next === undefined) return fileIn(answer, 'The server of the link', href);
    link = openLink(next, href);
  }
  throw invalidInput(`The link to the file leads on more than ${STEPS_ON} times.`, BY_HAND);
}

/**
 * A file as an answer gives it.
 *
 * @param who gave it, as a sentence begins
 * @param href where it was
 */
export const fileIn = (answer: Exchanged<Read>, who: string, href: string): FetchedFile => ({
  bytes: bytesOf(answer, who),
  mimeType: answer.headers['content-type'] ?? null,
  fileName: nameInDisposition(answer.headers['content-disposition']) ?? nameOfLink(href) ?? null,
  isLinked: true,
});

/**
 * A link that may be followed. Only over https: a server inside the network that a name of the outside leads to has
 * no certificate for that name.
 */
function openLink(url: string, from?: string): URL {
  const link = parsedAddress(url, from);
  if (link === undefined) throw from === undefined ? NO_LINK : invalidInput(LEADS_NOWHERE, BY_HAND);
  if (link.protocol !== 'https:' || link.username !== '' || link.password !== '')
    throw invalidInput(
      'The link to the file does not start with https://, or has a password in it.',
      BY_HAND,
    );
  if (isPrivateHost(link.hostname))
    throw invalidInput('The link to the file leads to an address inside a network.', BY_HAND);
  return link;
}

const LEADS_NOWHERE = 'The link to the file leads on to something that is no address.';

const NO_LINK = invalidInput('The message names no link to its file.', MESSAGE_IS_COMPLETE);

/** What a user does where a link is not followed, or gives no file. */
export const BY_HAND = 'It was not fetched; the link stands in "media".';
