import fc from 'fast-check';
import { safeFileName } from '../../core/files/names';

test.each<[string | undefined, string]>([
  ['catálogo.pdf', 'catálogo.pdf'],
  ['orçamento ção.pdf', 'orçamento ção.pdf'],
  ['cafe\u0301.png', 'caf\u00e9.png'],
  ['../../etc/passwd', 'passwd'],
  ['C:\\Users\\Ana\\offer.docx', 'offer.docx'],
  ['/etc/passwd', 'passwd'],
  ['..', 'file.bin'],
  ['.', 'file.bin'],
  ['...hidden.png', 'hidden.png'],
  ['.htaccess', 'htaccess'],
  ['', 'file.bin'],
  [undefined, 'file.bin'],
  ['   ', 'file.bin'],
  ['\u0000', 'file.bin'],
  ['a\u0000.png', 'a.png'],
  ['a\r\nX-Evil: 1.png', 'aX-Evil: 1.png'],
  ['a"; filename="b.exe', 'a; filename=b.exe'],
  ['gpj.\u202Eexe', 'gpj.exe'],
  ['zero\u200Bwidth.png', 'zerowidth.png'],
  ['\uFEFFbom.png', 'bom.png'],
  ['tab\there.png', 'tabhere.png'],
  ['folder/', 'file.bin'],
  ['a/b\\c.png', 'c.png'],
  ['nö-àçcents_ü.png', 'nö-àçcents_ü.png'],
  ['😀.png', '😀.png'],
  ['%2e%2e%2fpasswd', '%2e%2e%2fpasswd'],
  [`${'x'.repeat(300)}.pdf`, `${'x'.repeat(116)}.pdf`],
  ['x'.repeat(121), 'x'.repeat(120)],
  ['x'.repeat(120), 'x'.repeat(120)],
  [`${'x'.repeat(118)}.pdf`, `${'x'.repeat(116)}.pdf`],
])('H05 a file called %j is sent as %j', (given, expected) => {
  expect(safeFileName(given)).toBe(expected);
});

test('takes the extension that is known where there is no name', () => {
  expect(safeFileName('', 'pdf')).toBe('file.pdf');
  expect(safeFileName('', '../x')).toBe('file.bin');
});

test('P17 is safe and stays the same when cleaned again, whatever the name', () => {
  const part = fc.oneof(
    fc.string(),
    fc.constantFrom('..', '/', '\\', '\u0000', '\r\n', '"', '\u202E', '.pdf', '\uD800'),
  );
  fc.assert(
    fc.property(
      fc.array(part).map((parts) => parts.join('')),
      (name) => {
        const safe = safeFileName(name);
        expect(safe).toMatch(/^[^\\/"\u0000-\u001F\u007F-\u009F\u202A-\u202E]{1,120}$/);
        expect(safe.startsWith('.')).toBe(false);
        expect(safeFileName(safe)).toBe(safe);
      },
    ),
    { numRuns: 1000 },
  );
});
