import type { z } from 'zod/v4';
import { parsedAddress } from './address';
import type { IncomingMedia } from './delivery';
import type { HttpRequest } from './http';
import { invalidInput } from './outcome';

/** How the file of a message that came in is had. */

/** What a vendor says of a file: the file itself, or where it waits; a path alone waits at the server that was asked. */
export type FoundFile = ({ base64: string } | { url: string }) & {
  mimeType: string | null;
  fileName: string | null;
};

/** How a file is had with a credential. */
export interface IncomingFiles<Config> {
  /**
   * Asks for a file; undefined where its link opens without the credential.
   *
   * @throws MessagingError (`notSent`) where the message or the credential says too little
   */
  request(media: IncomingMedia, config: Config): HttpRequest | undefined;
  /** Absent where what is asked for is the file. */
  answer?: z.ZodType<FoundFile>;
  /** Where a file may wait beside the server that was asked: the credential goes to no other address. */
  origins?: readonly string[];
  /** The server that was asked may lead on to a store, which is asked without the credential. */
  leadsOn?: true;
}

/** The server of a sender that is no vendor of ours, as its key's credential names it: without a slash at the end. */
export interface MediaServer {
  serverAddress: string;
}

/** The files of a sender whose links open by themselves or, where it is `keyed`, with its own key. */
export interface SenderFiles {
  /** How long they may be waited for, in milliseconds, where the sender itself waits less than most. */
  within?: number;
  keyed?: IncomingFiles<MediaServer>;
}

/**
 * The id by which a vendor is asked for a file.
 *
 * @throws MessagingError (`notSent`) where the message names none
 */
export function fileIdOf({ id }: IncomingMedia): string {
  if (id === null) throw invalidInput('The message names no ID of its file.', MESSAGE_IS_COMPLETE);
  return id;
}

/** What stands in `mediaError` behind most of what can happen. */
export const MESSAGE_IS_COMPLETE = 'The message is complete without it.';

/**
 * The files of a sender whose links lead to its server: the path of a link is asked for at the address of the
 * credential, since a server that stands behind others does not know its own.
 *
 * @param path what of a link's path is a file's; whoever can call the trigger may have written it
 */
export const filesAtPath = (path: RegExp): IncomingFiles<MediaServer> => ({
  request: ({ url }, { serverAddress }) => {
    const [own] = path.exec(pathOf(url)) ?? [];
    // A server may read a slash that was written otherwise as one.
    if (own === undefined || WRITTEN_SLASH.test(own)) return undefined;
    return { method: 'GET', url: `${serverAddress}${own}` };
  },
});

const WRITTEN_SLASH = /%2f|%5c/i;

const pathOf = (link: string | null): string => parsedAddress(link ?? '')?.pathname ?? '';
