import { parsedAddress } from './address';
import { isPrivateHost } from './privateAddress';
import { sharePageOf } from './sharePages';

/** As long as the signed links of file stores get. */
export const LONGEST_LINK = 8192;

/** Longer ones would make a sentence that nobody reads to its end. */
const LONGEST_DIRECT_LINK = 180;

/** From where a link must open: from everywhere, or only from where the vendor's server stands. */
export type Reach = 'public' | 'anywhere';

/** Marks that are copied along with a link, show nothing and belong to none. */
const INVISIBLE = /[\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/g;

const HOLDS_THE_FILE =
  'Turn it into a file with the node Convert to File, operation "Move Base64 String to File", and send that file.';

/** The beginnings of the usual kinds of file in base64. */
const BASE64_FILE =
  /^(JVBERi0|\/9j\/|iVBORw0KGgo|UEsDB|0M8R4KGx|R0lGOD|UklGR|T2dnUw|SUQz|AAAA[A-Za-z0-9+/]{2}Zn)/;

/** A second address behind a separator, or glued to the first one. */
const SECOND_LINK = /(?:[\s,;|"'<>()]|[a-z0-9])https?:\/\/|[\s,;|]www\.\w/i;

const FILE_THEN_WORDS = /\.(?:jpe?g|png|pdf|mp4|mp3|ogg|docx?|xlsx?|pptx?|txt|csv|zip)\s/i;

/**
 * Reads a link that a vendor, or the node for it, is to fetch: the one check for all of them.
 *
 * @param label the user's word for the field
 * @param reach `anywhere` only for links that n8n itself has made
 * @returns the link as a URL is written, or a sentence that says why it cannot be used
 */
export function readLink(label: string, given: string, reach: Reach): { link: string } | { refused: string } {
  const text = given.replace(INVISIBLE, '').trim();
  const refuse = (why: string): { refused: string } => ({ refused: `"${label}" ${why}` });
  if (isDataUri(text)) return refuse(`holds a file as a data URI, not a link to it. ${HOLDS_THE_FILE}`);
  if (isBase64File(text)) return refuse(`holds a file as base64 text, not a link to it. ${HOLDS_THE_FILE}`);
  if (text.length > LONGEST_LINK)
    return refuse(`has ${text.length} characters, more than the ${LONGEST_LINK} that fit. Shorten it.`);
  if (holdsTwo(text))
    return refuse('holds more than one link. Give one, and send the others with items of their own.');
  const url = parsedAddress(text);
  if (url === undefined)
    return refuse('is not a web address. Give the full address, starting with https://.');
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    return refuse(
      `starts with ${shortened(url.protocol)}, which vendors cannot fetch. Use an https:// address.`,
    );
  if (url.username !== '' || url.password !== '')
    return refuse('has a user name or password in it. Use an address that opens without one.');
  if (/^https?$/.test(url.hostname)) return refuse('starts with https:// twice. Take one of them off.');
  if (reach === 'public' && isPrivateHost(url.hostname))
    return refuse(
      'is an address inside a network, which no vendor can reach. Use an address that opens from outside.',
    );
  if (FILE_THEN_WORDS.test(text) && !/\.\w{2,5}$/.test(url.pathname))
    return refuse('has words behind the link. Give the link alone.');
  if (url.href.length > LONGEST_LINK)
    return refuse(`has ${url.href.length} characters, more than the ${LONGEST_LINK} that fit. Shorten it.`);
  return sharePageRefusal(label, url) ?? { link: url.href };
}

/** A page that shows a file to people, where the file was meant; with the link that gives the file, where there is one. */
function sharePageRefusal(label: string, url: URL): { refused: string } | undefined {
  const page = sharePageOf(url);
  if (page === undefined) return undefined;
  const { service, direct } = page;
  const happened = `"${label}" is a page of ${service}, not the file itself.`;
  const instead =
    direct === undefined || direct.length > LONGEST_DIRECT_LINK
      ? `Use a link that gives the file itself, or fetch it with the nodes before and send it as a file.`
      : `Share it with everyone who has the link and use ${direct} instead.`;
  return { refused: `${happened} ${instead}` };
}

/** Whether a text is the content of a file in the form `data:application/pdf;base64,...`. */
export const isDataUri = (text: string): boolean =>
  /^\s?data:[\w.+-]*(\/[\w.+-]*)?[;,]/i.test(text.slice(0, 200));

/** Whether a text is the content of a file in base64, without a word about what it is. */
export const isBase64File = (text: string): boolean =>
  text.length > 60 && BASE64_FILE.test(text) && /^[A-Za-z0-9+/=\s]+$/.test(text.slice(0, 200));

function holdsTwo(text: string): boolean {
  const rest = text.replace(/^["'<(]?https?:[\\/]*/i, '');
  if (rest === text) return false;
  const second = SECOND_LINK.exec(rest);
  if (second === null) return false;
  // Behind a question mark one address may well be a value of the other.
  const isGlued = /^[a-z0-9]/i.test(second[0]);
  return !isGlued || !rest.slice(0, second.index).includes('?');
}

const shortened = (protocol: string): string =>
  protocol.length > 20 ? `${protocol.slice(0, 19)}…` : protocol;
