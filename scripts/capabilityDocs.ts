import { capabilities, capabilityTable, exchangeList } from '../recordings/capabilities';
import { recordedExchanges } from '../test/support/recordedExchanges';
import { vendors } from '../vendors';

const START = '<!-- capabilities:start -->';
const END = '<!-- capabilities:end -->';

/** The table alone, as the README holds it. */
export function generatedTable(): string {
  return capabilityTable(capabilities(vendors, recordedExchanges()));
}

/** The whole page docs/capabilities.md. */
export function generatedPage(): string {
  return [
    '# What each vendor can do',
    '',
    'This page is made by `npm run docs` from the vendor definitions and their recorded exchanges.',
    '',
    generatedTable(),
    '',
    '## Recorded exchanges',
    '',
    'Each is a request with its answer and lies in the `exchanges` folder of its vendor. Tests rebuild every request from its input and read every answer again.',
    '',
    exchangeList(vendors, recordedExchanges()),
    '',
  ].join('\n');
}

/** Whether a text has the place for the table. */
export const hasPlace = (text: string): boolean => {
  const start = text.indexOf(START);
  return start !== -1 && text.indexOf(END) > start;
};

/** The text with the table between its markers; what stands around them stays as it is. */
export function withTable(text: string, table: string): string {
  if (!hasPlace(text)) return text;
  const before = text.slice(0, text.indexOf(START) + START.length);
  return `${before}\n${table}\n${text.slice(text.indexOf(END))}`;
}
