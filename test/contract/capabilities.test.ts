import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { capabilities, capabilityTable } from '../../recordings/capabilities';
import { generatedPage, generatedTable, withTable } from '../../scripts/capabilityDocs';
import { vendors } from '../../vendors';
import { recordedExchanges } from '../support/recordedExchanges';

const ROOT = join(__dirname, '..', '..');

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

describe('the capability table', () => {
  it('is fresh in docs/capabilities.md; `npm run docs` writes it', () => {
    expect(read('docs/capabilities.md')).toBe(generatedPage());
  });

  if (existsSync(join(ROOT, 'README.md')))
    it('is fresh in the README; `npm run docs` writes it', () => {
      expect(read('README.md')).toContain(`-->\n${generatedTable()}\n<!--`);
    });

  it('has a row for each generation of each vendor', () => {
    const rows = capabilities(vendors, recordedExchanges());
    expect(rows.map(({ name }) => name)).toEqual([
      'AI Desk',
      'CleverChat',
      'Interflow (v1)',
      'Interflow (current API)',
      'Logyca',
      'Talk.me',
    ]);
  });

  it('shows the weakest source of a cell and a dash for what is missing', () => {
    const [vendor] = vendors.filter(({ id }) => id === 'aidesk');
    if (vendor === undefined) throw new Error('AI Desk is gone.');
    const own = recordedExchanges().filter(({ vendor: id }) => id === 'aidesk');
    const weakened = own.map((each) =>
      each.file === 'aidesk/text.json'
        ? { ...each, exchange: { ...each.exchange, provenance: 'server-code' as const } }
        : each,
    );
    const [row] = capabilities([vendor], weakened);
    expect(row?.cells).toEqual({
      sendText: 'server-code',
      sendMediaByUrl: 'documented',
      sendTemplate: 'documented',
      addToCampaign: 'documented',
    });
    expect(capabilityTable(row === undefined ? [] : [row])).toContain(
      '| **AI Desk** | ✓ server code | ✓ documented | – | – | ✓ documented | ✓ documented |',
    );
  });

  it('cannot be made for an operation without a recorded success', () => {
    const exchanges = recordedExchanges().filter(({ exchange }) => exchange.operation !== 'sendLocation');
    expect(() => capabilities(vendors, exchanges)).toThrow(
      'Interflow (v1) has no recorded success of sendLocation.',
    );
  });

  it('goes between its markers and leaves the rest alone, however often', () => {
    const text = 'a\n<!-- capabilities:start -->\nold\n<!-- capabilities:end -->\nb\n';
    const once = withTable(text, 'new');
    expect(once).toBe('a\n<!-- capabilities:start -->\nnew\n<!-- capabilities:end -->\nb\n');
    expect(withTable(once, 'new')).toBe(once);
    expect(withTable('no place', 'new')).toBe('no place');
  });
});
