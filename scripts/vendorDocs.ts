import type { INodeTypeDescription } from 'n8n-workflow';
import { NODE_OPERATION, type OperationName } from '../core/contract/operations';
import type { AnyGeneration, Vendor } from '../core/contract/vendor';
import { nodeTypes } from '../test/support/packageTypes';
import { vendorStands } from '../test/support/vendorStands';
import { vendors } from '../vendors';

/** The words of the matrix in one language. */
export interface MatrixWords {
  columns: Readonly<Record<MatrixColumn, string>>;
  yes: string;
  /** For a recipient that is no phone, with the words above its field. */
  by(label: string): string;
  /** The vendor takes only files, so the node fetches what the link leads to. */
  fetched: string;
  /** The vendor takes only links, so n8n makes one. */
  throughLink: string;
}

const COLUMNS = ['text', 'link', 'file', 'location', 'template', 'campaign', 'status'] as const;

export type MatrixColumn = (typeof COLUMNS)[number];

export const ENGLISH: MatrixWords = {
  columns: {
    text: 'Text',
    link: 'Media from a link',
    file: 'Media from a file',
    location: 'Location',
    template: 'Template',
    campaign: 'Campaign',
    status: 'Status',
  },
  yes: 'yes',
  by: (label) => `by ${label}`,
  fetched: 'fetched, then uploaded',
  throughLink: 'through a link',
};

export const PORTUGUESE: MatrixWords = {
  columns: {
    text: 'Texto',
    link: 'Mídia por link',
    file: 'Mídia por arquivo',
    location: 'Localização',
    template: 'Modelo',
    campaign: 'Campanha',
    status: 'Status',
  },
  yes: 'sim',
  by: (label) => `por ${label}`,
  fetched: 'baixa e envia',
  throughLink: 'com um link',
};

const NONE = '–';

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

const table = (head: readonly string[], rows: readonly string[][]): string =>
  [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');

/** What one generation of a vendor's API can do, by column. */
function cellsOf(
  vendor: Vendor,
  { operations }: AnyGeneration,
  reports: boolean,
  words: MatrixWords,
): Record<MatrixColumn, string> {
  const cell = (operation: OperationName, note = ''): string => {
    const recipient = operations[operation]?.recipient;
    if (recipient === undefined) return NONE;
    const by = recipient === 'phone' ? '' : words.by(vendor.inputs[recipient]?.label ?? recipient);
    return [by, note].filter((part) => part !== '').join(', ') || words.yes;
  };
  const { sendMediaByUrl: link, sendMediaByUpload: file } = operations;
  return {
    text: cell('sendText'),
    link: link ? cell('sendMediaByUrl') : cell('sendMediaByUpload', words.fetched),
    file: file ? cell('sendMediaByUpload') : cell('sendMediaByUrl', words.throughLink),
    location: cell('sendLocation'),
    template: cell('sendTemplate'),
    campaign: cell('addToCampaign'),
    status: reports ? words.yes : NONE,
  };
}

/**
 * What each generation of each vendor's API can do, as a Markdown table.
 *
 * @param reporting whether a generation reports statuses
 */
export function matrixOf(
  all: readonly Vendor[],
  reporting: (vendor: string, generation: string) => boolean,
  words: MatrixWords,
): string {
  const rows = all.flatMap((vendor) =>
    Object.entries(vendor.generations).map(([name, generation]) => {
      const cells = cellsOf(vendor, generation, reporting(vendor.id, name), words);
      const title = generation.label === '' ? vendor.name : `${vendor.name} (${generation.label})`;
      return [title, ...COLUMNS.map((column) => cells[column])];
    }),
  );
  return table(['', ...COLUMNS.map((column) => words.columns[column])], rows);
}

/** The matrix of the vendors as they are. */
export const vendorMatrix = (words: MatrixWords): string =>
  matrixOf(
    vendors,
    (vendor, generation) =>
      vendorStands.some(
        (stand) => stand.vendor.id === vendor && stand.generation === generation && stand.reports,
      ),
    words,
  );

/** The parameter by which a node asks for the vendor, or for who reports. */
const CHOOSING = ['vendor', 'source'];

const choicesOf = ({ properties }: INodeTypeDescription): string[] =>
  (properties.find(({ name }) => CHOOSING.includes(name))?.options ?? [])
    .filter((option) => !('value' in option) || option.value !== '')
    .map(({ name }) => name);

/** The nodes with what they do and for whom, as a Markdown table: those that send first. */
export function nodesTable(): string {
  const order: string[] = [...new Set(Object.values(NODE_OPERATION))];
  const place = (name: string): number => (order.includes(name) ? order.indexOf(name) : order.length);
  const rows = nodeTypes()
    .map(({ description }) => description)
    .sort((one, other) => place(one.name) - place(other.name))
    .map((description) => [
      `**${description.displayName}**`,
      description.description,
      choicesOf(description).join(', '),
    ]);
  return table(['Node', 'What it does', 'Vendors'], rows);
}
