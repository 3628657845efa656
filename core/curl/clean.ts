import { CommandRefused } from './refused';
import { holdsSigns } from '../contract/secretPlaces';

/** More than any command of a documentation has. */
const LONGEST = 64 * 1024;

/** A command that a shell would take, and what was changed for that. */
export interface CleanCommand {
  text: string;
  notes: string[];
}

const PROMPT = /^\s{0,200}(?:[$>#%]\s{1,20}|PS [^>\n]{0,200}>\s{0,20})?/;

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
  const bare = withoutRemarks(lines).replace(PROMPT, '');
  const notes: string[] = [];
  const text = withShellQuotes(bare, notes);
  return { text, notes };
}

/** Remarks that stand in lines of their own above the command. */
function withoutRemarks(lines: string): string {
  let at = 0;
  for (;;) {
    const end = lines.indexOf('\n', at);
    const line = lines.slice(at, end < 0 ? lines.length : end).trim();
    const isRemark = line === '' || (line.startsWith('#') && !/^#\s{0,20}curl\b/.test(line));
    if (end < 0 || !isRemark) return lines.slice(at);
    at = end + 1;
  }
}

/** Where the reader of the signs stands. */
type Place = 'outside' | 'single' | 'double' | 'escaped';

const SINGLE = '\u2018\u2019\u201A\u201B';
const DOUBLE = '\u201C\u201D\u201E\u201F\u00AB\u00BB';

const straightOf = (sign: string): string => {
  if (sign === '') return '';
  return SINGLE.includes(sign) ? "'" : DOUBLE.includes(sign) ? '"' : sign;
};

/** Blanks that only look like one, outside of quotes. */
const BLANK = /[\u00A0\u1680\u2000-\u200A\u202F\u205F\u3000]/;

/** One pass over the signs: each is looked at once. */
function withShellQuotes(text: string, notes: string[]): string {
  const out: string[] = [];
  let place: Place = 'outside';
  let curled = false;
  let at = 0;
  while (at < text.length) {
    const sign = text.charAt(at);
    const straight = straightOf(sign);
    const next = text.charAt(at + 1);
    if (place === 'outside') {
      const end = continuedUntil(text, at);
      if (end !== undefined) {
        out.push(' ');
        at = end;
        continue;
      }
      refuseShell(sign, next, false);
      if (sign === '\n' && endsHere(text, at, notes)) break;
      if (sign === '\\') {
        out.push(sign, next);
        at += 2;
        continue;
      }
      if (straight === "'" || straight === '"') {
        curled = straight !== sign;
        if (curled) notes.push('The quotes of a word processor were read as straight ones.');
        const isEscaped = straight === "'" && out.at(-1) === '$';
        place = straight === '"' ? 'double' : isEscaped ? 'escaped' : 'single';
      }
      out.push(BLANK.test(sign) ? ' ' : straight);
      at += 1;
      continue;
    }
    if (place !== 'single' && sign === '\\') {
      // The shell takes both away, inside double quotes as outside.
      if (!(place === 'double' && next === '\n')) out.push(sign, next);
      at += 2;
      continue;
    }
    if (place === 'double') refuseShell(sign, next, true);
    const quote = place === 'double' ? '"' : "'";
    const isQuote = curled ? straight === quote && (quote === '"' || isLast(text, at)) : sign === quote;
    if (isQuote && !(curled && quote === '"' && !isLast(text, at))) place = 'outside';
    out.push(curled ? (isQuote || straight === '"' ? straight : sign) : sign);
    at += 1;
  }
  if (place !== 'outside')
    throw new CommandRefused(
      'has a quote that is never closed',
      "Copy the whole command, to its last quote, and write '\\'' for an apostrophe inside single quotes.",
    );
  return out.join('');
}

/** A curled quote also opens and closes inside what is quoted: it ends it where a blank or nothing follows. */
const isLast = (text: string, at: number): boolean => /^(?:\s|\\|\^|$)/.test(text.slice(at + 1, at + 2));

/** A line that goes on in the next one, whichever shell it was written for. */
function continuedUntil(text: string, at: number): number | undefined {
  if (!'\\^`'.includes(text.charAt(at))) return undefined;
  let end = at + 1;
  while (end < text.length && (text[end] === ' ' || text[end] === '\t' || text[end] === '\u00A0')) end += 1;
  if (end === text.length) return end;
  return text[end] === '\n' ? end + 1 : undefined;
}

/** Whether the command ends at a line end that no sign continues; where an option follows, it was forgotten. */
function endsHere(text: string, at: number, notes: string[]): boolean {
  let next = at;
  while (next < text.length && text.charAt(next).trim() === '') next += 1;
  if (next === text.length || text[next] === '#') return true;
  const follows = text.slice(next, next + 8);
  if (!/^(?:-|'|"|\\|[\u2018-\u201F]|https?:)/i.test(follows))
    throw new CommandRefused(
      'holds more than one command',
      'There is more than one command; paste only the one that sends.',
    );
  notes.push('Lines without a sign at their end that they go on were read as one command.');
  return false;
}

function refuseShell(sign: string, next: string, isQuoted: boolean): void {
  if (sign === '`' || (sign === '$' && next === '('))
    throw new CommandRefused(
      'runs another command inside (between $( and ), or between backquotes)',
      'Put what that command gives in its place.',
    );
  if (!isQuoted && sign === '<' && next === '<')
    throw new CommandRefused(
      'takes its content from the lines below it (<<)',
      "Put the content into the command itself: -d '...'.",
    );
}
