import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { countryTable } from './countryTable';

/** Writes the table of country codes. Running it again changes nothing. */
writeFileSync(join(__dirname, '..', 'core/recipients/countryCodes.ts'), countryTable());
