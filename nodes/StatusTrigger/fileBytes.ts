import type { IWebhookFunctions } from 'n8n-workflow';
import { MESSAGE_IS_COMPLETE } from '../../core/contract/incomingFiles';
import { invalidInput } from '../../core/contract/outcome';
import type { Asking, Exchanged, Head } from '../shared/http/exchange';

/** A file's bytes as they come over the wire, never more of them than there is room for. */

/** In bytes: WhatsApp's largest video. */
export const LARGEST = 16 * 1024 * 1024;

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
  /** Whether a link gave it, which may lead to a page in the place of the file. */
  isLinked: boolean;
}

/** As much of n8n as is needed. */
export type Context = Pick<IWebhookFunctions, 'helpers' | 'getCredentials'>;

/** What was read of an answer: its bytes where it is no refusal. */
export type Read = Buffer | 'refused' | 'tooLarge';

/** Reads an answer as bytes, never more than this or than there is room for. */
export const upTo =
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

/**
 * The bytes of a whole answer.
 *
 * @param who gave it, as a sentence begins
 * @throws MessagingError (`notSent`) that says why there are none
 */
export function bytesOf(answer: Exchanged<Read>, who: string): Buffer {
  if (!('body' in answer)) throw invalidInput('The file broke off, or came too slowly.', MESSAGE_IS_COMPLETE);
  const { body, status } = answer;
  if (body === 'tooLarge') throw tooLarge();
  if (body === 'refused')
    throw invalidInput(`${who} did not give the file (status ${status}).`, nextStepAfter(status));
  if (body.length === 0) throw invalidInput('The file is empty.', MESSAGE_IS_COMPLETE);
  return body;
}

/** What is said of a file that is larger than there is room for. */
export const tooLarge = () =>
  invalidInput(
    `The file is larger than the ${LARGEST / 1024 / 1024} MB that the trigger fetches, or came with too many others.`,
    'Fetch it in a later step with what stands in "media".',
  );

const nextStepAfter = (status: number): string =>
  status === 401 || status === 403
    ? 'Check the key in the credential, or that the link is open.'
    : MESSAGE_IS_COMPLETE;

/** Where an answer leads on to; undefined for one that does not. */
export const nextOf = ({ status, headers }: Exchanged<Read>): string | undefined =>
  status >= 300 && status < 400 ? headers['location'] : undefined;

/** The signal by which n8n, or the sender who goes, ends what is under way. */
export const cancelSignalOf = (context: object): AbortSignal | undefined =>
  (context as { getExecutionCancelSignal?(): AbortSignal | undefined }).getExecutionCancelSignal?.();
