import type { Base64File } from '../../core/contract/http';
import type { FileContent, MediaType } from '../../core/contract/media';
import { invalidInput } from '../../core/contract/outcome';
import { safeFileName } from '../../core/files/names';

const ENDING = /\.[a-z0-9]{1,10}$/i;

/** What is sent of a file: the server tells its type by the ending of its name and by nothing else. */
export interface EvolutionMedia {
  mediatype: MediaType;
  media: string | Base64File;
  fileName?: string;
}

/**
 * A file that the server fetches.
 *
 * @throws MessagingError (`notSent`) for a host that it refuses, and for a file whose type it could not tell
 */
export function fetched(mediatype: MediaType, link: string, fileName: string | undefined): EvolutionMedia {
  const { hostname, pathname } = new URL(link);
  if (!hostname.includes('.'))
    throw invalidInput(
      `"Media URL" is at "${hostname.slice(0, 40)}", and Evolution API fetches from hosts with a dot only.`,
      'Send the file itself instead of its link.',
    );
  return { mediatype, media: link, ...named(mediatype, fileName ?? lastPartOf(pathname)) };
}

/**
 * A file inside the message.
 *
 * @throws MessagingError (`notSent`) for a file whose type the server could not tell
 */
export function carried(
  mediatype: MediaType,
  file: FileContent,
  fileName: string | undefined,
): EvolutionMedia {
  return { mediatype, media: { base64: file }, ...named(mediatype, fileName ?? file.fileName) };
}

function named(mediatype: MediaType, name: string): { fileName?: string } {
  // Every image becomes a JPEG on the server, which names it so where no name is given.
  if (mediatype === 'image') return {};
  if (ENDING.test(name)) return { fileName: name };
  // The server has a name of its own for a video.
  if (mediatype === 'video') return {};
  throw invalidInput(
    '"File Name" has no ending such as .pdf, by which Evolution API tells what the file is.',
    'Fill in a name with its ending.',
  );
}

function lastPartOf(path: string): string {
  const last = path.split('/').at(-1) ?? '';
  try {
    return safeFileName(decodeURIComponent(last));
  } catch {
    return safeFileName(last);
  }
}
