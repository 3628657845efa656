import { western } from './western';

/** A vendor's words as a person reads them: without the names and numbers that HTML has for characters. */

/** The characters from U+00A0 to U+00FF by their names, in this order. */
const LATIN = `
  nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr
  deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest
  Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml
  ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig
  agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml
  eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml`
  .trim()
  .split(/\s+/);

const NAMED: ReadonlyMap<string, string> = new Map([
  ...LATIN.map((name, index) => [name, String.fromCharCode(0xa0 + index)] as const),
  ...Object.entries({
    amp: '&',
    AMP: '&',
    lt: '<',
    LT: '<',
    gt: '>',
    GT: '>',
    quot: '"',
    QUOT: '"',
    apos: "'",
    ndash: '–',
    mdash: '—',
    lsquo: '‘',
    rsquo: '’',
    ldquo: '“',
    rdquo: '”',
    hellip: '…',
    bull: '•',
    euro: '€',
    trade: '™',
  }),
]);

const ENTITY = /&(?:#(\d{1,7})|#[xX]([0-9A-Fa-f]{1,6})|([A-Za-z][A-Za-z0-9]{1,7}));/g;

function characterOf(code: number): string {
  const isNone = code === 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff);
  return isNone ? '\uFFFD' : western(String.fromCodePoint(code));
}

/** The text with its entities decoded, once: what is written about an entity stays. Unknown names stay too. */
export const withoutEntities = (text: string): string =>
  text.includes('&')
    ? text.replace(ENTITY, (whole, decimal?: string, hex?: string, name?: string) => {
        if (name !== undefined) return NAMED.get(name) ?? whole;
        return characterOf(decimal === undefined ? Number.parseInt(hex as string, 16) : Number(decimal));
      })
    : text;

/** Deeper than any answer nests its words. */
const DEEPEST = 12;

/**
 * An answer with the entities in all of its texts decoded.
 *
 * @param body the parsed JSON, or a text
 */
export function readable(body: unknown, depth = 0): unknown {
  if (typeof body === 'string') return withoutEntities(body);
  if (typeof body !== 'object' || body === null || depth >= DEEPEST) return body;
  if (Array.isArray(body)) return body.map((each) => readable(each, depth + 1));
  return Object.fromEntries(Object.entries(body).map(([key, each]) => [key, readable(each, depth + 1)]));
}
