import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { vendors } from '../../vendors';
import { namesOf } from '../support/vendorNames';

const ROOT = join(__dirname, '..', '..');

const filesIn = (folder: string): string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|json)$/.test(name))
    .map((name) => join(folder, name).replaceAll('\\', '/'));

const files = ['core', 'nodes'].flatMap(filesIn);

/** Each place where a text names the vendor, as "file:line: the line". */
const placesIn = (path: string, names: RegExp): string[] =>
  [path, ...readFileSync(join(ROOT, path), 'utf8').split('\n')].flatMap((line, number) =>
    names.test(line) ? [`${path}:${number}: ${line.trim()}`] : [],
  );

it('looks through every file of the core and of the nodes', () => {
  expect(files.length).toBeGreaterThan(60);
  for (const ending of ['.node.ts', '.node.json'])
    expect(files.some((path) => path.endsWith(ending))).toBe(true);
});

it.each(vendors.map((vendor) => [vendor.name, vendor] as const))(
  '%s stands in no file of the core and of the nodes',
  (_name, vendor) => {
    expect(files.flatMap((path) => placesIn(path, namesOf(vendor)))).toEqual([]);
  },
);

describe('a vendor called Talk.me, id talkme, with a credential talkMeApi', () => {
  const names = namesOf({
    ...vendors[0]!,
    id: 'talkme',
    name: 'Talk.me',
    credential: { type: 'talkMeApi', secrets: [] },
  });

  it.each([
    "vendor === 'talkme'",
    'As Talk.me writes',
    'TALK_ME',
    'talk-me',
    'isTalkMe()',
    'talk me',
    'talkMeApi',
  ])('is seen in %j', (text) => expect(names.test(text)).toBe(true));

  it.each(['talk to me', 'talks', 'some talk', 'TalkerMe'])('is not seen in %j', (text) =>
    expect(names.test(text)).toBe(false),
  );
});
