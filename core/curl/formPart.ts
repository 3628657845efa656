import type { Option } from './options';
import { CommandRefused } from './refused';

/** A part of a multipart body: a text, or the place of a file. */
export type FormPart =
  | { name: string; value: string }
  /** What the command names of the file; another is put there. */
  | { name: string; file: { path: string; type: string | null; fileName: string | null } };

/**
 * Reads the value of -F or --form-string: `name=value`, `name=@path;type=...;filename=...`, a value or a path in double
 * quotes.
 *
 * @param notes what was left out is added to them
 * @throws CommandRefused
 */
export function formPart({ kind, name: option, value: text }: Option, notes: string[]): FormPart {
  const equals = text.indexOf('=');
  if (equals < 0)
    throw new CommandRefused(`has ${option} without a = in its value`, 'Write it as name=value.');
  const name = text.slice(0, equals);
  const value = text.slice(equals + 1);
  if (kind === 'formString') return { name, value };
  // A path does not end so: it stands there for a value.
  if (/^<[^<>]{1,80}>$/.test(value)) return { name, value };
  if (value.startsWith('<'))
    throw new CommandRefused(
      `takes the content of the part "${name}" from a file`,
      'Put what the file holds into the command itself.',
    );
  if (!value.startsWith('@')) {
    const { word, parameters } = wordAnd(value, name);
    if (Object.keys(parameters).length > 0)
      notes.push(`The type of the part "${name.slice(0, 40)}" was left out; its value is sent as text.`);
    return { name, value: word };
  }
  const { word: path, parameters } = wordAnd(value.slice(1), name);
  return { name, file: { path, type: parameters.type ?? null, fileName: parameters.filename ?? null } };
}

interface Parameters {
  type?: string;
  filename?: string;
}

/** A word and the parameters behind it. */
function wordAnd(text: string, part: string): { word: string; parameters: Parameters } {
  const { word, end } = wordFrom(text, 0);
  const parameters: Parameters = {};
  let at = end;
  while (at < text.length) {
    const equals = text.indexOf('=', at);
    const name =
      equals < 0
        ? ''
        : text
            .slice(at + 1, equals)
            .trim()
            .toLowerCase();
    if (text[at] !== ';' || (name !== 'type' && name !== 'filename'))
      throw new CommandRefused(
        `has a ; in the part "${part}", where curl would cut it`,
        `Write the value in double quotes: -F '${part}="..."'.`,
      );
    const next = wordFrom(text, equals + 1);
    parameters[name] = next.word;
    at = next.end;
  }
  return { word, parameters };
}

/** A word up to the next semicolon; in double quotes a backslash stands before a quote and before itself. */
function wordFrom(text: string, start: number): { word: string; end: number } {
  if (text[start] === '"') {
    let word = '';
    let at = start + 1;
    while (at < text.length && text[at] !== '"') {
      if (text[at] === '\\' && (text[at + 1] === '"' || text[at + 1] === '\\')) at += 1;
      word += text.charAt(at);
      at += 1;
    }
    // A quote that is not closed is a sign like any other to curl.
    if (at < text.length) return { word, end: at + 1 };
  }
  const end = text.indexOf(';', start);
  return { word: text.slice(start, end < 0 ? text.length : end), end: end < 0 ? text.length : end };
}
