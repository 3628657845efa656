import { statfsSync } from 'node:fs';
import { CommandFailed } from './command';
import { words } from './words';

const gigabyte = 1024 ** 3;

/** n8n unpacked is 2.5 GB; the package manager's cache and the compiler need the rest. */
export const neededForInstall = 4 * gigabyte;

/** Free bytes for an ordinary user on the disk that holds `folder`. */
export function freeBytes(folder: string): number {
  const disk = statfsSync(folder);
  return disk.bavail * disk.bsize;
}

/** The sentence to stop with where n8n does not fit, or null where it does. */
export function tooLittleSpace(free: number, folder: string, needed = neededForInstall): string | null {
  if (free >= needed) return null;
  return words().tooLittleSpace(
    inGigabytes(needed),
    folder,
    inGigabytes(free, Math.floor),
    inGigabytes(needed - free),
  );
}

/** Turns "no space left" from npm or the compiler into what to do; other failures stay as they are. */
export function explainFullDisk(failure: unknown): unknown {
  if (!(failure instanceof CommandFailed) || !/ENOSPC|no space left on device/i.test(failure.output))
    return failure;
  return new Error(words().fullDisk(inGigabytes(neededForInstall)), { cause: failure });
}

function inGigabytes(bytes: number, round = Math.ceil): string {
  return String(round((bytes / gigabyte) * 10) / 10);
}
