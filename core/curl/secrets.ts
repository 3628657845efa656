import { CommandRefused } from './refused';
import { asPasted, variablesIn } from './variablePlaces';

/** Names under which a secret stands, in lower case and without separators. */
const NAMES = new Set(
  (
    'authorization proxyauthorization apikey xapikey token xtoken bearer secret password senha passwd pwd pass accesskey ' +
    'authkey privatekey chave chaveapi chavedeapi instancekey sessionkey appkey xauth'
  ).split(' '),
);

const ENDINGS = ['token', 'apikey', 'secret', 'password', 'authkey', 'accesskey', 'apitoken'];

/** In a header or a query these are keys, too; in a body they name much else. */
const SHORT_NAMES = new Set(['key', 'auth']);

/** Whether what stands under a name is a secret. */
export function isSecretName(name: string, place: 'header' | 'query' | 'body'): boolean {
  const plain = name.toLowerCase().replace(/[^a-z0-9]/g, '');
  if (NAMES.has(plain) || ENDINGS.some((ending) => plain.endsWith(ending))) return true;
  // A header that ends so is a key, but for the one that tells two requests apart.
  if (place === 'header' && plain.endsWith('key') && !plain.startsWith('idempot')) return true;
  return place !== 'body' && SHORT_NAMES.has(plain);
}

/** How the value of Authorization begins; what follows is the secret. */
const SCHEME = /^(?!your|sua|seu|my|minha|meu)[A-Za-z][\w-]{1,30}\s{1,10}(?=\S)/i;

/** What stands before a secret in a header, and the secret. */
export function withoutScheme(header: string, value: string): { prefix: string; secret: string } {
  const prefix = /authorization$/i.test(header) ? (SCHEME.exec(value)?.[0] ?? '') : '';
  return { prefix, secret: value.slice(prefix.length) };
}

const PLACEHOLDER =
  /^(?:$|bearer$|basic$|token$|<.{0,100}>$|%\w{1,60}%$|\[.{0,100}\]$|\{.{0,100}\}$|x{3,}$|\*{2,}$|\.{2,}$|…$|-{2,}$|(?:your|sua|seu|my|minha|meu|insert|insira|the)[\s_.-])/i;
const HERE = /[\s_-](?:here|aqui)$/i;
const WORDS_FOR_IT =
  /^(?:api|access|auth|client|instance|admin|bearer)?[\s_-]?(?:key|token|secret|password|senha|chave|apikey|authkey)(?:[\s_-]?api)?$/i;

/** Capitals and no digit, with one of the words for it: VALOR_TOKEN, TOKEN_DO_CANAL. */
const CAPITALS = /^(?=.{0,60}(?:TOKEN|KEY|SECRET|SENHA|CHAVE|PASSWORD))[A-Z]{1,20}(?:[_ -][A-Z]{1,20}){1,8}$/;

/** Whether a value only stands there for a secret, as documents write it. */
export const looksLikePlaceholder = (value: string): boolean =>
  variablesIn(value).length > 0 ||
  PLACEHOLDER.test(value) ||
  HERE.test(value) ||
  WORDS_FOR_IT.test(value) ||
  CAPITALS.test(value);

/** The secrets of a credential's commands: that of the field first, then those that stand in the commands themselves. */
export class SecretValues {
  readonly values: string[];

  /** @param field the credential's secret field; empty where it is not filled in */
  constructor(field: string) {
    this.values = [field];
  }

  get hasField(): boolean {
    return this.values[0] !== '';
  }

  /** The number of a secret that stands in a command. */
  indexOf(secret: string): number {
    const known = this.values.indexOf(secret, 1);
    return known > 0 ? known : this.values.push(secret) - 1;
  }
}

/** What a command says where a secret belongs. */
export interface SecretFound {
  /** For a sentence, e.g. `the header Authorization`. */
  where: string;
  value: string;
}

/**
 * Which secret stands at each place of a command: the number of its value.
 *
 * @param found the places, without those that hold the mark {{secret}}
 * @param isMarked whether the mark {{secret}} stands somewhere else in the command
 * @throws CommandRefused where nobody can know it
 */
export function secretsFor(
  found: readonly SecretFound[],
  isMarked: boolean,
  secrets: SecretValues,
): number[] {
  const byField = secrets.hasField && !isMarked ? ofField(found) : new Set<string>();
  return found.map(({ where, value }) => {
    if (byField.has(value)) return 0;
    if (looksLikePlaceholder(value))
      throw new CommandRefused(
        `has no secret in ${where}, only ${value === '' ? 'an empty place' : asPasted(value).slice(0, 40)}`,
        secrets.hasField
          ? 'Put the value in its place, or {{secret}}, for which "Secret" is sent.'
          : 'Fill in "Secret"; it is sent in that place.',
      );
    return secrets.indexOf(value);
  });
}

/** The values in whose place the field is sent. */
function ofField(found: readonly SecretFound[]): ReadonlySet<string> {
  const values = new Set(found.map(({ value }) => value));
  if (values.size < 2) return values;
  const standIns = [...values].filter(looksLikePlaceholder);
  if (standIns.length === 1) return new Set(standIns);
  throw new CommandRefused(
    `has several places for a secret (${[...new Set(found.map(({ where }) => where))].join(', ').slice(0, 120)})`,
    'Write {{secret}} where "Secret" is to be sent, and the others as they are.',
  );
}
