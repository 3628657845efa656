import { capabilities, capabilityTable, exchangeList } from '../recordings/capabilities';
import { recordedExchanges } from '../test/support/recordedExchanges';
import { vendors } from '../vendors';

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
