import type { Pair } from './command';
import { formFields } from './fields';
import { CommandRefused } from './refused';

/** A command's address in its parts; what is a placeholder stays one. */
export interface AddressParts {
  base: string;
  path: string;
  query: Pair[];
}

/**
 * Takes apart the address of a command.
 *
 * @param given every address that the command names
 * @throws CommandRefused unless it names one
 */
export function addressParts(given: readonly string[]): AddressParts {
  const [address, second] = given;
  if (address === undefined)
    throw new CommandRefused('names no address', 'Copy the whole command; the address begins with https://.');
  if (second !== undefined) throw refusedOf(given);
  const whole = address.trim();
  const scheme = /^[a-z][a-z0-9+.-]{0,20}:\/\//i.exec(whole)?.[0] ?? '';
  if (scheme !== '' && !/^https?:/i.test(scheme))
    throw new CommandRefused(`has an address that begins with ${scheme}`, 'It has to begin with https://.');
  if (scheme === '' && !BASE_PLACEHOLDER.test(whole))
    throw new CommandRefused(
      `has an address without https://${hostShown(whole)}`,
      'Write https:// before it.',
    );
  const rest = whole.slice(scheme.length).split('#', 1)[0] ?? '';
  if (/^https?:/i.test(rest))
    throw new CommandRefused('has an address with https:// twice', 'Remove one of the two.');
  const hostEnd = rest.search(/[/?]/);
  const host = hostEnd < 0 ? rest : rest.slice(0, hostEnd);
  if (host.includes('@'))
    throw new CommandRefused(
      'has a user name or password in it',
      'Paste the address without them. A user and a password stand in -u user:password.',
    );
  if (host === '') throw new CommandRefused('names no address', 'Copy the whole command.');
  const behind = rest.slice(host.length);
  const question = behind.indexOf('?');
  const path = question < 0 ? behind : behind.slice(0, question);
  return {
    base: `${scheme}${host}`,
    path: path === '' ? '/' : path,
    query: question < 0 ? [] : formFields(behind.slice(question + 1)),
  };
}

/** A variable or a placeholder in the place of the server's address. */
const BASE_PLACEHOLDER = /^(?:\{\{?[^{}/]{1,60}\}\}?|<[^<>/]{1,60}>|\uFDD2[^\uFDD3]{1,60}\uFDD3)/;

const isAddress = (word: string): boolean =>
  /^\s{0,10}https?:\/\//i.test(word) || BASE_PLACEHOLDER.test(word);

/** What else stands outside of options may be a part of a header, and so a secret. */
function refusedOf(given: readonly string[]): CommandRefused {
  return given.every(isAddress)
    ? new CommandRefused('names two addresses', 'Keep one; a quote may be missing before it.')
    : new CommandRefused(
        'has words that belong to no option',
        "Put what stands behind each -H, -d and -F into single quotes, and write '\\'' for an apostrophe in it.",
      );
}

/** The server's name alone: behind it a secret may stand. */
function hostShown(word: string): string {
  const host = /^[\w-]{1,60}(?:\.[\w-]{1,60}){1,6}(?::\d{1,5})?(?=[/?]|$)|^localhost\b/i.exec(word)?.[0];
  return host === undefined ? '' : ` (${host.slice(0, 60)})`;
}
