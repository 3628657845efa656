/** A parameter's text as n8n reads it: typed text and expressions in turn. */
export type Part = { typed: string } | { code: string };

/**
 * Takes a text apart at its double braces, each expression without them.
 *
 * @param text without the sign that makes it an expression
 */
export function partsOf(text: string): Part[] {
  const parts: Part[] = [];
  let at = 0;
  for (;;) {
    const start = text.indexOf('{{', at);
    const end = start === -1 ? -1 : text.indexOf('}}', start + 2);
    if (end === -1) break;
    if (start > at) parts.push({ typed: text.slice(at, start) });
    parts.push({ code: text.slice(start + 2, end) });
    at = end + 2;
  }
  if (at < text.length) parts.push({ typed: text.slice(at) });
  return parts;
}

/** Whether a parameter as it is written is switched to Expression. */
export const isExpression = (written: unknown): written is string =>
  typeof written === 'string' && written.startsWith('=');

/** A text as it may be quoted inside an expression, which a brace of it would end. */
export const quoted = (text: string): string =>
  JSON.stringify(text).replace(/[{}]/g, (brace) => (brace === '{' ? '\\x7b' : '\\x7d'));

/** Whether an expression leaves a value to the model of an agent. */
export const asksModel = (code: string): boolean => /\$from[aA][iI]\s*\(/.test(code);

/** What stands in quotes in an expression: text that somebody typed. */
export function quotedIn(code: string): string {
  let found = '';
  let quote = '';
  for (let at = 0; at < code.length; at += 1) {
    const sign = code.charAt(at);
    if (quote === '') {
      if (sign === '"' || sign === "'" || sign === '`') quote = sign;
      continue;
    }
    if (sign === '\\') at += 1;
    else if (sign === quote) quote = '';
    else if (quote === '`' && sign === '$' && code.charAt(at + 1) === '{') {
      // What is put into a template text is code again; texts inside it are not looked for.
      const end = code.indexOf('}', at);
      if (end === -1) return found;
      at = end;
    } else found += sign;
    if (quote === '') found += '\n';
  }
  return found;
}

/** One step of a path: a name behind a dot, a name in quotes or a number in brackets. */
const STEP = /(?:\?\.|\.)[A-Za-z_$][\w$]*|(?:\?\.)?\[(?:\d{1,9}|"[^"\\\]]{0,200}"|'[^'\\\]]{0,200}')\]/y;
/** Where data begins: `$json`, `$('Name')`, `$node`, `$input` and the like. */
const BEGINNING = /\$(?:[A-Za-z]\w{0,40})?/g;
const NAME_IN_BRACKETS = /\(\s*(?:(?:"[^"\\]{0,200}"|'[^'\\]{0,200}')\s*)?\)/y;
const MOST_SOURCES = 20;

/** The paths to data in an expression, such as `$json.name` and `$('Lead').item.json.name`, without what is called on it. */
export function sourcesIn(code: string): string[] {
  const sources: string[] = [];
  for (const { index } of code.matchAll(BEGINNING)) {
    if (sources.length >= MOST_SOURCES) break;
    BEGINNING.lastIndex = 0;
    const source = pathFrom(code, index);
    if (source.length > 1) sources.push(source);
  }
  return sources;
}

const CALLED_FOR_DATA = /\.(?:first|last|all|itemMatching)$/;

function pathFrom(code: string, start: number): string {
  const name = /^\$(?:[A-Za-z]\w{0,40})?/.exec(code.slice(start, start + 50))?.[0] ?? '$';
  let end = start + name.length;
  let before = start;
  const take = (pattern: RegExp): boolean => {
    pattern.lastIndex = end;
    if (!pattern.test(code)) return false;
    before = end;
    end = pattern.lastIndex;
    return true;
  };
  take(NAME_IN_BRACKETS);
  while (take(STEP)) {
    if (code.charAt(end) !== '(') continue;
    const isData = CALLED_FOR_DATA.test(code.slice(before, end));
    if (!isData || !take(NAME_IN_BRACKETS)) return code.slice(start, before);
  }
  return code.slice(start, end);
}
