import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join, posix, sep } from 'node:path';
import { buildSync } from 'esbuild';

/** Where shell-quote stands in the built package. */
const PLACE = 'vendored/shell-quote.js';

const IMPORT = /\brequire\("shell-quote"\)/g;

const library = dirname(require.resolve('shell-quote/package.json'));

/**
 * Puts the part of shell-quote that splits words into a built package, and lets every built file import it from there.
 *
 * @param folder the built package's root, where `tsc` wrote to
 * @throws Error where a built file imports it in a way that cannot be followed
 */
export function vendorShellQuote(folder: string): void {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => file.split(sep).join('/'))
    .filter((file) => file.endsWith('.js') && !file.startsWith('vendored/'));
  for (const file of files) {
    const code = readFileSync(join(folder, file), 'utf8');
    const followed = withVendoredShellQuote(code, file);
    if (followed !== code) writeFileSync(join(folder, file), followed);
  }
  bundle(join(folder, PLACE));
}

/** A built file that imports shell-quote from its place in the package. */
export function withVendoredShellQuote(code: string, file: string): string {
  const path = posix.relative(posix.dirname(file), PLACE);
  const followed = code.replace(IMPORT, `require("${path.startsWith('.') ? path : `./${path}`}")`);
  if (/\brequire\("shell-quote["/]/.test(followed))
    throw new Error(`${file} has to import shell-quote as "import { parse } from 'shell-quote'".`);
  return followed;
}

function bundle(outfile: string): void {
  const licence = readFileSync(join(library, 'LICENSE'), 'utf8').trim();
  const { version } = JSON.parse(readFileSync(join(library, 'package.json'), 'utf8')) as { version: string };
  buildSync({
    stdin: {
      contents: "exports.parse = require('./parse.js');",
      resolveDir: library,
      sourcefile: 'shell-quote.js',
    },
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'es2022',
    logLevel: 'warning',
    banner: {
      js: `/*! shell-quote ${version} (what this package uses of it)\n\n${licence}\n*/\n"use strict";`,
    },
  });
}
