import { vendorShellQuote } from './vendoredShellQuote';
import { vendorZod } from './vendoredZod';

/**
 * Puts what the package uses of others' code into a built package: nothing has to be installed with it.
 *
 * @param folder the built package's root, where `tsc` wrote to
 */
export function vendorAll(folder: string): void {
  vendorZod(folder);
  vendorShellQuote(folder);
}
