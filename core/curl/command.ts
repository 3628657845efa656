import { addressParts } from './addressParts';
import { formFields, percentEncoded } from './fields';
import { formPart, type FormPart } from './formPart';
import { asJson, beginsAsJson, faultOfJson } from './jsonText';
import { optionsOf, type Option } from './options';
import { CommandRefused } from './refused';
import { isSecretName } from './secrets';
import { wordsOf } from './words';

export type Pair = readonly [name: string, value: string];

export type CommandBody =
  | { kind: 'none' }
  /** The text as it is sent: the order of its keys and the form of its numbers are kept. */
  | { kind: 'json'; text: string }
  | { kind: 'form'; fields: Pair[]; text: string }
  | { kind: 'multipart'; parts: FormPart[] };

/** The request that curl would send. What curl adds by itself is not among the headers, but for those of --json. */
export interface Command {
  method: string;
  /** Scheme, host and port, or a placeholder that stands in their place. */
  base: string;
  /** As sent. */
  path: string;
  /** Decoded, in order. */
  query: Pair[];
  headers: Pair[];
  basic: { user: string; password: string } | null;
  body: CommandBody;
  /** What was changed or left out to read it, as sentences. */
  notes: string[];
}

const METHODS: readonly string[] = ['GET', 'POST', 'PUT', 'PATCH'];

/**
 * Reads a cURL command as curl does; see its manual, https://curl.se/docs/manpage.html.
 *
 * @param pasted as a vendor's documentation prints it
 * @throws CommandRefused with what is wrong and what to do
 */
export function readCommand(pasted: string): Command {
  const { words, notes } = wordsOf(pasted);
  const options = optionsOf(words, notes);
  const of = (...kinds: Array<Option['kind']>): Option[] =>
    options.filter(({ kind }) => kinds.includes(kind));
  const { base, path, query } = addressParts(of('url').map(({ value }) => value));
  const data = of('data', 'dataRaw', 'dataUrlencode', 'json');
  const forms = of('form', 'formString');
  if (data.length > 0 && forms.length > 0)
    throw new CommandRefused('has both -d and -F, which curl does not send together', 'Keep one of them.');
  const inQuery = of('get').length > 0;
  if (inQuery && forms.length > 0)
    throw new CommandRefused('has both -G and -F, which curl does not send together', 'Keep one of them.');
  const text = joined(data);
  const headers = headersOf(options);
  const body: CommandBody =
    forms.length > 0
      ? { kind: 'multipart', parts: forms.map((form) => formPart(form, notes)) }
      : data.length === 0 || inQuery
        ? { kind: 'none' }
        : bodyOf(text, headers, notes);
  return {
    method: methodOf(of('method'), body.kind !== 'none'),
    base,
    path,
    query: [...query, ...(inQuery ? formFields(text) : [])],
    headers,
    basic: basicOf(of('user').at(-1)),
    body,
    notes: [...new Set(notes)],
  };
}

function methodOf(given: readonly Option[], hasBody: boolean): string {
  const named = given.at(-1)?.value.toUpperCase();
  const method = named ?? (hasBody ? 'POST' : 'GET');
  if (!METHODS.includes(method))
    throw new CommandRefused(
      `has ${/^[A-Z]{1,10}$/.test(method) ? `the method ${method},` : 'a method'} by which nothing is sent`,
      'Paste the command that sends a message.',
    );
  if (method === 'GET' && hasBody)
    throw new CommandRefused('has the method GET and a body', 'Check -X, or write -G.');
  return method;
}

/** Several -d are joined by &; --json is joined as it is. */
function joined(data: readonly Option[]): string {
  return data.reduce((text, option, index) => {
    const piece = dataOf(option);
    return index === 0 ? piece : option.kind === 'json' ? `${text}${piece}` : `${text}&${piece}`;
  }, '');
}

function dataOf({ kind, name, value }: Option): string {
  const isFile = kind !== 'dataRaw' && kind !== 'dataUrlencode' && value.startsWith('@');
  const equals = value.indexOf('=');
  const isEncodedFile = kind === 'dataUrlencode' && equals < 0 && value.includes('@');
  if (isFile || isEncodedFile)
    throw new CommandRefused(
      `takes the content of ${name} from a file`,
      'Put what the file holds into the command itself.',
    );
  if (kind !== 'dataUrlencode') return value;
  const label = equals > 0 ? `${value.slice(0, equals)}=` : '';
  return `${label}${percentEncoded(value.slice(equals + 1))}`;
}

function headersOf(options: readonly Option[]): Pair[] {
  const headers: Pair[] = [];
  for (const { kind, value } of options) {
    if (kind === 'header') {
      const header = headerOf(value);
      if (header !== undefined) headers.push(header);
    } else if (kind === 'agent') headers.push(['User-Agent', value]);
    else if (kind === 'referer') headers.push(['Referer', value]);
    else if (kind === 'bearer') headers.push(['Authorization', `Bearer ${value}`]);
  }
  const has = (name: string): boolean => headers.some(([own]) => own.toLowerCase() === name);
  if (options.some(({ kind }) => kind === 'json')) {
    if (!has('content-type')) headers.push(['Content-Type', 'application/json']);
    if (!has('accept')) headers.push(['Accept', 'application/json']);
  }
  return headers;
}

const HEADER_NAME = /^[\w!#$%&'*+.^`|~-]{1,100}$/;

/** A name before something that may be a secret. */
const nameShown = (text: string): string => {
  const name = /^[\w-]{1,30}(?=[\s=;,])/.exec(text)?.[0];
  return name === undefined ? '' : ` "${name}"`;
};

/** `Name:` takes away one that curl adds by itself, `Name;` is sent without a value. */
function headerOf(text: string): Pair | undefined {
  if (text.startsWith('@'))
    throw new CommandRefused('takes headers from a file', 'Put the headers into the command itself.');
  const colon = text.indexOf(':');
  const name = (colon < 0 ? text.replace(/;$/, '') : text.slice(0, colon)).trim();
  if (!HEADER_NAME.test(name) || (colon < 0 && !text.endsWith(';')))
    throw new CommandRefused(
      `has a header${nameShown(text)} that is not written like "Name: value"`,
      'Check each -H against the documentation.',
    );
  const value = colon < 0 ? '' : text.slice(colon + 1).trim();
  if (/[\r\n]/.test(value))
    throw new CommandRefused(`has a line break in the header "${name}"`, 'Write it on one line.');
  // Of a key it says that somebody forgot to fill it in.
  const isTakenAway = colon >= 0 && value === '' && !isSecretName(name, 'header');
  return isTakenAway ? undefined : [name, value];
}

function basicOf(option: Option | undefined): Command['basic'] {
  if (option === undefined) return null;
  const colon = option.value.indexOf(':');
  if (colon < 0)
    throw new CommandRefused(
      'has -u without a password, for which curl would ask',
      'Write it as -u user:password.',
    );
  return { user: option.value.slice(0, colon), password: option.value.slice(colon + 1) };
}

const typeOf = (headers: readonly Pair[]): string =>
  (headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '').toLowerCase();

/** Whether a content type, in lower case, is one of JSON. */
export const isTypeOfJson = (type: string): boolean => /[/+]json\b/.test(type);

function bodyOf(text: string, headers: readonly Pair[], notes: string[]): CommandBody {
  const type = typeOf(headers);
  const json = asJson(text);
  const fault = faultOfJson(json);
  const isJson = fault === undefined;
  if (isJson && json !== text)
    notes.push('Blanks and quotes of the body that are none in JSON were read as those of JSON.');
  // curl itself calls data a form where no header says otherwise, and documents forget that header.
  if (isJson && (isTypeOfJson(type) || /^(?:$|text\/plain|application\/x-www-form-urlencoded)/.test(type))) {
    if (!isTypeOfJson(type))
      notes.push('The body is JSON without a header that says so; it is sent as JSON.');
    return { kind: 'json', text: json };
  }
  if (isTypeOfJson(type) || (type === '' && beginsAsJson(text)))
    throw new CommandRefused(
      `has a body that is no valid JSON${fault ?? ''}`,
      'Correct it; a mark such as {{number}} stands inside double quotes.',
    );
  if (type === '' || type.startsWith('application/x-www-form-urlencoded'))
    return { kind: 'form', fields: formFields(text), text };
  throw new CommandRefused(
    `has a body of ${typeShown(type)}, which cannot be filled in safely`,
    type.startsWith('multipart/')
      ? 'Write its fields as -F name=value.'
      : 'Use an example of the vendor with JSON or a form.',
  );
}

function typeShown(type: string): string {
  const known = /^[a-z]{1,20}\/[a-z.+-]{1,40}/.exec(type)?.[0];
  return known === undefined ? 'an unknown type' : `the type ${known}`;
}
