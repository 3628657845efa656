import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { generatedDocuments } from './generatedParts';

/** Writes the generated parts of the documents. Running it again changes nothing. */
function writeDocs(root: string): void {
  for (const [path, text] of Object.entries(generatedDocuments(root))) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

writeDocs(join(__dirname, '..'));
