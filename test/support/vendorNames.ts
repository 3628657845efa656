import type { Vendor } from '../../core/contract/vendor';

/** What stands between the words of a name: `Talk.me`, `talk me`, `TALK-ME` and `talkMe` are one. */
const BETWEEN = '[\\s._-]*';

const words = (name: string): string[] =>
  name
    .replace(/(?<=[a-z])(?=[A-Z])/g, ' ')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');

/**
 * Finds a vendor in a text: its name or credential type in any case and with any separators, and its id in
 * quotes. An id may be a word of its own, which says nothing outside of quotes.
 */
export const namesOf = ({ id, name, credential }: Vendor): RegExp =>
  new RegExp(
    [`['"\`]${id}['"\`]`, ...[name, credential.type].map((each) => words(each).join(BETWEEN))].join('|'),
    'i',
  );
