/**
 * Reads a web address.
 *
 * `URL.canParse` is not asked: in some versions of Node.js, once it was called often, it says no to an address with a
 * letter outside Latin-1 or an accent in its host.
 *
 * @returns undefined for what is no address
 */
export function parsedAddress(text: string, base?: string): URL | undefined {
  try {
    return new URL(text, base);
  } catch {
    return undefined;
  }
}
