import type { Pair } from './command';

/**
 * Fields as a form or a query writes them, decoded, in order. What a page of HTML writes as `&amp;` is an & where it
 * was copied from there.
 */
export function formFields(text: string): Pair[] {
  return text
    .split(/&(?:amp;)?/)
    .filter((field) => field !== '')
    .map((field) => {
      const equals = field.indexOf('=');
      return equals < 0
        ? [decoded(field), '']
        : [decoded(field.slice(0, equals)), decoded(field.slice(equals + 1))];
    });
}

/** A value as curl encodes it: all but letters, digits and - . _ ~, and a blank as a plus. */
export const percentEncoded = (text: string): string =>
  encodeURIComponent(text)
    .replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
    .replace(/%20/g, '+');

/** A number that begins with its plus, alone or behind the name of its channel: no blank is meant. */
const PLUS_OF_A_NUMBER = /^((?:[a-z]{1,20}:)?)\+(?=\d{8,15}$)/i;

/** What is not encoded as it should be stays as it is. */
function decoded(text: string): string {
  const spaced = text.replace(PLUS_OF_A_NUMBER, '$1%2B').replace(/\+/g, ' ');
  try {
    return decodeURIComponent(spaced);
  } catch {
    return spaced;
  }
}
