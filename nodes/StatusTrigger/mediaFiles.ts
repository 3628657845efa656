import type { IBinaryData, IWebhookFunctions } from 'n8n-workflow';
import type { IncomingMedia, MessageKind } from '../../core/contract/delivery';
import { invalidInput, MessagingError } from '../../core/contract/outcome';
import { judgeFile } from '../../core/files/judge';
import { readMime } from '../../core/files/mime';
import { nameWithEnding } from '../../core/files/names';
import { HEAD_LENGTH } from '../../core/files/signature';
import { monotonic } from '../../core/pacing/clock';
import type { MessageEvent } from '../../core/webhook/event';
import { fetcher, type Fetch } from './fetchedFile';
import type { FileAccess } from './fileAccess';
import type { FetchedFile, Room } from './fileBytes';
import { BY_HAND } from './linkedFile';

/** So many files of a delivery are on their way at once. */
const AT_ONCE = 4;

/** In bytes, of all files of one delivery. */
const LARGEST_DELIVERY = 64 * 1024 * 1024;

/** The files of messages, as n8n keeps them. */
export type Files = ReadonlyMap<object, IBinaryData>;

/**
 * Fetches the files of a delivery's messages. Never throws: where a file cannot be had, its message gets `mediaError`.
 *
 * @param gone ends it at once
 */
export async function fetchFiles(
  context: IWebhookFunctions,
  access: FileAccess,
  messages: readonly MessageEvent[],
  gone: AbortSignal,
): Promise<Files> {
  const files = new Map<object, IBinaryData>();
  const end = monotonic() + access.within;
  const room: Room = { bytes: LARGEST_DELIVERY, time: () => end - monotonic() };
  const asking = Object.create(context, {
    getExecutionCancelSignal: { value: () => gone },
  }) as IWebhookFunctions;
  const fetch = fetcher(asking, access);
  const waiting = messages.filter(hasFile);
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      try {
        files.set(next, await bring(context, fetch, next, room, gone));
      } catch (thrown) {
        next.mediaError = gone.aborted ? NOT_WAITED : sentenceOf(thrown, access);
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return files;
}

const NOT_WAITED = 'The sender did not wait for the file. The message is complete without it.';

/** What n8n's helper throws says too much: it holds the request. */
const sentenceOf = (thrown: unknown, { within }: FileAccess): string =>
  thrown instanceof MessagingError
    ? thrown.message
    : `The file could not be fetched within ${within / 1000} seconds. The message is complete without it.`;

const hasFile = ({ media }: MessageEvent): boolean => media !== null && media.downloadable !== false;

async function bring(
  context: IWebhookFunctions,
  fetch: Fetch,
  { media, kind }: MessageEvent,
  room: Room,
  gone: AbortSignal,
): Promise<IBinaryData> {
  if (media === null || gone.aborted || room.time() <= 0) throw new Error('There is no time left');
  const file = await fetch(media, room);
  const { name, mimeType } = described(file, media, kind);
  return await context.helpers.prepareBinaryData(file.bytes, name, mimeType);
}

/**
 * The name and the type of a file: what the message says of it, then its server, then its first bytes. It is kept as
 * it is, also where these disagree; a page in the place of the file is none.
 */
function described(
  { bytes, mimeType, fileName, isLinked }: FetchedFile,
  media: IncomingMedia,
  kind: MessageKind,
): { name: string; mimeType: string } {
  const declared = media.mimeType ?? mimeType;
  const name = media.fileName ?? fileName ?? kind;
  const judged = judgeFile({ declared, name, head: bytes.subarray(0, HEAD_LENGTH), fetched: isLinked });
  if ('claim' in judged && judged.claim === 'link')
    throw invalidInput('The link gives a web page or an answer of a server, not the file.', BY_HAND);
  const { written, type } = 'claim' in judged ? readMime(declared) : judged;
  return { name: nameWithEnding(name, type), mimeType: written };
}
