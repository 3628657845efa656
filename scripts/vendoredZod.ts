import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join, posix, sep } from 'node:path';
import { buildSync } from 'esbuild';

/** Where zod stands in the built package. */
const PLACE = 'vendored/zod.js';

const IMPORT = /\bconst (\w+) = require\("zod\/v4"\);/;

const zod = dirname(require.resolve('zod/package.json'));

/**
 * Puts zod into a built package, only what the package uses of it, and lets every built file import it from there.
 *
 * n8n brings a zod too, but which one depends on its version and on the other community packages beside this one.
 *
 * @param folder the built package's root, where `tsc` wrote to
 * @throws Error where a built file imports zod in a way that cannot be followed
 */
export function vendorZod(folder: string): void {
  const used = new Set<string>();
  for (const file of builtFiles(folder)) {
    const { code, names } = withVendoredZod(readFileSync(join(folder, file), 'utf8'), file);
    if (names.length > 0) writeFileSync(join(folder, file), code);
    for (const name of names) used.add(name);
  }
  bundle([...used].sort(), join(folder, PLACE));
}

function builtFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => file.split(sep).join('/'))
    .filter((file) => file.endsWith('.js') && !file.startsWith('vendored/'));
}

/** A built file that imports zod from its place in the package, and what it uses of it. */
export function withVendoredZod(code: string, file: string): { code: string; names: string[] } {
  const imported = IMPORT.exec(code)?.[1];
  const followed = imported === undefined ? code : code.replace(IMPORT, '');
  const uses = imported === undefined ? [] : [...followed.matchAll(new RegExp(`\\b${imported}\\b`, 'g'))];
  const names = [...followed.matchAll(new RegExp(`\\b${imported}\\.z\\s*\\.(\\w+)`, 'g'))].map(
    ([, name]) => name ?? '',
  );
  if (/\brequire\("zod["/]/.test(followed) || (imported !== undefined && uses.length !== names.length))
    throw new Error(
      `${file} has to import zod as "import { z } from 'zod/v4'" and to use it as "z.name" only.`,
    );
  const path = posix.relative(posix.dirname(file), PLACE);
  const from = path.startsWith('.') ? path : `./${path}`;
  return {
    code: code.replace(IMPORT, `const ${imported} = require("${from}");`),
    names: [...new Set(names)],
  };
}

function bundle(names: readonly string[], outfile: string): void {
  const from = (file: string) => JSON.stringify(join(zod, 'v4', file));
  const listed = names.map((name) => `${name} as used_${name}`).join(', ');
  const contents = [
    `import { config } from ${from('core/index.js')};`,
    `import english from ${from('locales/en.js')};`,
    `import { ${listed} } from ${from('classic/external.js')};`,
    'config(english());',
    `export const z = { ${names.map((name) => `${name}: used_${name}`).join(', ')} };`,
  ].join('\n');
  const licence = readFileSync(join(zod, 'LICENSE'), 'utf8').trim();
  const { version } = JSON.parse(readFileSync(join(zod, 'package.json'), 'utf8')) as { version: string };
  buildSync({
    stdin: { contents, resolveDir: zod, sourcefile: 'zod.js' },
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'es2022',
    logLevel: 'warning',
    banner: { js: `/*! zod ${version} (what this package uses of it)\n\n${licence}\n*/\n"use strict";` },
  });
}
