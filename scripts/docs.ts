import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generatedPage, generatedTable, hasPlace, withTable } from './capabilityDocs';

/** Writes the generated parts of the documents. Running it again changes nothing. */
function writeDocs(root: string): void {
  mkdirSync(join(root, 'docs'), { recursive: true });
  writeFileSync(join(root, 'docs', 'capabilities.md'), generatedPage());
  const readme = join(root, 'README.md');
  if (!existsSync(readme)) return;
  const text = readFileSync(readme, 'utf8');
  if (hasPlace(text)) writeFileSync(readme, withTable(text, generatedTable()));
  else console.warn('README.md has no place for the capability table; it was left as it is.');
}

writeDocs(join(__dirname, '..'));
