import { z } from 'zod/v4';
import { isBlank, readName, sentence, shown } from './text';

/** The language of a template, as Meta writes it: `pt_BR`, `en_US`, `es`. */

/** Languages that Meta has with a country only. */
const NEVER_ALONE = new Set(['pt', 'zh', 'be', 'ky', 'prs', 'ps', 'rw', 'si']);

/** Countries, which people take for languages. */
const NO_LANGUAGES = new Set(['br', 'us']);

/** What people write in words: the names of Meta's own list, and those of their country. */
const NAMES: ReadonlyArray<readonly [code: string, names: readonly string[]]> = [
  [
    'pt_BR',
    [
      'portuguese (br)',
      'portuguese (brazil)',
      'portuguese (brazilian)',
      'brazilian portuguese',
      'portugues (br)',
      'portugues (brasil)',
      'portugues do brasil',
      'portugues brasileiro',
      'portugues brasil',
      'portugues br',
      'ptbr',
    ],
  ],
  [
    'pt_PT',
    [
      'portuguese (por)',
      'portuguese (portugal)',
      'portugues (pt)',
      'portugues (portugal)',
      'portugues de portugal',
    ],
  ],
  ['en', ['english', 'ingles']],
  ['en_US', ['english (us)', 'ingles (eua)', 'ingles (us)']],
  ['en_GB', ['english (uk)', 'ingles (uk)', 'ingles (reino unido)']],
  ['es', ['spanish', 'espanhol', 'espanol']],
  ['es_AR', ['spanish (arg)', 'espanhol (argentina)']],
  ['es_MX', ['spanish (mex)', 'espanhol (mexico)']],
  ['es_ES', ['spanish (spa)', 'espanhol (espanha)']],
];

const BY_NAME = new Map(NAMES.flatMap(([code, names]) => names.map((name) => [name, code] as const)));

const withoutAccents = (text: string): string => text.normalize('NFD').replace(/\p{Mn}/gu, '');

/** A longer text is no language. */
const LONGEST = 60;

/** The code as Meta writes it; undefined for what is no language of a template. */
export function languageCode(text: string): string | undefined {
  if (text.length > LONGEST) return undefined;
  const parts = /^([a-z]{2,3})(?:\s?[_\-\u2010-\u2015\s]\s?([a-z]{2,3}))?$/i.exec(text);
  if (parts !== null) {
    const code = (parts[1] as string).toLowerCase();
    const country = parts[2];
    if (NO_LANGUAGES.has(code)) return undefined;
    if (country !== undefined) return `${code}_${country.toUpperCase()}`;
    if (!NEVER_ALONE.has(code)) return code;
  }
  return BY_NAME.get(withoutAccents(text).toLowerCase().replace(/\s+/g, ' '));
}

/** The sentence for a language that is none. */
const noLanguage = (given: string): string =>
  `"Language" is "${shown(given)}", which is no language of a template. Write it as WhatsApp does, e.g. pt_BR, en_US or es.`;

/** The language of a template; left out when empty. */
export const language = z.unknown().transform((value, context): string | undefined => {
  if (value === undefined || value === null || (typeof value === 'string' && isBlank(value)))
    return undefined;
  const read = readName(value);
  const code = 'text' in read ? languageCode(read.text) : undefined;
  if (code !== undefined) return code;
  const message = 'text' in read ? noLanguage(read.text) : sentence('Language', read.fault);
  context.addIssue({ code: 'custom', message, continue: false });
  return z.NEVER;
});

/** A template as lists of templates write it: its name and its language. */
const WITH_LANGUAGE = /^([^|]+)\|([^|]{1,60})$/;

/** The parts of a template written with its language behind it, e.g. `reminder|pt_BR`; undefined for a name alone. */
export function templateWithLanguage(template: string): { template: string; language: string } | undefined {
  const [, name = '', behind = ''] = WITH_LANGUAGE.exec(template) ?? [];
  const code = languageCode(behind.trim());
  return code === undefined || isBlank(name) ? undefined : { template: name.trim(), language: code };
}
