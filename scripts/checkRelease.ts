import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { obstacles } from './releasable';

/** `npm run check:release v1.2.3`: ends with code 1 where this checkout is not what the tag promises. */
const [tag = ''] = process.argv.slice(2);
const read = (name: string) => readFileSync(join(__dirname, '..', name), 'utf8');
const versionIn = (name: string) => (JSON.parse(read(name)) as { version: string }).version;

const found = obstacles({
  tag,
  version: versionIn('package.json'),
  lockedVersion: versionIn('package-lock.json'),
  changelog: read('CHANGELOG.md'),
});
for (const sentence of found) console.error(sentence);
if (found.length > 0) process.exitCode = 1;
else console.log(`${tag} may be published.`);
