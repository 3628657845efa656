import { join } from 'node:path';
import type { ZodType } from 'zod/v4';
import { growsTooFast } from '../support/growth';
import {
  attacks,
  attacksOn,
  constructedIn,
  literalsOf,
  shippedFiles,
  textOf,
} from '../support/regularExpressions';

const files = shippedFiles().map((file) => ({ file, literals: literalsOf(file) }));

/** What is wrong with an expression, for the attack that shows it first. */
function slow(expression: RegExp): string | undefined {
  for (const attack of attacksOn(expression)) {
    const trouble = growsTooFast((size) => {
      const text = textOf(attack, size);
      return () => void text.replace(expression, '');
    });
    if (trouble !== undefined) return `${expression} ${trouble} of ${JSON.stringify(attack)}`;
  }
  return undefined;
}

describe('the search for slow expressions', () => {
  it.each([/\s+$/, /(a+)+$/, /^(\w+\s?)*$/, /<[^>]*x/, /"(?:[^"\\]|\\.)*"/, /\d+\.\d+$/, /(?:a|aa)+$/])(
    'finds %s',
    (expression) => {
      expect(slow(expression)).toBeDefined();
    },
  );

  it.each([/^\s+/, /\d{1,15}/, /[\r\n]+/g, /^[a-z]+$/, /\(#(\d{1,6})\)/])('lets %s be', (expression) => {
    expect(slow(expression)).toBeUndefined();
  });

  it('sees the expressions of all shipped code', () => {
    expect(files.flatMap(({ literals }) => literals).length).toBeGreaterThan(100);
  });
});

/** Expressions that would be slow on a text longer than any that they are given. */
const SHORT_TEXTS: ReadonlyArray<readonly [file: string, source: string, because: string]> = [
  ['core/input/endpoint.ts', '\\/+$', 'the address of a credential, which its owner types'],
  [
    'core/webhook/path.ts',
    '\\[\\s*(?:"([^"]*)"|\'([^\']*)\'|([^\\]"\']*))\\s*\\]|([^.[\\]]+)',
    'a path of a trigger, which its owner types',
  ],
  ['nodes/shared/editor/lookups.ts', '[.\\s]+$', 'a quotation of at most 80 characters'],
];

describe('the time of every regular expression grows no faster than its text', () => {
  it.each(files.filter(({ literals }) => literals.length > 0))('in $file', ({ literals }) => {
    const found = literals.flatMap(({ place, expression }) => {
      if (SHORT_TEXTS.some(([file, source]) => place.startsWith(`${file}:`) && expression.source === source))
        return [];
      const trouble = slow(expression);
      return trouble === undefined ? [] : [`${place}: ${trouble}`];
    });
    expect(found).toEqual([]);
  });
});

/** Files whose expressions are put together when they run; the readers below go through them. */
const CONSTRUCTING = [
  'core/outcomes/nodeErrorCodes.ts',
  'core/outcomes/redact.ts',
  'core/outcomes/vendorTime.ts',
  'core/recipients/country.ts',
  'core/recipients/written.ts',
  'nodes/shared/running/typedText.ts',
];

it('no other file puts expressions together', () => {
  const constructing = files.filter(({ file }) => constructedIn(file) > 0).map(({ file }) => file);
  expect(constructing.filter((file) => !CONSTRUCTING.includes(file))).toEqual([]);
});

type Reader = (text: string) => unknown;

const isSchema = (value: unknown): value is ZodType =>
  typeof value === 'object' && value !== null && 'safeParse' in value;

/** Everything a file of the core exports that can be given a text. */
function readersIn(file: string): Array<readonly [name: string, read: Reader]> {
  const exported = jest.requireActual<Record<string, unknown>>(join(__dirname, '../..', file));
  return Object.entries(exported).flatMap(([name, value]): Array<readonly [string, Reader]> => {
    if (isSchema(value)) return [[name, (text) => value.safeParse(text)]];
    if (typeof value !== 'function' || /^class\b/.test(String(value))) return [];
    const call = value as (...given: unknown[]) => unknown;
    return [[name, (text) => call(text, text, text)]];
  });
}

/** A reader as it is asked: what it throws, now or later, is its own business. */
const asked =
  (read: Reader): Reader =>
  (text) => {
    try {
      const answer = read(text);
      if (answer instanceof Promise) answer.catch(() => undefined);
    } catch {
      // A text is not what it reads.
    }
  };

const READING = files
  .map(({ file }) => file)
  .filter((file) => /^core\/(outcomes|recipients)\//.test(file) || CONSTRUCTING.includes(file));

describe('the time of every reader grows no faster than its text', () => {
  it.each(READING)('in %s', (file) => {
    const found = readersIn(file).flatMap(([name, read]) => {
      const ask = asked(read);
      for (const attack of attacks) {
        const trouble = growsTooFast((size) => {
          const text = textOf(attack, size);
          return () => void ask(text);
        });
        if (trouble !== undefined) return [`${file} ${name} ${trouble} of ${JSON.stringify(attack)}`];
      }
      return [];
    });
    expect(found).toEqual([]);
  });
});
