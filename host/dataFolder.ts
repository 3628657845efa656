import { chmodSync, lstatSync, mkdirSync, readdirSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { explainSystemRefusal } from './systemRefusal';
import { words } from './words';

/**
 * Makes the data folder where there is none. Nobody but its user can look into it: it holds passwords, keys and the
 * messages of every execution.
 *
 * @param folder its path, which may be, or lead through, a link
 * @returns its real path, which is one and the same whichever way leads there
 * @throws with the sentence to show where it cannot be made
 */
export function openDataFolder(folder: string): string {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const path = realpathSync(folder);
    for (const place of [path, join(path, '.n8n')]) keepPrivate(place);
    return path;
  } catch (cause) {
    const meaning = explainSystemRefusal(cause);
    if (!meaning) throw cause;
    throw new Error(words().noDataFolder(folder, meaning), { cause });
  }
}

/** Takes the rights of others from a folder and the files in it, which an earlier start may have left readable. */
function keepPrivate(folder: string): void {
  try {
    const files = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile());
    for (const { name } of files) chmodSync(join(folder, name), 0o600);
    if (lstatSync(folder).isDirectory()) chmodSync(folder, 0o700);
  } catch {
    // Not there yet, or somebody else's: what is then written there says so.
  }
}
