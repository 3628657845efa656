import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { everyForm } from '../support/forms';

const folder = join(__dirname, '..', '..', 'docs', 'images', 'nodes');
const forms = everyForm();

/** What the pictures say, written beside them when they were made. */
const shown = JSON.parse(readFileSync(join(folder, 'shown.json'), 'utf8')) as Record<string, string[]>;

describe('field U14: the pictures of the nodes', () => {
  it.each(forms.map((form) => [form.name, form] as const))(
    '%s says what the node says today; `npm run pictures` makes them anew',
    (name, { lines }) => {
      expect(shown[name]).toEqual(lines);
      for (const theme of ['light', 'dark'])
        expect(existsSync(join(folder, `${name}-${theme}.png`))).toBe(true);
    },
  );

  it('are of nothing else', () => {
    const names = forms.map(({ name }) => name);
    expect(Object.keys(shown).sort()).toEqual([...names].sort());
    const files = names.flatMap((name) => [`${name}-dark.png`, `${name}-light.png`]);
    expect(readdirSync(folder).sort()).toEqual([...files, 'shown.json'].sort());
  });

  it('tell of fields, of those that are needed, and of notices', () => {
    const lines = Object.values(shown).flat();
    for (const seen of [/^Text \(needed\)$/, /^Options$/, /^Notice: \w/])
      expect(lines.some((line) => seen.test(line))).toBe(true);
  });
});
