import { parse } from 'shell-quote';
import { clean } from './clean';
import { CommandRefused } from './refused';
import { variablePlace } from './variablePlaces';

/** More than any command of a documentation has. */
const MOST_WORDS = 200;

const SECOND = 'There is more than one command; paste only the one that sends';

/** The words after `curl`, without their quotes, and what was changed to read them. */
export interface Words {
  words: string[];
  notes: string[];
}

/** A sign that has a meaning in the shell, outside of quotes. */
interface Operator {
  op: string;
}

/**
 * Splits a pasted command as a shell does. Variables of the shell stay, as places that have no value.
 *
 * @throws CommandRefused where it is no single curl command
 */
export function wordsOf(pasted: string): Words {
  const { text, notes } = clean(pasted);
  const entries = parse(text, variablePlace);
  const words: string[] = [];
  for (let at = 0; at < entries.length; at += 1) {
    const entry = entries[at];
    if (typeof entry === 'string') words.push(entry);
    else if (entry !== undefined && 'pattern' in entry) words.push(entry.pattern);
    else if (entry !== undefined && 'op' in entry) {
      const end = readOperator(
        entry,
        entries.slice(at + 1, at + 2)[0],
        entries.length - at - 1,
        words,
        notes,
      );
      if (end === 'cut') break;
      at += end;
    } else if (words.length > 0) break;
    if (words.length > MOST_WORDS)
      throw new CommandRefused(`has more than ${MOST_WORDS} words`, 'Paste the command alone.');
  }
  return { words: withoutName(words), notes: [...new Set(notes)] };
}

/** @returns how many entries behind it belong to it, or that the command ends here */
function readOperator(
  { op }: Operator,
  following: unknown,
  left: number,
  words: string[],
  notes: string[],
): number | 'cut' {
  if (op === '|' || op === '|&') {
    notes.push('What follows the | works on the answer and was left out.');
    return 'cut';
  }
  if (op === '>' || op === '>>' || op === '>|' || op === '&>') {
    if (words.at(-1) === '2' || words.at(-1) === '1') words.pop();
    notes.push('The file that the answer would be written to was left out.');
    return 1;
  }
  if (op === '&' && typeof following === 'string' && following.includes('=') && isAddress(words.at(-1))) {
    words.push(`${words.pop()}&${following}`);
    notes.push('The address had no quotes; it was read with all that follows its &.');
    return 1;
  }
  if (op === ';' || op === '&' || op === '&&' || op === '||' || op === ';;') {
    if (left === 0) return 'cut';
    throw new CommandRefused('holds more than one command', `${SECOND}.`);
  }
  throw new CommandRefused(
    `has a ${op} outside of quotes, which a shell does not send`,
    'Put the part of the command in which it stands into single quotes.',
  );
}

const isAddress = (word = ''): boolean => /^(?:https?:\/\/|--url=)/i.test(word);

const CURL = /^(?:.*[/\\])?curl(?:\.exe)?$/i;

function withoutName(all: readonly string[]): string[] {
  const words = all[0] === '' ? all.slice(1) : all;
  if (!CURL.test((words[0] ?? '').slice(0, 300)))
    throw new CommandRefused(
      words.length === 0 ? 'is empty' : 'does not begin with curl',
      "Paste the cURL example of the vendor's documentation.",
    );
  return words.slice(1);
}
