import { CommandRefused } from './refused';

/** What an option does to the request. */
export type OptionKind =
  | 'method'
  | 'header'
  | 'data'
  | 'dataRaw'
  | 'dataUrlencode'
  | 'json'
  | 'form'
  | 'formString'
  | 'get'
  | 'user'
  | 'bearer'
  | 'url'
  | 'agent'
  | 'referer';

/** An option with its value; without one it is empty. */
export interface Option {
  kind: OptionKind;
  /** As the command writes it, for sentences. */
  name: string;
  value: string;
}

type Row =
  | { kind: OptionKind; takes: boolean }
  /** Says nothing about the request itself. */
  | { kind: 'ignored'; takes: boolean }
  | { kind: 'refused'; says: string; nextStep: string };

const request = (kind: OptionKind, takes = true): Row => ({ kind, takes });
const ignored = (takes = false): Row => ({ kind: 'ignored', takes });
const refused = (says: string, nextStep: string): Row => ({ kind: 'refused', says, nextStep });

const NO_CERTIFICATE = refused(
  'does without the check of the certificate, so anybody on the way could read the message and the key',
  'Leave it out; the server needs a certificate that is valid.',
);
const NO_COOKIES = refused(
  'sends cookies, which belong to a person who is logged in and soon end',
  'Leave them out where the command has a key, too; else ask the vendor for an example with one.',
);
const NO_FILE = refused(
  'reads a file of the computer on which curl runs',
  'Put what the file holds into the command itself.',
);
const NO_SEND = refused('asks for headers only, so nothing would be sent', 'Paste the command that sends.');
const NO_PROXY = refused(
  'names a proxy',
  'Leave it out; n8n goes by the proxy that is set where it is started.',
);
const NO_CLIENT_CERTIFICATE = refused(
  'proves who sends by a certificate, which cannot be done here',
  'Ask the vendor for a way with an API key.',
);
const SECOND = refused('begins a second command', 'Paste only the one that sends.');
const DECIDES = refused(
  'changes how the computer reaches the server, which cannot be done here',
  'Leave it out, if the address is right without it.',
);

/** The options of curl by their long names, as its manual lists them. */
const LONG: ReadonlyMap<string, Row> = new Map<string, Row>([
  ['request', request('method')],
  ['header', request('header')],
  ['data', request('data')],
  ['data-ascii', request('data')],
  ['data-binary', request('data')],
  ['data-raw', request('dataRaw')],
  ['data-urlencode', request('dataUrlencode')],
  ['json', request('json')],
  ['form', request('form')],
  ['form-string', request('formString')],
  ['get', request('get', false)],
  ['user', request('user')],
  ['oauth2-bearer', request('bearer')],
  ['url', request('url')],
  ['user-agent', request('agent')],
  ['referer', request('referer')],
  ...[
    'location globoff silent show-error verbose include compressed http1.0 http1.1 http2 http2-prior-knowledge http3',
    'fail fail-with-body no-buffer progress-bar basic ipv4 ipv6 tcp-nodelay tlsv1 tlsv1.0 tlsv1.1 tlsv1.2 tlsv1.3',
    'no-progress-meter path-as-is remote-name keepalive no-keepalive no-compressed no-location ssl ssl-reqd',
    'no-sessionid raw styled-output no-styled-output fail-early post301 post302 post303 location-trusted',
    'ssl-no-revoke ssl-revoke-best-effort disable create-dirs remote-header-name remote-time no-alpn tcp-fastopen',
    'retry-all-errors retry-connrefused http0.9 trace-time parallel',
  ]
    .join(' ')
    .split(' ')
    .map((name): [string, Row] => [name, ignored()]),
  ...[
    'output max-time connect-timeout write-out retry retry-delay retry-max-time dump-header limit-rate max-redirs',
    'keepalive-time speed-limit speed-time stderr trace trace-ascii expect100-timeout output-dir',
    'tls-max proto proto-default proto-redir ciphers libcurl',
  ]
    .join(' ')
    .split(' ')
    .map((name): [string, Row] => [name, ignored(true)]),
  ['insecure', NO_CERTIFICATE],
  ['cookie', NO_COOKIES],
  ['cookie-jar', NO_COOKIES],
  ['config', NO_FILE],
  ['netrc', NO_FILE],
  ['netrc-file', NO_FILE],
  ['upload-file', NO_FILE],
  ['head', NO_SEND],
  ['proxy', NO_PROXY],
  ['proxy-user', NO_PROXY],
  ['cert', NO_CLIENT_CERTIFICATE],
  ['key', NO_CLIENT_CERTIFICATE],
  ['cacert', NO_CLIENT_CERTIFICATE],
  ['next', SECOND],
  ['resolve', DECIDES],
  ['connect-to', DECIDES],
  ['unix-socket', DECIDES],
  ['interface', DECIDES],
]);

/** The short names. */
const SHORT: Readonly<Record<string, string>> = {
  X: 'request',
  H: 'header',
  d: 'data',
  F: 'form',
  G: 'get',
  u: 'user',
  A: 'user-agent',
  e: 'referer',
  L: 'location',
  g: 'globoff',
  s: 'silent',
  S: 'show-error',
  v: 'verbose',
  i: 'include',
  f: 'fail',
  N: 'no-buffer',
  '#': 'progress-bar',
  '0': 'http1.0',
  '1': 'tlsv1',
  '4': 'ipv4',
  '6': 'ipv6',
  q: 'disable',
  J: 'remote-header-name',
  R: 'remote-time',
  Z: 'parallel',
  O: 'remote-name',
  o: 'output',
  m: 'max-time',
  w: 'write-out',
  D: 'dump-header',
  k: 'insecure',
  b: 'cookie',
  c: 'cookie-jar',
  K: 'config',
  n: 'netrc',
  T: 'upload-file',
  I: 'head',
  x: 'proxy',
  U: 'proxy-user',
  E: 'cert',
  ':': 'next',
};

/**
 * The options of a command, in their order. What says nothing about the request is left out.
 *
 * @param words from `wordsOf`
 * @param notes what was changed is added to them
 * @throws CommandRefused for an option that is not known, or that cannot be followed
 */
export function optionsOf(words: readonly string[], notes: string[]): Option[] {
  const options: Option[] = [];
  let at = 0;
  const value = (name: string): string => {
    const next = words[at];
    if (next === undefined)
      throw new CommandRefused(`ends after ${name}, which needs a value`, 'Copy the whole command.');
    at += 1;
    return next;
  };
  const take = (name: string, long: string, inside: string | undefined): boolean => {
    const row = rowOf(name, long);
    if (row.takes !== true) {
      if (row.kind !== 'ignored') options.push({ kind: row.kind, name, value: '' });
      return false;
    }
    const given = inside ?? value(name);
    if (row.kind !== 'ignored') options.push({ kind: row.kind, name, value: given });
    return true;
  };
  while (at < words.length) {
    const given = words[at] as string;
    const word = withDashes(given);
    if (word !== given) notes.push('The dashes of a word processor were read as those of options.');
    at += 1;
    if (word.startsWith('--') && word.length > 2) {
      const equals = word.indexOf('=');
      const name = equals < 0 ? word : word.slice(0, equals);
      const inside = equals < 0 ? undefined : word.slice(equals + 1);
      if (!take(name, name.slice(2), inside) && inside !== undefined)
        throw new CommandRefused(`gives ${name} a value, which it does not take`, 'Check this option.');
    } else if (word.startsWith('-') && word.length > 1) {
      for (let letter = 1; letter < word.length; letter += 1) {
        const name = `-${word.charAt(letter)}`;
        const rest = word.slice(letter + 1);
        const long = Object.hasOwn(SHORT, word.charAt(letter)) ? SHORT[word.charAt(letter)] : undefined;
        if (take(name, long ?? name, rest === '' ? undefined : rest)) break;
      }
    } else if (word !== '' && word !== '--') options.push({ kind: 'url', name: '--url', value: word });
  }
  return options;
}

/** Word processors make one dash of the two before a long option, and lose one on the way. */
const DASHES = /^[-\u2010-\u2015\u2212]{1,3}(?=[A-Za-z#:])/;

function withDashes(word: string): string {
  const dashes = DASHES.exec(word)?.[0];
  if (dashes === undefined || dashes === '--') return word;
  const name = word.slice(dashes.length);
  const long = name.split('=', 1)[0] ?? '';
  const isLong = LONG.has(long) || (dashes.length > 1 && long.length > 1);
  return `${isLong ? '--' : '-'}${name}`;
}

function rowOf(name: string, long: string): Exclude<Row, { kind: 'refused' }> {
  const row = LONG.get(long);
  if (row === undefined)
    throw new CommandRefused(
      `has the option ${name.slice(0, 40)}, which is not known here`,
      'Leave it out, if the command sends without it.',
    );
  if (row.kind === 'refused') throw new CommandRefused(`has ${name}, which ${row.says}`, row.nextStep);
  return row;
}
