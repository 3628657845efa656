/**
 * A command as HTML or the shell of Windows writes it, or with its content in the lines below, as one that names all in
 * itself.
 *
 * @param notes what was changed is added to them
 */
export const asShellWrites = (text: string, notes: string[]): string =>
  withContent(withoutCarets(withoutEntities(text, notes), notes));

const ENTITIES: Readonly<Record<string, string>> = {
  quot: '"',
  '#34': '"',
  '#x22': '"',
  apos: "'",
  '#39': "'",
  '#039': "'",
  '#x27': "'",
  lt: '<',
  gt: '>',
  nbsp: ' ',
  amp: '&',
};

/** Where a command was copied out of the source of a page, HTML writes its quotes, or those of the JSON in them. */
const QUOTE_OF_HTML = /&(?:quot|apos|#0?39|#34|#x2[27]);/i;
const JSON_OF_HTML = /[{[]\s{0,200}&(?:quot|#34|#x22);/i;

const isOfHtml = (text: string): boolean =>
  JSON_OF_HTML.test(text) || (!/['"]/.test(text) && QUOTE_OF_HTML.test(text));

function withoutEntities(text: string, notes: string[]): string {
  if (!isOfHtml(text)) return text;
  notes.push('The signs that HTML writes as &quot; and the like were read as what they stand for.');
  return text.replace(/&(#?\w{2,5});/g, (whole, name: string) => ENTITIES[name.toLowerCase()] ?? whole);
}

/**
 * As browsers copy a command for cmd of Windows: a ^ before each sign that it would read, the quotes among them. Inside
 * its quotes nothing is filled in.
 */
function withoutCarets(text: string, notes: string[]): string {
  if (!/\s\^"/.test(text)) return text;
  notes.push('The ^ of a command for Windows were left out.');
  return text
    .replace(/\^\n\n/g, '\n')
    .replace(/\^([^])/g, (_whole, sign: string) => (sign === '\n' ? ' ' : sign))
    .replace(/[$`]/g, '\\$&');
}

const CONTENT_BELOW = /<<(?!<)-?[ \t]{0,10}(['"]?)(\w{1,40})\1([^\n]{0,400})\n/;

/**
 * The content that a command takes from the lines below it, between a word and its repetition, put in the place of `@-`.
 * Where the word has no quotes, the shell fills in variables.
 */
function withContent(text: string): string {
  const below = CONTENT_BELOW.exec(text);
  const place = /(['"]?)@-\1(?=\s|$)/.exec(text);
  if (below === null || place === null || place.index > below.index) return text;
  const [head, quote = '', word = '', rest = ''] = below;
  const start = below.index + head.length;
  const end = `${text}\n`.indexOf(`\n${word}\n`, start - 1);
  if (end < 0) return text;
  const lines = text.slice(start, Math.max(start, end));
  // As -d does; in JSON they say nothing.
  const content = /^\s{0,200}[[{]/.test(lines) ? lines : lines.replaceAll('\n', '');
  const quoted =
    quote === ''
      ? `"${content.replace(/\\(?![\\$`\n])/g, '\\\\').replaceAll('"', '\\"')}"`
      : `'${content.replaceAll("'", "'\\''")}'`;
  const before = text.slice(0, place.index);
  const between = text.slice(place.index + place[0].length, below.index);
  return `${before}${quoted}${between}${rest}\n${text.slice(end + 1 + word.length)}`;
}
