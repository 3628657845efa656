/**
 * What stands inside our own texts for something that is no text: noncharacters, which Unicode keeps for such use
 * inside a program and which no document carries. Neither a command nor a value may hold one, so nothing that people
 * write can pass for a secret's place.
 */
const OURS = /[\uFDD0-\uFDD3]/;

/** Whether a text holds one of them. */
export const holdsSigns = (text: string): boolean => OURS.test(text);

/** How a secret is written where it stands: as it is, inside a JSON string, or inside an address. */
export type SecretForm = 'text' | 'json' | 'path';

const SECRET_PLACE = /\uFDD0(text|json|path)-(\d{1,3})\uFDD1/g;

/** What is written in the place of a secret. */
export const secretPlace = (form: SecretForm, index: number): string => `\uFDD0${form}-${index}\uFDD1`;

/** What stands between these is written in base64 once the secrets are in it. */
const ENCODED = /\uFDD2([^\uFDD2\uFDD3]*)\uFDD3/g;

export const encodedPlace = (text: string): string => `\uFDD2${text}\uFDD3`;

/** A text with its secrets in their places. */
export const withSecrets = (text: string, secrets: readonly string[]): string =>
  !holdsSigns(text)
    ? text
    : text
        .replace(SECRET_PLACE, (_all, form: SecretForm, index: string) =>
          written(form, secrets[Number(index)] ?? ''),
        )
        .replace(ENCODED, (_all, inside: string) => Buffer.from(inside).toString('base64'));

function written(form: SecretForm, secret: string): string {
  if (form === 'json') return JSON.stringify(secret).slice(1, -1);
  return form === 'path' ? encodeURIComponent(secret) : secret;
}

/** A text as people may see it: with a word in the place of each secret. */
export const withoutSecrets = (text: string): string =>
  text.replace(SECRET_PLACE, '[secret]').replace(/[\uFDD2\uFDD3]/g, '');
