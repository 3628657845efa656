import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { vendors } from '../vendors';
import { withVendorNames, type Codex } from './searchWords';

/** Puts the nodes' codex files beside the compiled nodes, each with the vendors' names among its search words. */

const ROOT = join(__dirname, '..');

const files = readdirSync(join(ROOT, 'nodes'), { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.node.json'),
);

for (const file of files) {
  const codex = JSON.parse(readFileSync(join(ROOT, 'nodes', file), 'utf8')) as Codex;
  const built = join(ROOT, 'dist', 'nodes', file);
  mkdirSync(dirname(built), { recursive: true });
  writeFileSync(built, `${JSON.stringify(withVendorNames(codex, vendors), null, 2)}\n`);
}
