import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * There is one reader of texts that come from people, one of switches and numbers, one of links and one of MIME types:
 * a second one would be the place where the next fault is found. Looked for in the text of shipped code.
 */

const ROOT = join(__dirname, '..', '..');

const files = ['core', 'vendors', 'nodes', 'credentials']
  .flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
  )
  .filter((name) => name.endsWith('.ts'))
  .map((name) => name.replaceAll('\\', '/'));

/** A code of a vendor's answer, the place of a button and an id that is a whole number are no values of a user. */
const NO_USERS = /String\((?:code|index)\)|number\(\)\.int\(\)\.transform\(String\)/g;

/** Code without its comments. */
const codeOf = (path: string): string =>
  readFileSync(join(ROOT, path), 'utf8')
    .replace(NO_USERS, '')
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/^\s*\/\/.*$/gm, '');

const placesOf = (pattern: RegExp): string[] => files.filter((path) => pattern.test(codeOf(path)));

/** Where a value of anybody becomes text that no reader has looked at, and why it may. */
const MAY_COERCE: Readonly<Record<string, string>> = {
  'core/contract/text.ts': 'the reader itself',
  'core/recipients/phone.ts': 'a recipient that its own reader has taken',
  'core/recipients/recipient.ts': 'an id that its schema has read',
  'core/input/account.ts': 'a secret, checked right after',
  'core/input/endpoint.ts': 'an address, checked right after',
  'core/message/identity.ts': 'a digest of any value, never sent',
  'core/outcomes/answers.ts': 'an id of a vendor, read as text or number',
  'core/outcomes/explicitNo.ts': 'the words of a vendor',
  'core/outcomes/redact.ts': 'a number that is searched for secrets',
  'core/recipients/brazil.ts': 'places of line breaks',
  'core/recipients/written.ts': 'a safe whole number, and digits',
  'core/webhook/json.ts': 'a number that is compared with its own digits',
  'core/webhook/values.ts': 'a number or a yes of a delivery, read as text or number',
  'core/webhook/messageShape.ts': 'a number of our own',
  'vendors/meta/config.ts': 'an id that is a number',
  'nodes/shared/running/accounts.ts': 'the name of a property',
  'core/outcomes/advice.ts': 'a code of a vendor',
  'core/outcomes/classify.ts': 'a place in a list of a vendor',
  'core/webhook/custom.ts': 'an id in a delivery',
  'nodes/shared/http/proxy.ts': 'an address of ours',
  'core/memory/claims.ts': 'a number of our own',
  'nodes/shared/running/errorOutput.ts': 'a sentence of ours',
  'nodes/shared/running/keyRows.ts': 'words of ours, given back by n8n',
  'nodes/shared/running/run.ts': 'a vendor, looked up in a list',
  'nodes/shared/running/execute.ts': 'a vendor, only told',
  'nodes/shared/files/media.ts': 'a name that was read before',
  'nodes/StatusTrigger/source.ts': 'a source, looked up in a list',
  'nodes/StatusTrigger/events.ts': 'a source, looked up in a list',
  'nodes/StatusTrigger/preview.ts': 'a number of our own',
  'credentials/shared/signing.ts': 'a secret, checked where it is used',
};

const COERCION = /(?<![\w.])String\(|\.transform\(String\)|\.map\(String\)|z\.coerce\b/;

test('it looks through all shipped code', () => expect(files.length).toBeGreaterThan(90));

describe('nothing becomes text but in the one reader', () => {
  it('and where what becomes text is no value of a user', () => {
    expect(placesOf(COERCION).filter((path) => !(path in MAY_COERCE))).toEqual([]);
  });

  it('and nowhere by a schema', () => expect(placesOf(/z\.coerce\b/)).toEqual([]));

  it.each(['String(value)', 'x = String (y)', '.transform(String)', 'list.map(String)', 'z.coerce.string()'])(
    'such as by %s',
    (code) => expect(COERCION.test(code.replace(' (', '('))).toBe(true),
  );

  it.each(['toString()', 'isString(value)', 'z.string()'])('and %s is none', (code) =>
    expect(COERCION.test(code)).toBe(false),
  );
});

/** What a reader of a kind cannot do without, and the only files that may have it. */
const READERS: ReadonlyArray<readonly [kind: string, pattern: RegExp, places: RegExp]> = [
  [
    'switches',
    /z\.boolean\(\s*\{\s*error|z\.stringbool|=== 'true'|=== 'false'|\.toLowerCase\(\) === 'true'/,
    // And the words of a vendor's answer, and of a link's query.
    /^core\/(?:contract\/(?:switches|sharePages)|outcomes\/explicitNo)\.ts$/,
  ],
  [
    'numbers of options',
    /\bparseFloat\(|\bparseInt\((?!\w+, 16\))|(?<![\w.])Number\((?:value|given|options)\b[^)]*\)/,
    /^core\/(?:contract\/(?:switches|inputs)|input\/account|outcomes\/.*|webhook\/.*|sending\/.*|pacing\/.*|memory\/.*)\.ts$/,
  ],
  [
    'links that a vendor fetches',
    /new URL\(|URL\.canParse\(/,
    // And addresses of credentials, which are no links.
    /^(?:core\/(?:contract\/(?:address|sharePages)|files\/mime|input\/endpoint|sending\/queue)|vendors\/\w+\/\w+|nodes\/shared\/(?:http|files)\/\w+|credentials\/.+)\.ts$/,
  ],
  [
    'MIME types',
    /\[\\w\.\+-\]\+\\\/\[\\w\.\+-\]|split\(';'\)|charset=/,
    /^(?:core\/(?:files|webhook)\/\w+|nodes\/shared\/(?:files|http)\/\w+|nodes\/StatusTrigger\/\w+)\.ts$/,
  ],
  [
    'blank texts',
    /\\u3164|Default_Ignorable|\\u2800/,
    // And what is invisible in a number, and in a vendor's answer.
    /^core\/(?:contract\/text|recipients\/written|outcomes\/clean)\.ts$/,
  ],
  ['values of templates', /\\p\{Zs\}\{\d|\| \{4\}| \{5\}/, /^core\/contract\/templateValue\.ts$/],
  ['spreadsheet cells', /#N\\\/|VALOR/, /^core\/contract\/text\.ts$/],
  ['languages of templates', /pt_PT|portugues/, /^core\/contract\/language\.ts$/],
];

describe.each(READERS)('there is one reader of %s', (_kind, pattern, places) => {
  it('and it stands where it should', () => {
    expect(placesOf(pattern).filter((path) => !places.test(path))).toEqual([]);
  });
});
