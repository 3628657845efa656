import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { descriptions, shownByChoice, type Description } from '../support/descriptions';

/**
 * Names, parameters, defaults and words as workflows know them. A change here is a change for users: when it is
 * wanted and stands in CHANGELOG.md, `WRITE_PUBLISHED=1 npx jest test/contract/published.test.ts` writes it down.
 */

const fileOf = (name: string): string => join(__dirname, 'published', `${name}.json`);

const published = (name: string): Description =>
  JSON.parse(readFileSync(fileOf(name), 'utf8')) as Description;

describe.each(Object.entries(descriptions()))('%s', (name, description) => {
  if (process.env['WRITE_PUBLISHED'] === '1')
    writeFileSync(fileOf(name), `${JSON.stringify(description, null, 2)}\n`);

  it('is what was published', () => {
    expect(shownByChoice(description)).toEqual(shownByChoice(published(name)));
  });
});
