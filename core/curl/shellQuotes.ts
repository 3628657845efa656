import { CommandRefused } from './refused';

/** Where the reader of the signs stands. */
type Place = 'outside' | 'single' | 'double' | 'escaped';

const SINGLE = '\u2018\u2019\u201A\u201B\u00B4\u2032';
const DOUBLE = '\u201C\u201D\u201E\u201F\u00AB\u00BB\u2033';

const straightOf = (sign: string): string => {
  if (sign === '') return '';
  return SINGLE.includes(sign) ? "'" : DOUBLE.includes(sign) ? '"' : sign;
};

/** Blanks that only look like one, outside of quotes. */
const BLANK = /[\u00A0\u1680\u2000-\u200A\u202F\u205F\u3000]/;

/** Signs that nobody sees and that come along with a copy, outside of quotes. */
const UNSEEN = /[\u00AD\u200C-\u200F\u202A-\u202E\u2060]/;

/**
 * Makes the signs of a command those of a shell: quotes, blanks, lines that go on in the next one.
 *
 * @param notes what was changed is added to them
 * @throws CommandRefused for what only a running shell could read
 */
export function withShellQuotes(text: string, notes: string[]): string {
  return new Signs(text, notes).read();
}

/** One pass over the signs: each is looked at once. */
class Signs {
  private readonly out: string[] = [];
  private place: Place = 'outside';
  /** Whether the quotes of a word processor stand around the word, or around the names of the JSON in it. */
  private isCurled = false;
  private hasCurledNames = false;
  /** How Windows writes a quote inside of quotes: doubled in cmd, with a backquote in PowerShell. */
  private quoteOfWindows: '""' | '`"' | undefined;
  private at = 0;

  constructor(
    private readonly text: string,
    private readonly notes: string[],
  ) {}

  read(): string {
    while (this.at < this.text.length) {
      const hasEnded = this.place === 'outside' ? this.readOutside() : this.readInside();
      if (hasEnded) break;
    }
    if (this.place !== 'outside')
      throw new CommandRefused(
        'has a quote that is never closed',
        "Copy the whole command, to its last quote, and write '\\'' for an apostrophe inside single quotes.",
      );
    return this.out.join('');
  }

  private put(signs: string, taken: number): boolean {
    this.out.push(signs);
    this.at += taken;
    return false;
  }

  /** @returns whether the command ends here */
  private readOutside(): boolean {
    const { text, at } = this;
    const sign = text.charAt(at);
    const next = text.charAt(at + 1);
    const end = continuedUntil(text, at);
    if (end !== undefined) return this.put(' ', end - at);
    // So HTML writes the & of an address.
    if (text.startsWith('&amp;', at)) return this.put('&', '&amp;'.length);
    if (sign === '#') return this.readHash();
    refuseShell(sign, next, false);
    if (sign === '\n' && endsHere(text, at, this.notes)) return true;
    if (sign === '\\') return this.put(sign + next, 2);
    if (UNSEEN.test(sign)) return this.put('', 1);
    const variable = this.literalDollars();
    if (variable !== undefined) return variable;
    const straight = straightOf(sign);
    if (straight === "'" || straight === '"') this.open(sign, straight);
    return this.put(BLANK.test(sign) ? ' ' : straight, 1);
  }

  /** A remark goes to the end of its line; inside a word it is a sign like any other. */
  private readHash(): boolean {
    const { text, at } = this;
    if (at > 0 && !/[\s\\]/.test(this.out.at(-1)?.slice(-1) ?? ' ')) return this.put('\\#', 1);
    const end = text.indexOf('\n', at);
    return this.put('', (end < 0 ? text.length : end) - at);
  }

  private open(sign: string, straight: string): void {
    const isEscaped = straight === "'" && this.out.at(-1) === '$';
    this.place = straight === '"' ? 'double' : isEscaped ? 'escaped' : 'single';
    this.isCurled = straight !== sign;
    const inside = this.text.slice(this.at + 1, this.at + 60);
    this.hasCurledNames = this.isCurled || /^[\s[{]{1,40}[\u201C-\u201F]/.test(inside);
    const quote = /^[\s[{]{1,40}(""|`")/.exec(inside)?.[1];
    this.quoteOfWindows = straight === '"' && (quote === '""' || quote === '`"') ? quote : undefined;
    if (this.hasCurledNames) this.notes.push('The quotes of a word processor were read as straight ones.');
    if (this.quoteOfWindows !== undefined)
      this.notes.push(`Quotes that Windows writes as ${this.quoteOfWindows} were read as quotes.`);
  }

  private readInside(): boolean {
    const { text, at, place } = this;
    const sign = text.charAt(at);
    const next = text.charAt(at + 1);
    if (this.quoteOfWindows !== undefined && sign + next === this.quoteOfWindows) return this.put('\\"', 2);
    if (place !== 'single' && sign === '\\') {
      // The shell takes both away, inside double quotes as outside.
      if (place === 'double' && next === '\n') return this.put('', 2);
      return this.put(sign + (this.isCurled && straightOf(next) === '"' ? '"' : next), 2);
    }
    if (place === 'double') {
      refuseShell(sign, next, true);
      const variable = this.literalDollars();
      if (variable !== undefined) return variable;
    }
    return this.put(this.readSign(sign), 1);
  }

  /** A sign inside of quotes, which may be their end. */
  private readSign(sign: string): string {
    const straight = straightOf(sign);
    const quote = this.place === 'double' ? '"' : "'";
    const isQuote = this.isCurled ? straight === quote && isLast(this.text, this.at) : sign === quote;
    const isOfJson = this.hasCurledNames && straight === '"' && straight !== sign;
    if (!isQuote && isOfJson) return this.place === 'double' ? '\\"' : '"';
    if (isQuote) this.place = 'outside';
    return isQuote ? straight : sign;
  }

  /** The beginning of a hash, as the tokens of some servers have one, is no variable of the shell. */
  private literalDollars(): boolean | undefined {
    if (this.text.charAt(this.at) !== '$') return undefined;
    const hash = /^\$2[abxy]\$\d\d\$(?=[\w./-]{20})/.exec(this.text.slice(this.at, this.at + 60))?.[0];
    return hash === undefined ? undefined : this.put(hash.replaceAll('$', '\\$'), hash.length);
  }
}

/** A curled quote also opens and closes inside what is quoted: it ends it where a blank or nothing follows. */
const isLast = (text: string, at: number): boolean => /^(?:\s|\\|\^|$)/.test(text.slice(at + 1, at + 2));

/** What a line that goes on continues with; word processors make one dash of two. */
const GOES_ON = /^(?:[-\u2010-\u2015\u2212]|['"\u2018-\u201F\u00AB\u00B4\u2032\u2033\\]|https?:|\{\{)/i;

/** A line that goes on in the next one, whichever shell it was written for; the line end may be lost. */
function continuedUntil(text: string, at: number): number | undefined {
  if (!'\\^`'.includes(text.charAt(at))) return undefined;
  let end = at + 1;
  while (end < text.length && (text[end] === ' ' || text[end] === '\t' || text[end] === '\u00A0')) end += 1;
  if (end === text.length) return end;
  if (text[end] === '\n') return end + 1 + promptOfLine(text.slice(end + 1, end + 40));
  return end > at + 1 && GOES_ON.test(text.slice(end, end + 8)) ? end : undefined;
}

/** The > that a shell prints before each further line of a command. */
const promptOfLine = (line: string): number => /^[ \t]{0,20}> {1,10}(?=[-'"])/.exec(line)?.[0].length ?? 0;

/** Whether the command ends at a line end that no sign continues; where an option follows, it was forgotten. */
function endsHere(text: string, at: number, notes: string[]): boolean {
  const next = nextWord(text, at);
  if (next === text.length) return true;
  if (!GOES_ON.test(text.slice(next, next + 8)))
    throw new CommandRefused(
      'holds more than one command, or text below it',
      'Paste only the one that sends, from its curl to its last line.',
    );
  notes.push('Lines without a sign at their end that they go on were read as one command.');
  return false;
}

/** Where the next word begins that is no remark. */
function nextWord(text: string, from: number): number {
  let next = from;
  for (;;) {
    while (next < text.length && text.charAt(next).trim() === '') next += 1;
    if (text[next] !== '#') return next;
    const end = text.indexOf('\n', next);
    next = end < 0 ? text.length : end;
  }
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
