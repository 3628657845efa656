import { withoutSecrets } from '../../core/contract/secretPlaces';
import { COMMAND_FIELDS, type CommandField } from '../../core/curl/credential';
import { marksOf } from '../../core/curl/letter';
import { nameOfMark } from '../../core/curl/marks';
import type { Config } from './config';

/** What the commands of a credential come to, for a person; nothing in it is a secret. */
export function summaryOf({ letters }: Config): string {
  const lines = (Object.keys(letters) as CommandField[]).flatMap((field) => {
    const letter = letters[field];
    if (letter === undefined) return [];
    const marks = [...new Set(marksOf(letter).map(nameOfMark))].join(', ');
    const { label } = COMMAND_FIELDS[field];
    return [`${label}: ${letter.method} to ${letter.origin}, filled in at ${marks}.`, ...letter.notes];
  });
  return withoutSecrets(['Nothing was sent.', ...lines].join(' '));
}
