import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, read } from './markdown';

/** All the code whose texts a user can meet. */
const code = ['core', 'vendors', 'nodes', 'credentials', 'host']
  .flatMap((folder) =>
    // The pinned n8n lies in a folder of host and is too large to be looked through.
    readdirSync(join(ROOT, folder), { recursive: folder !== 'host', encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => join(folder, name)),
  )
  .concat('start.js')
  .map((path) => readFileSync(join(ROOT, path), 'utf8'))
  .join('\n');

const guides = ['docs/troubleshooting.md', 'docs/pt-BR/solucao-de-problemas.md'];

/** What is quoted in bold: the pieces between the dots that stand for something that varies. */
const quoted = guides
  .flatMap((guide) => [...read(guide).text.matchAll(/\*\*[^*]+\*\*/g)])
  .flatMap(([bold]) => [...bold.matchAll(/"([^"]{12,})"/g)])
  .flatMap(([, text]) => (text ?? '').split(/\.\.\.|(?<=\.) /))
  .map((piece) => piece.trim())
  .filter((piece) => piece.length > 5);

it('has texts to look for', () => expect(quoted.length).toBeGreaterThan(15));

it.each([...new Set(quoted)].filter((piece) => !/^Unrecognized node type$/.test(piece)))(
  'the text “%s” is one that a user can meet',
  (piece) => expect(code).toContain(piece),
);
