import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { vendorShellQuote, withVendoredShellQuote } from '../../scripts/vendoredShellQuote';

const IMPORTED = 'const shell_quote_1 = require("shell-quote");\n';

describe('shell-quote travels inside the package', () => {
  test.each([
    ['core/curl/words.js', '../../vendored/shell-quote.js'],
    ['a.js', './vendored/shell-quote.js'],
  ])('%s imports %s', (file, path) => {
    expect(withVendoredShellQuote(IMPORTED, file)).toBe(IMPORTED.replace('shell-quote', path));
  });

  test('a part of it is no package', () => {
    const code = 'const parse = require("shell-quote/parse");';
    expect(() => withVendoredShellQuote(code, 'core/a.js')).toThrow('core/a.js has to import shell-quote as');
  });

  test('with its licence, and splits words as the installed one does', () => {
    const folder = mkdtempSync(join(tmpdir(), 'mensageiro-words-'));
    try {
      mkdirSync(join(folder, 'core'));
      writeFileSync(join(folder, 'core', 'a.js'), `${IMPORTED}module.exports = shell_quote_1.parse;`);
      vendorShellQuote(folder);
      const bundled = readFileSync(join(folder, 'vendored', 'shell-quote.js'), 'utf8');
      expect(bundled).toMatch(/The MIT License[\s\S]*Permission is hereby granted/);
      expect(bundled.length).toBeLessThan(20_000);
      const parse = createRequire(__filename)(join(folder, 'core', 'a.js')) as (text: string) => string[];
      expect(parse(`curl -H 'a: "b"' "c d"`)).toEqual(['curl', '-H', 'a: "b"', 'c d']);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
