import { isNativeError } from 'node:util/types';

/** What the operating system means by the codes with which it refuses a file or folder, and what to do. */
const meanings: Partial<Record<string, string>> = {
  EACCES: 'this user has no right to it. Give the folder and all in it to this user',
  EPERM: 'this user has no right to it. Give the folder and all in it to this user',
  EROFS: 'it is on a disk that can only be read. Use a folder on another disk',
  ENOSPC: 'the disk is full. Free some space',
  EDQUOT: "this user's share of the disk is used up. Free some space",
  EEXIST: 'something of that name that is no folder is in its place. Move that away',
  ENOTDIR: 'a part of its path is a file and no folder. Move that file away',
  EISDIR: 'a folder is where a file belongs. Move that folder away',
  ENOENT: 'a part of its path does not exist, or is a link that leads nowhere. Correct the path',
  ELOOP: 'a link in its path leads back to itself. Correct the link',
  ENAMETOOLONG: 'its path is too long. Use a shorter one',
  EMFILE: 'too many files are open. Close some programs',
  ENFILE: 'too many files are open. Close some programs',
};

/**
 * Says what a refusal of the operating system means.
 *
 * @returns "...: the disk is full. Free some space and type npm start again.", or null where `failure` is
 *   none about a file, or one that is not known
 */
export function explainSystemRefusal(failure: unknown): string | null {
  if (!isNativeError(failure) || !('code' in failure) || !('path' in failure)) return null;
  const meaning = meanings[String(failure.code)];
  return meaning ? `${String(failure.path)} could not be used: ${meaning} and type npm start again.` : null;
}
