import { isNativeError } from 'node:util/types';
import { words, type Words } from './words';

/** What the operating system means by the codes with which it refuses a file or folder, and what to do. */
const meanings: Partial<Record<string, keyof SystemMeanings>> = {
  EACCES: 'noRight',
  EPERM: 'noRight',
  EROFS: 'readOnly',
  ENOSPC: 'noSpace',
  EDQUOT: 'noQuota',
  EEXIST: 'noFolder',
  ENOTDIR: 'fileInPath',
  EISDIR: 'folderInPlace',
  ENOENT: 'pathMissing',
  ELOOP: 'linkLoop',
  ENAMETOOLONG: 'pathTooLong',
  EMFILE: 'filesOpen',
  ENFILE: 'filesOpen',
};

type SystemMeanings = Pick<
  Words,
  | 'noRight'
  | 'readOnly'
  | 'noSpace'
  | 'noQuota'
  | 'noFolder'
  | 'fileInPath'
  | 'folderInPlace'
  | 'pathMissing'
  | 'linkLoop'
  | 'pathTooLong'
  | 'filesOpen'
>;

/**
 * Says what a refusal of the operating system means.
 *
 * @returns "...: the disk is full. Free some space and type npm start again.", or null where `failure` is
 *   none about a file, or one that is not known
 */
export function explainSystemRefusal(failure: unknown): string | null {
  if (!isNativeError(failure) || !('code' in failure) || !('path' in failure)) return null;
  const meaning = meanings[String(failure.code)];
  const say = words();
  return meaning ? say.refused(String(failure.path), say[meaning]) : null;
}
