import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { generatedDocuments, withPart } from '../../scripts/generatedParts';
import { ENGLISH, PORTUGUESE, matrixOf, nodesTable } from '../../scripts/vendorDocs';
import { vendors } from '../../vendors';
import { acme } from '../core/acme';

const ROOT = join(__dirname, '..', '..');

describe('the generated parts of the documents', () => {
  it.each(Object.entries(generatedDocuments(ROOT)))(
    'are fresh in %s; `npm run docs` writes them',
    (path, text) => {
      expect(readFileSync(join(ROOT, path), 'utf8')).toBe(text);
    },
  );

  it('go between their markers and leave the rest alone, however often', () => {
    const text = 'a\n<!-- x:start -->\nold\n<!-- x:end -->\nb\n<!-- y:start -->\n<!-- y:end -->\n';
    const once = withPart(text, 'x', 'new');
    expect(once).toBe('a\n<!-- x:start -->\nnew\n<!-- x:end -->\nb\n<!-- y:start -->\n<!-- y:end -->\n');
    expect(withPart(once, 'x', 'new')).toBe(once);
  });

  it.each(['no place', '<!-- x:end -->\n<!-- x:start -->'])('are not written without a place: %j', (text) => {
    expect(() => withPart(text, 'x', 'new')).toThrow('"x"');
  });
});

describe('the matrix of the vendors', () => {
  const rowOf = (name: string, words = ENGLISH): string | undefined =>
    matrixOf([acme], (_vendor, generation) => generation === 'large', words)
      .split('\n')
      .find((line) => line.startsWith(`| ${name} |`));

  it('says by what a recipient is named, how media gets there, and who reports', () => {
    expect(rowOf('Acme (small)')).toMatch(/^\| Acme \(small\) \| by Mailbox ID \| – \| – \|.* – \|$/);
    expect(rowOf('Acme')).toBe('| Acme | yes | fetched, then uploaded | yes | – | yes | – | yes |');
    expect(rowOf('Acme', PORTUGUESE)).toBe('| Acme | sim | baixa e envia | sim | – | sim | – | sim |');
  });

  it('has the same cells in both languages', () => {
    const shape = (words: typeof ENGLISH): boolean[] =>
      matrixOf(vendors, () => true, words)
        .split('\n')
        .slice(2)
        .flatMap((line) => line.split(' | ').map((cell) => cell.startsWith('–')));
    expect(shape(ENGLISH)).toEqual(shape(PORTUGUESE));
    expect(shape(ENGLISH)).toContain(true);
  });
});

test('the table of nodes names each vendor that a node offers, and the nodes that send first', () => {
  const lines = nodesTable().split('\n').slice(2);
  expect(lines).toHaveLength(6);
  expect(lines[0]).toContain(vendors.map(({ name }) => name).join(', '));
  expect(lines.at(-1)).toContain('Status Trigger');
});
