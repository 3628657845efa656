import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** The regular expressions of shipped code, and texts that are made to hurt them. */

const ROOT = join(__dirname, '../..');

/** The folders whose code is shipped. */
export const SHIPPED = ['core', 'vendors', 'nodes', 'credentials'] as const;

/** One regular expression as it stands in a source. */
export interface Found {
  /** The file, with the line. */
  place: string;
  expression: RegExp;
}

/** Every TypeScript file of shipped code, relative to the project. */
export const shippedFiles = (): string[] =>
  SHIPPED.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
      .map((name) => `${folder}/${name}`),
  ).sort();

/** Every literal of a file, in its order. */
export function literalsOf(file: string): Found[] {
  const text = readFileSync(join(ROOT, file), 'utf8');
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const found: Found[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) {
      const [, pattern = '', flags = ''] = /^\/([^]*)\/(\w*)$/.exec(node.text) ?? [];
      const { line } = source.getLineAndCharacterOfPosition(node.getStart());
      found.push({ place: `${file}:${line + 1}`, expression: new RegExp(pattern, flags) });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** How many expressions of a file are put together when it runs, by its calls of their constructor. */
export function constructedIn(file: string): number {
  const text = readFileSync(join(ROOT, file), 'utf8');
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  let count = 0;
  const visit = (node: ts.Node): void => {
    if ((ts.isNewExpression(node) || ts.isCallExpression(node)) && node.expression.getText() === 'RegExp')
      count++;
    ts.forEachChild(node, visit);
  };
  visit(source);
  return count;
}

/** A text that repeats a piece, between a beginning and an end. */
export interface Attack {
  start: string;
  piece: string;
  end: string;
}

/** The attack at about so many characters. */
export const textOf = ({ start, piece, end }: Attack, length: number): string =>
  `${start}${piece.repeat(Math.ceil(length / piece.length))}${end}`;

/** Pieces that hurt careless expressions and readers, whatever they look for. */
export const PIECES: readonly string[] = [
  ...[
    ' ',
    '\t',
    '\n',
    '\r\n',
    '\r',
    '\u00a0',
    '\u200b',
    '\u0301',
    '\u0000',
    '\ufeff',
    '0',
    '9',
    'a',
    'A',
    'á',
    '😀',
    '\ud800',
  ],
  ...[
    '(',
    ')',
    '[',
    ']',
    '{',
    '}',
    '{{',
    '}}',
    '<',
    '>',
    '"',
    "'",
    '\\',
    '\\"',
    '`',
    '&',
    '&#',
    '&#1',
    '&a',
    ';',
    ':',
  ],
  ...[
    '.',
    ',',
    '/',
    '//',
    '../',
    '-',
    '--',
    '_',
    '+',
    '=',
    '%',
    '%20',
    '%25',
    '@',
    '#',
    '?',
    '*',
    '|',
    '$',
    '$json',
  ],
  ...[
    'a.',
    '.a',
    'a,',
    ', ',
    ' ,',
    'a ',
    ' a',
    '0 ',
    '1,',
    '[0]',
    '["a"]',
    '{"a":',
    '[[',
    'a=b&',
    'http://',
    'a:',
    'Bearer ',
  ],
  ...[
    'token=',
    'ERR_',
    'E',
    'nao ',
    'erro ',
    '; charset=',
    '"a',
    '\\u',
    '\\\\',
    'x1',
    '1x',
    '55',
    '+55 ',
    '(11) ',
  ],
];

/** What stands at the end so that a search that took all before it has to give it back. */
const ENDS = ['', '\u0001', '!', 'x', '\n', '"'] as const;

/** Characters of an escape or of a class, a few for each. */
const ESCAPES: Readonly<Record<string, readonly string[]>> = {
  d: ['0'],
  D: ['a'],
  w: ['a', '_', '0'],
  W: [' ', '-'],
  s: [' ', '\n'],
  S: ['a'],
  b: [],
  B: [],
  n: ['\n'],
  r: ['\r'],
  t: ['\t'],
};

/** The samples of the atom that begins at an index, and where it ends. */
function atomAt(pattern: string, at: number): { samples: readonly string[]; next: number } {
  const character = pattern.charAt(at);
  if (character === '\\') {
    const unicode = /^\\u\{?([0-9A-Fa-f]{4,6})\}?|^\\x([0-9A-Fa-f]{2})/.exec(pattern.slice(at, at + 12));
    if (unicode !== null)
      return {
        samples: [String.fromCodePoint(Number.parseInt(unicode[1] ?? unicode[2] ?? '61', 16))],
        next: at + unicode[0].length,
      };
    const property = /^\\[pP]\{[^}]*\}/.exec(pattern.slice(at, at + 40));
    if (property !== null) return { samples: ['á', '\u0301', '\u0001', ' '], next: at + property[0].length };
    const name = pattern.charAt(at + 1);
    return { samples: ESCAPES[name] ?? [name], next: at + 2 };
  }
  if (character === '[') {
    let end = at + 1;
    const samples: string[] = [];
    const negated = pattern.charAt(end) === '^';
    if (negated) end += 1;
    while (end < pattern.length && pattern.charAt(end) !== ']') {
      const inner = pattern.charAt(end) === '[' ? { samples: ['['], next: end + 1 } : atomAt(pattern, end);
      samples.push(...inner.samples);
      end = inner.next;
    }
    const others = ['a', ' ', '0', '-', '"', '.'].filter((each) => !samples.includes(each));
    return { samples: negated ? others.slice(0, 3) : samples.slice(0, 6), next: end + 1 };
  }
  if (character === '(') {
    const group = /^\((?:\?(?:[:=!]|<[=!]|<\w+>))?/.exec(pattern.slice(at, at + 60))?.[0] ?? '(';
    return { samples: [], next: at + group.length };
  }
  if (character === '{') {
    const counted = /^\{\d+(?:,\d*)?\}/.exec(pattern.slice(at, at + 20))?.[0];
    return counted === undefined
      ? { samples: ['{'], next: at + 1 }
      : { samples: [], next: at + counted.length };
  }
  if (character === '.') return { samples: ['a'], next: at + 1 };
  return { samples: ')|*+?^$'.includes(character) ? [] : [character], next: at + 1 };
}

/** The samples of every atom of a pattern, in their order. */
function atomsOf(pattern: string): Array<readonly string[]> {
  const atoms: Array<readonly string[]> = [];
  for (let at = 0; at < pattern.length; ) {
    const { samples, next } = atomAt(pattern, at);
    if (samples.length > 0) atoms.push(samples);
    at = Math.max(next, at + 1);
  }
  return atoms;
}

const MOST_ATOMS = 40;

/** Texts made of the expression's own pieces: each alone, with its neighbours, and all of them in a row. */
export function attacksOn({ source }: RegExp): Attack[] {
  const atoms = atomsOf(source).slice(0, MOST_ATOMS);
  const first = atoms.map(([sample = '']) => sample);
  const pieces = new Set<string>([
    ...atoms.flat(),
    ...first.map((sample, index) => sample + (first[index + 1] ?? '')),
    ...first.map((sample, index) => sample + (first[index + 1] ?? '') + (first[index + 2] ?? '')),
    first.join(''),
    first.slice(0, 8).join(''),
    ...[' ', '0', 'a', '(', '[', '"', '\\', '\n'],
  ]);
  pieces.delete('');
  const starts = ['', first.slice(0, 1).join(''), first.slice(0, 3).join('')];
  return [...pieces].flatMap((piece) =>
    [...new Set(starts)].flatMap((start) => ENDS.slice(0, 3).map((end) => ({ start, piece, end }))),
  );
}

/** The same for a reader of which no expression is known. */
export const attacks: readonly Attack[] = PIECES.map((piece) => ({ start: '', piece, end: '\u0001' }));
