import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OperationName } from '../../core/contract/operations';
import {
  capabilities,
  capabilityTable,
  type CapabilityRow,
  type VendorExchange,
} from '../../recordings/capabilities';
import type { Exchange, Provenance } from '../../recordings/exchange';
import { generatedPage, generatedTable, withTable } from '../../scripts/capabilityDocs';
import { vendors } from '../../vendors';
import { acme } from '../core/acme';
import { recordedExchanges } from '../support/recordedExchanges';

const ROOT = join(__dirname, '..', '..');

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

/** A success of the invented vendor. */
const success = (edition: string, operation: OperationName, provenance: Provenance): Exchange => ({
  title: operation,
  provenance,
  source: 'Acme, page 1',
  operation,
  config: { edition },
  input: {},
  request: { method: 'POST', url: 'https://api.acme.example' },
  response: { status: 200, body: {} },
  receipt: { outcome: 'sent', messageId: '1', status: null },
});

/** One for each operation that it offers. */
const successes = (): VendorExchange[] =>
  Object.entries(acme.generations).flatMap(([edition, { operations }]) =>
    Object.keys(operations).map((operation) => ({
      vendor: 'acme',
      exchange: success(edition, operation as OperationName, 'documented'),
    })),
  );

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
    const generations = vendors.flatMap(({ generations }) => Object.keys(generations));
    expect(rows).toHaveLength(generations.length);
    for (const { name } of vendors) expect(rows.some((row) => row.name.startsWith(name))).toBe(true);
    expect(capabilities([acme], successes()).map(({ name }) => name)).toEqual(['Acme (small)', 'Acme']);
  });

  it('shows the weakest source of a cell and a dash for what is missing', () => {
    const exchanges = [
      ...successes(),
      { vendor: 'acme', exchange: success('large', 'sendText', 'inferred') },
    ];
    const [small, large] = capabilities([acme], exchanges);
    expect(small?.cells).toEqual({ sendText: 'documented' });
    expect(large?.cells).toEqual({
      sendText: 'inferred',
      sendMediaByUpload: 'documented',
      sendTemplate: 'documented',
    });
    expect(capabilityTable([small, large] as CapabilityRow[])).toContain(
      '| **Acme (small)** | ✓ documented | – | – | – | – | – |\n' +
        '| **Acme** | ✓ inferred | – | ✓ documented | – | ✓ documented | – |',
    );
  });

  it('cannot be made for an operation without a recorded success', () => {
    const exchanges = successes().filter(({ exchange }) => exchange.operation !== 'sendTemplate');
    expect(() => capabilities([acme], exchanges)).toThrow('Acme has no recorded success of sendTemplate.');
  });

  it('goes between its markers and leaves the rest alone, however often', () => {
    const text = 'a\n<!-- capabilities:start -->\nold\n<!-- capabilities:end -->\nb\n';
    const once = withTable(text, 'new');
    expect(once).toBe('a\n<!-- capabilities:start -->\nnew\n<!-- capabilities:end -->\nb\n');
    expect(withTable(once, 'new')).toBe(once);
    expect(withTable('no place', 'new')).toBe('no place');
  });
});
