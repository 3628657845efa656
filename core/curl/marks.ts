import { shown } from '../contract/text';
import { CommandRefused } from './refused';
import { asPasted, variablesIn } from './variablePlaces';

/** What can stand in the place of a part of a command, by its name between double braces. */
export const MARKS = [
  'number',
  'text',
  'media_url',
  'file',
  'file_name',
  'caption',
  'mime_type',
  'media_type',
  'template',
  'language',
  'variables',
  'variables as list',
  'variables as object',
  'secret',
] as const;

/** One of the marks, or one variable of a template. */
export type Mark = (typeof MARKS)[number] | { variable: string };

/** A text with places to fill in. */
export type Piece = string | { mark: Mark };

/** A part of the documentation's sample that stands for something. */
export interface Sample {
  sample: string;
  mark: Mark;
}

/**
 * The mark with a name; undefined for none.
 *
 * @param name without braces, e.g. `number` or `variable 1`
 */
export function markNamed(name: string): Mark | undefined {
  const word = name.trim().replace(/\s+/g, ' ');
  const [, variable] = /^variable (.{1,100})$/i.exec(word) ?? [];
  if (variable !== undefined) return { variable };
  const lower = word.toLowerCase();
  return MARKS.find((mark) => mark === lower || mark.replace('_', ' ') === lower);
}

/** Whether a mark stands in a text. */
export const holdsMark = (text: string): boolean =>
  Array.from(text.matchAll(/\{\{([^{}]{1,120})\}\}/g)).some(([, name = '']) => markNamed(name) !== undefined);

export const nameOfMark = (mark: Mark): string =>
  `{{${typeof mark === 'string' ? mark : `variable ${mark.variable}`}}}`;

/**
 * A text of a command with its marks found: those between double braces, and the samples that stand for one.
 *
 * @throws CommandRefused for what stands there in the place of a value and is not known
 */
export function piecesOf(text: string, samples: readonly Sample[]): Piece[] {
  const [variable] = variablesIn(text);
  if (variable !== undefined) throw placeholder(variable);
  const pieces: Piece[] = [];
  let at = 0;
  while (at < text.length) {
    const open = text.indexOf('{{', at);
    const close = open < 0 ? -1 : text.indexOf('}}', open + 2);
    if (close < 0) break;
    // Of several braces before a name the last two are its own.
    const start = text.lastIndexOf('{{', close - 1);
    const name = text.slice(start + 2, close);
    const mark = markNamed(name);
    if (mark === undefined) throw placeholder(`{{${name}}}`);
    pieces.push(...sampled(text.slice(at, start), samples), { mark });
    at = close + 2;
  }
  pieces.push(...sampled(text.slice(at), samples));
  const [only] = pieces;
  if (pieces.length === 1 && typeof only === 'string' && STANDS_FOR.test(only)) throw placeholder(only);
  return pieces;
}

/** What a document writes where something of one's own belongs. */
const STANDS_FOR = /^(?:<[^<>]{1,80}>|\{[A-Za-z][^{}":,]{0,80}\})$/;

const placeholder = (what: string): CommandRefused =>
  new CommandRefused(
    `holds ${shown(asPasted(what))}, which stands there for a value of yours`,
    'Put the value in its place, or a mark such as {{number}}.',
  );

/** The samples in a text, the longest first where several begin at one place. */
function sampled(text: string, samples: readonly Sample[]): Piece[] {
  if (text === '') return [];
  return samples.reduce<Piece[]>(
    (pieces, { sample, mark }) =>
      pieces.flatMap((piece) =>
        typeof piece === 'string'
          ? piece
              .split(sample)
              .flatMap((part, index): Piece[] => (index === 0 ? [part] : [{ mark }, part]))
              .filter((part) => part !== '')
          : [piece],
      ),
    [text],
  );
}

/** The marks among pieces. */
export const marksIn = (pieces: readonly Piece[]): Mark[] =>
  pieces.flatMap((piece) => (typeof piece === 'string' ? [] : [piece.mark]));
