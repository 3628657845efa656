import type { Vendor } from '../../core/contract/vendor';

/** What stands between the words of a name: `Talk.me`, `talk me`, `TALK-ME` and `talkMe` are one. */
const BETWEEN = '[\\s._-]*';

const words = (name: string): string[] =>
  name
    .replace(/(?<=[a-z])(?=[A-Z])/g, ' ')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');

/** Ids that are words of ours as well, which say something only where a vendor is meant. */
const OUR_WORDS: readonly string[] = ['other'];

const quotedId = (id: string): string =>
  `${OUR_WORDS.includes(id) ? `\\bvendor['"]?\\s*[:=]{1,3}\\s*` : ''}['"\`]${id}['"\`]`;

/**
 * Finds a vendor in a text: its name or credential type in any case and with any separators, and its id in
 * quotes. An id may be a word of its own, which says nothing outside of quotes. "Another vendor" names nobody.
 */
export const namesOf = ({ id, name, credential }: Vendor): RegExp =>
  new RegExp(
    [quotedId(id), ...[name, credential.type].map((each) => `(?<!\\ban)${words(each).join(BETWEEN)}`)].join(
      '|',
    ),
    'i',
  );
