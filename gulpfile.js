const { execFileSync } = require('node:child_process');
const { rmSync } = require('node:fs');
const { dest, parallel, series, src } = require('gulp');

const run = (module, ...args) =>
  execFileSync(process.execPath, [require.resolve(module), ...args], { stdio: 'inherit' });

/** Removes what an earlier build left, so that a deleted file is also gone from the package. */
async function clean() {
  rmSync('dist', { recursive: true, force: true });
}

/** TypeScript of the shipped folders to dist. */
async function compile() {
  run('typescript/bin/tsc', '--project', 'tsconfig.build.json');
}

/** The package brings what it uses of zod and shell-quote, so it needs nothing that is installed beside it. */
async function vendored() {
  run('tsx/cli', 'scripts/vendor.ts');
}

/** Icons keep their folder: nodes name them relative to themselves. */
function icons() {
  return src('icons/*.svg', { encoding: false }).pipe(dest('dist/icons'));
}

/** Codex files (search words, categories, links) stand beside the compiled node, with the vendors' names in them. */
async function codex() {
  run('tsx/cli', 'scripts/codex.ts');
}

/** The capability table in README and docs, made from the vendor definitions. */
async function docs() {
  run('tsx/cli', 'scripts/docs.ts');
}

exports.build = series(clean, compile, vendored, parallel(icons, codex));
exports['build:icons'] = icons;
exports.docs = docs;
exports.default = exports.build;
