import { mkdirSync, realpathSync } from 'node:fs';
import { explainSystemRefusal } from './systemRefusal';

/**
 * Makes the data folder where there is none.
 *
 * @param folder its path, which may be, or lead through, a link
 * @returns its real path, which is one and the same whichever way leads there
 * @throws with the sentence to show where it cannot be made
 */
export function openDataFolder(folder: string): string {
  try {
    mkdirSync(folder, { recursive: true });
    return realpathSync(folder);
  } catch (cause) {
    const meaning = explainSystemRefusal(cause);
    if (!meaning) throw cause;
    throw new Error(
      `The data folder ${folder} could not be made. ${meaning} ` +
        'The variable MENSAGEIRO_DATA_FOLDER can name another folder.',
      { cause },
    );
  }
}
