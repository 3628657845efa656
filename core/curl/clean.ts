import { holdsSigns } from '../contract/secretPlaces';
import { withoutSurroundings } from './around';
import { refuseOtherLanguages } from './otherLanguages';
import { asShellWrites } from './otherWriting';
import { CommandRefused } from './refused';
import { withShellQuotes } from './shellQuotes';

/** More than any command of a documentation has. */
const LONGEST = 64 * 1024;

/** A command that a shell would take, and what was changed for that. */
export interface CleanCommand {
  text: string;
  notes: string[];
}

/**
 * A command as documents print it and people copy it, made one that a shell takes: line ends, blanks, quotes and the
 * prompt before it. What stands inside quotes stays as it is.
 *
 * @throws CommandRefused for what is no single command with its values in it
 */
export function clean(pasted: string): CleanCommand {
  if (pasted.length > LONGEST)
    throw new CommandRefused(
      `has ${pasted.length} characters`,
      'Paste the command alone; 65536 characters fit.',
    );
  if (holdsSigns(pasted) || pasted.includes('\0'))
    throw new CommandRefused(
      'has a character in it that no text has',
      "Copy the command again from the vendor's documents.",
    );
  const lines = pasted.replace(/\r\n?|[\u2028\u2029]/g, '\n').replace(/[\uFEFF\u200B]/g, '');
  const bare = withoutSurroundings(lines);
  refuseOtherLanguages(bare);
  const notes: string[] = [];
  const text = withShellQuotes(asShellWrites(bare, notes), notes);
  return { text, notes };
}
