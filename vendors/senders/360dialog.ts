import type { FoundFile, IncomingFiles, MediaServer } from '../../core/contract/incomingFiles';
import { readerOf } from '../../core/webhook/source';
import type { Preset } from '../../core/webhook/shape';
import { FILES_AT, metaFile, metaFileIdOf } from '../meta/files';
import { metaStatuses } from '../meta/webhook';

/**
 * By its page on uploading, retrieving and deleting media: the id is asked for Meta's address of the file, whose path
 * is then asked for at 360dialog's own server.
 */
const keyed: IncomingFiles<MediaServer> = {
  request: (media, { serverAddress }) => ({ method: 'GET', url: `${serverAddress}/${metaFileIdOf(media)}` }),
  answer: metaFile.transform((found): FoundFile => {
    if (!('url' in found) || !found.url.startsWith(`${FILES_AT}/`)) return found;
    return { ...found, url: found.url.slice(FILES_AT.length) };
  }),
};

/** 360dialog forwards what Meta posts, and older numbers the part of it that counts. It signs nothing. */
export const dialog360: Preset = {
  id: '360dialog',
  label: '360dialog',
  description: 'The webhook of a number at 360dialog',
  setUp:
    'At 360dialog, set the URL as webhook of the number, in the Hub or by its API. 360dialog signs nothing: give the webhook a header of your own there and choose the authentication Header Token.',
  encodings: ['json'],
  files: { keyed },
  read: readerOf(metaStatuses),
};
