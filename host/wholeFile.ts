import { closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { isNativeError } from 'node:util/types';

/**
 * Writes a text file in one step: whoever reads it finds what was there before or all of the new text,
 * also after the power went out in the middle.
 *
 * @param mode who may read it, as for `open`
 * @throws what the system says, for example that the disk is full; what was there before is then kept
 */
export function writeWholeFile(path: string, text: string, mode = 0o644): void {
  const unfinished = `${path}.${process.pid}.new`;
  try {
    writeThrough(unfinished, text, mode);
    renameSync(unfinished, path);
  } catch (failure) {
    rmSync(unfinished, { force: true });
    throw named(failure, path);
  }
}

/**
 * Reads a text file.
 *
 * @throws what the system says, with the path, for example that it is a folder
 */
export function readWholeFile(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (failure) {
    throw named(failure, path);
  }
}

/** What the system says of an open file, as that the disk is full, does not name it. */
function named(failure: unknown, path: string): unknown {
  return isNativeError(failure) ? Object.assign(failure, { path }) : failure;
}

/** Without the `fsync` the name may reach the disk before the text: an empty file. */
function writeThrough(path: string, text: string, mode: number): void {
  const file = openSync(path, 'w', mode);
  try {
    writeFileSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
