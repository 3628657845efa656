import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { generatedPage, generatedTable } from './capabilityDocs';
import { fieldTable } from './fieldDocs';
import { picturesPart } from './pictureDocs';
import { ENGLISH, PORTUGUESE, nodesTable, vendorMatrix } from './vendorDocs';
import { versionMatrix } from './versionDocs';

/** The parts of documents that are made from the definitions: by document, then by the name of their place. */
const PARTS: Readonly<Record<string, Readonly<Record<string, (root: string) => string>>>> = {
  'README.md': { capabilities: generatedTable, nodes: nodesTable, versions: versionMatrix },
  'docs/fault-programme.md': { field: fieldTable },
  'docs/pictures.md': { pictures: picturesPart },
  'docs/vendors.md': { matrix: () => vendorMatrix(ENGLISH) },
  'docs/pt-BR/fornecedores.md': { matrix: () => vendorMatrix(PORTUGUESE) },
};

/**
 * A text with a part between the markers of its place; what stands around them stays as it is.
 *
 * @param name as in `<!-- name:start -->`
 * @throws Error where the text has no such place
 */
export function withPart(text: string, name: string, part: string): string {
  const [start, end] = [`<!-- ${name}:start -->`, `<!-- ${name}:end -->`];
  const [from, to] = [text.indexOf(start), text.indexOf(end)];
  if (from === -1 || to < from) throw new Error(`There is no place for the generated part "${name}".`);
  return `${text.slice(0, from + start.length)}\n${part}\n${text.slice(to)}`;
}

/**
 * Every document with generated parts as it has to be, by its path.
 *
 * @param root the folder of the checkout
 */
export function generatedDocuments(root: string): Record<string, string> {
  const documents = Object.entries(PARTS)
    .filter(([path]) => existsSync(join(root, path)))
    .map(([path, parts]) => {
      const text = readFileSync(join(root, path), 'utf8');
      const made = Object.entries(parts).reduce((now, [name, part]) => withPart(now, name, part(root)), text);
      return [path, made] as const;
    });
  return { ...Object.fromEntries(documents), 'docs/capabilities.md': generatedPage() };
}
