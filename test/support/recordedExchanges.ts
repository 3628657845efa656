import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { exchangeSchema, type Exchange } from '../../recordings/exchange';
import { vendors } from '../../vendors';

/** Every recorded exchange of every vendor, with the vendor's id and the file it stands in. */
export interface Recorded {
  vendor: string;
  file: string;
  exchange: Exchange;
}

const ROOT = join(__dirname, '..', '..', 'vendors');

export function recordedExchanges(): Recorded[] {
  return vendors.flatMap(({ id }) =>
    readdirSync(join(ROOT, id, 'exchanges'))
      .filter((name) => name.endsWith('.json'))
      .sort()
      .map((name) => ({
        vendor: id,
        file: `${id}/${name}`,
        exchange: exchangeSchema.parse(JSON.parse(readFileSync(join(ROOT, id, 'exchanges', name), 'utf8'))),
      })),
  );
}

/**
 * One recorded exchange.
 *
 * @param name its file, without ending
 * @throws Error where there is none
 */
export function recordedExchange(vendor: string, name: string): Recorded {
  const found = recordedExchanges().find(({ file }) => file === `${vendor}/${name}.json`);
  if (found === undefined) throw new Error(`There is no recorded exchange ${vendor}/${name}.json.`);
  return found;
}
