import { PROVENANCES, type Exchange, type Provenance } from './exchange';
import type { OperationName } from '../core/contract/operations';
import type { Vendor } from '../core/contract/vendor';

/** A recorded exchange with the vendor that it belongs to. */
export interface VendorExchange {
  /** The vendor's id. */
  vendor: string;
  exchange: Exchange;
}

/** One row of the table: a vendor, or one generation of its API. */
export interface CapabilityRow {
  name: string;
  /** The weakest provenance per operation; a missing key is a missing capability. */
  cells: Partial<Record<OperationName, Provenance>>;
}

/** The columns, in the words of the nodes. */
const COLUMNS: Readonly<Record<OperationName, string>> = {
  sendText: 'Text',
  sendMediaByUrl: 'Media by link',
  sendMediaByUpload: 'Media by upload',
  sendLocation: 'Location',
  sendTemplate: 'Template',
  addToCampaign: 'Campaign',
};

const OPERATIONS = Object.keys(COLUMNS) as OperationName[];

const LEGEND: Readonly<Record<Provenance, string>> = {
  'real server': 'a real server answered so',
  documented: "the vendor's own document shows request and answer",
  'alternative-doc': "another version of the vendor's document shows them",
  'server-code': 'a part of it was read in public server code of the product family',
  inferred: 'a part of it no document shows, often only the answer',
};

/** How a provenance is written in a cell. */
const WORDS: Readonly<Record<Provenance, string>> = {
  'real server': 'real server',
  documented: 'documented',
  'alternative-doc': 'other document',
  'server-code': 'server code',
  inferred: 'inferred',
};

const weakest = (all: readonly Provenance[]): Provenance | undefined =>
  PROVENANCES.findLast((provenance) => all.includes(provenance));

/**
 * What each vendor can do, and how well that is known.
 *
 * @param exchanges all recorded exchanges; only those that end in a receipt count
 * @throws Error for an operation that is offered without a recorded success
 */
export function capabilities(
  vendors: readonly Vendor[],
  exchanges: readonly VendorExchange[],
): CapabilityRow[] {
  return vendors.flatMap((vendor) =>
    Object.entries(vendor.generations).map(([generation, { label, operations }]) => {
      const name = label === '' ? vendor.name : `${vendor.name} (${label})`;
      const successes = exchanges
        .filter((each) => each.vendor === vendor.id && each.exchange.receipt !== undefined)
        .map(({ exchange }) => exchange)
        .filter(({ config }) => vendor.generationOf(vendor.config.parse({ ...config })) === generation);
      const cells = Object.keys(operations).map((operation) => {
        const known = successes.filter((exchange) => exchange.operation === operation);
        const provenance = weakest(known.map((exchange) => exchange.provenance));
        if (provenance === undefined) throw new Error(`${name} has no recorded success of ${operation}.`);
        return [operation, provenance];
      });
      return { name, cells: Object.fromEntries(cells) };
    }),
  );
}

/** The rows as a Markdown table with its legend. */
export function capabilityTable(rows: readonly CapabilityRow[]): string {
  const used = PROVENANCES.filter((provenance) =>
    rows.some(({ cells }) => Object.values(cells).includes(provenance)),
  );
  const line = (first: string, rest: readonly string[]): string => `| ${[first, ...rest].join(' | ')} |`;
  return [
    line(
      'Vendor',
      OPERATIONS.map((operation) => COLUMNS[operation]),
    ),
    line(
      '---',
      OPERATIONS.map(() => '---'),
    ),
    ...rows.map(({ name, cells }) =>
      line(
        `**${name}**`,
        OPERATIONS.map((operation) => {
          const provenance = cells[operation];
          return provenance === undefined ? '–' : `✓ ${WORDS[provenance]}`;
        }),
      ),
    ),
    '',
    'A dash means that the vendor offers no such thing, so the nodes do not offer it either. The word behind a ✓ is the weakest source among the recorded exchanges of that cell:',
    '',
    ...used.map((provenance) => `- *${WORDS[provenance]}*: ${LEGEND[provenance]}`),
    '',
    'Everything was tried against a simulator that is built from these sources; nothing here was tried against a live vendor.',
  ].join('\n');
}

/** Every recorded exchange with its source, as Markdown lists under the vendors' names. */
export function exchangeList(vendors: readonly Vendor[], exchanges: readonly VendorExchange[]): string {
  return vendors
    .flatMap(({ id, name }) => [
      `### ${name}`,
      '',
      ...exchanges
        .filter(({ vendor }) => vendor === id)
        .map(
          ({ exchange: { title, operation, provenance, source } }) =>
            `- ${title} (\`${operation}\`): *${WORDS[provenance]}*. ${source}.`,
        ),
      '',
    ])
    .join('\n')
    .trimEnd();
}
