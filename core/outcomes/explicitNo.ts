import type { Refusal } from '../contract/vendor';

/**
 * How an answer says no, for vendors that document none of its forms: one rule for all of them. Names and words
 * are taken in any case, with and without accents; what could be meant either way is no refusal.
 */

/** So much of a text is looked at: its beginning says what it is. */
const LOOKED_AT = 300;

/** How deep, and how far into a list, a no is looked for. */
const DEEPEST = 3;
const MOST_OF_A_LIST = 50;

const plain = (text: string): string =>
  text.slice(0, LOOKED_AT).normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim();

const nameOf = (key: string): string => plain(key).replace(/[^a-z0-9]/g, '');

const set = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/));

/** Names of a switch that is on after success. */
const SUCCESS = set('success successful sucesso ok sent enviado enviada queued accepted aceito aceita');
/** Names of what is there only after something went wrong. */
const TROUBLE = set(
  'error erro errors erros err iserror haserror temerro errormessage errormsg mensagemerro msgerro errorcode ' +
    'codigoerro coderro exception excecao failure falha failed falhou',
);
/** Names of a word or a number that says how it went. */
const STATE = set('status situacao state result resultado retorno type tipo');
/** Names of an HTTP status inside the body. */
const CODE = set('code codigo statuscode httpstatus httpcode httpstatuscode');
/** Names under which the answer proper may stand. */
const INSIDE = set(
  'data dados result resultado results resultados resp response resposta retorno return body payload message ' +
    'messages mensagens',
);
/** A name under which it stands only as an object. */
const AROUND = 'status';
/** Names of words for people, the most telling first. */
const WORDS = [
  'error',
  'erro',
  'errormessage',
  'errormsg',
  'mensagemerro',
  'msgerro',
  'exception',
  'message',
  'mensagem',
  'msg',
  'reason',
  'motivo',
  'detail',
  'details',
  'detalhe',
  'detalhes',
  'description',
  'descricao',
  'statusmessage',
  'info',
  'errors',
  'erros',
] as const;

/** Values of a switch that are as good as none. */
const NONE = new Set([
  '',
  'false',
  'no',
  'nao',
  'n',
  'none',
  'nenhum',
  'nenhuma',
  'null',
  'nil',
  'undefined',
  'n/a',
  '-',
  'ok',
  'success',
  'sucesso',
  'no error',
  'no errors',
  'sem erro',
  'sem erros',
]);
const OFF = set('false no nao n nok ko off');
const FAILED =
  /^(err(o|or)?|errors?|fail(ed|ure)?|falh(a|ou)|false|nok|ko|reject(ed)?|rejeitad[oa]|denied|negad[oa]|refused|recusad[oa]|invalid[oa]?|unauthorized|forbidden|not[ _-]?found|not[ _-]?sent|nao[ _-]?enviad[oa])(?![a-z0-9])/;
const WENT_WELL = /^(success(ful)?|sucesso|ok|true|sent|enviad[oa]|queued|accepted|aceit[oa])$/;

const isHttpRefusal = (value: unknown): boolean => {
  const code = typeof value === 'string' && /^\s*\d{3}\b/.test(value) ? Number.parseInt(value, 10) : value;
  return typeof code === 'number' && code >= 400 && code <= 599;
};

const isZero = (text: string): boolean => /^0+$/.test(text);

const isNoCode = (value: unknown): boolean =>
  value === 0 || (typeof value === 'string' && isZero(value.trim()));

/** Whether what stands under a name for trouble tells of any. */
function isTrouble(value: unknown): boolean {
  if (typeof value === 'string') return !NONE.has(plain(value)) && !isZero(plain(value));
  if (typeof value === 'number') return value !== 0 && !(value >= 200 && value <= 299);
  if (Array.isArray(value)) return value.slice(0, MOST_OF_A_LIST).some(isTrouble);
  if (typeof value !== 'object' || value === null) return value === true;
  const fields = Object.entries(value);
  const isNothing = fields.some(([key, each]) => CODE.has(nameOf(key)) && isNoCode(each));
  return !isNothing && fields.some(([, each]) => isTrouble(each));
}

type Says = 'no' | 'yes' | undefined;

/** What one field says of how it went. */
function fieldSays(name: string, value: unknown): Says {
  const word = typeof value === 'string' ? plain(value) : undefined;
  if (SUCCESS.has(name)) {
    if (value === false || value === 0 || (word !== undefined && (OFF.has(word) || isZero(word))))
      return 'no';
    if (word !== undefined && FAILED.test(word)) return 'no';
    return value === true || value === 1 || word === 'true' || word === '1' ? 'yes' : undefined;
  }
  if (TROUBLE.has(name)) return isTrouble(value) ? 'no' : undefined;
  if (STATE.has(name)) {
    const isType = name === 'type' || name === 'tipo';
    if (word !== undefined && (isType ? /^err(o|or)?$/.test(word) : FAILED.test(word) || OFF.has(word)))
      return 'no';
    if (!isType && (value === false || isHttpRefusal(value))) return 'no';
    return !isType && (value === true || (word !== undefined && WENT_WELL.test(word))) ? 'yes' : undefined;
  }
  if (CODE.has(name))
    return isHttpRefusal(value) || (word !== undefined && FAILED.test(word)) ? 'no' : undefined;
  return undefined;
}

/** The fields that a JSON object has itself, by their plain names. */
const fieldsOf = (value: object): Array<readonly [name: string, value: unknown]> =>
  Object.entries(value).map(([key, each]) => [nameOf(key), each] as const);

/** A state may stand as the name of its group; anywhere else a group is one of people. */
const groupSays = (status: unknown): Says[] =>
  typeof status === 'object' && status !== null
    ? fieldsOf(status).map(([name, value]) => (name === 'groupname' ? fieldSays('state', value) : undefined))
    : [];

/** Everything that a body says of how it went. */
function says(body: unknown, depth = 0): Says[] {
  if (depth > DEEPEST || typeof body !== 'object' || body === null) return [];
  if (Array.isArray(body)) return body.slice(0, MOST_OF_A_LIST).flatMap((each) => says(each, depth + 1));
  const fields = fieldsOf(body);
  const said = fields.flatMap(([name, value]) => [
    fieldSays(name, value),
    ...(INSIDE.has(name) || name === AROUND ? says(value, depth + 1) : []),
    ...(name === AROUND ? groupSays(value) : []),
  ]);
  // An answer with an id may hold the message itself; one without has only words about it.
  const hasId = fields.some(([name]) => /id$|^key$/.test(name));
  const talks = fields.some(
    ([name, value]) => isMessage(name) && typeof value === 'string' && isRefusing(value),
  );
  return talks && !hasId ? [...said, 'no'] : said;
}

/** Names of words about the message, as far as an answer without an id goes. */
const TALK = set('message mensagem msg response resposta detail info');

const isMessage = (name: string): boolean => TALK.has(name);

const BEGINNING =
  /^(?:[^a-z0-9]{0,5})(?:[45]\d\d\b|erros?\b|errors?\b|falha|falhou|fail|invalid|token inv|nao\b|acesso negado|access denied|unauthorized|forbidden|not found|bad request)/;
const NOTHING_WRONG =
  /^[^a-z0-9]{0,5}(?:erros?|errors?|falhas?|failures?|failed)\s{0,5}[:=]\s{0,5}(?:0|false|null|none|no|nao|nenhum)\b/;
/** Said of the message itself, which no word of success beside it takes back. */
const NOT_SENT =
  /\bnao (?:foi |foram |pode |pude |houve )?(?:possivel )?(?:ser )?(?:enviad|entreg|inserid|autorizad|permitid|encontrad|cadastrad|aceit|enviar|exist)|\bnot (?:be )?(?:sent|delivered|authorized|allowed|accepted|registered|found)\b|\b(?:success|sucesso|ok)"?\s{0,5}[:=]\s{0,5}"?(?:false|0)\b|\b(?:erro|error)"?\s{0,5}[:=]\s{0,5}"?(?:true|1)\b|\bstatus"?\s{0,5}[:=]\s{0,5}"?(?:erro|error|fail)/;
const NAMES_A_NO =
  /\b(?:invalid|invalid[oa]s?|erro|error|falha|falhou|failed|negad[oa]|recusad[oa]|rejeitad[oa]|rejected|denied|expirad[oa]|expired|inativ[oa]|obrigatori[oa]s?|bloquead[oa]|disconnected|not connected|desconectad[oa]|nao conectad[oa])\b/;
const NAMES_A_YES =
  /\b(?:sucesso|success|successfully|ok|enviad[oa]s?|inserid[oa]s?|sent|aceit[oa]|accepted|queued|fila|sem erros?|nenhum erro|no errors?|0 erros?|0 errors?)\b/;

/** Whether a text answer, or the words in one, refuse. */
function isRefusing(text: string): boolean {
  const words = plain(text);
  if (OFF.has(words)) return true;
  if (NOTHING_WRONG.test(words)) return false;
  if (BEGINNING.test(words) || NOT_SENT.test(words)) return true;
  return NAMES_A_NO.test(words) && !NAMES_A_YES.test(words);
}

const isPage = (text: string): boolean => /^\s*</.test(text);

/** A JSON text that was written into JSON once more. */
function unwrapped(body: unknown): unknown {
  if (typeof body !== 'string' || !/^\s*[[{]/.test(body)) return body;
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return body;
  }
}

/**
 * The refusal in an answer whose HTTP status is a success.
 *
 * @param body the parsed answer, of any shape
 * @returns undefined where it does not say no; with the outcome `unknown` where it says yes and no at once
 */
export function refusalIn(body: unknown): Refusal | undefined {
  const answer = unwrapped(body);
  if (answer === false) return { code: null, message: NO_REASON };
  // A number that stands alone may be a status, or an id that looks like one.
  if (isHttpRefusal(answer) && typeof answer === 'number')
    return { code: String(answer), message: String(answer), outcome: 'unknown' };
  if (typeof answer === 'string') {
    if (isPage(answer) || !isRefusing(answer)) return undefined;
    return { code: null, message: answer };
  }
  const said = says(answer);
  if (!said.includes('no')) return undefined;
  const refusal = { code: codeOf(answer), message: sentenceOf(wordsOf(answer)) || NO_REASON };
  return said.includes('yes') ? { ...refusal, outcome: 'unknown' } : refusal;
}

/**
 * The words of an answer whose HTTP status is a refusal.
 *
 * @param body the parsed answer, of any shape
 * @returns undefined where it holds none, or is a web page
 */
export function wordsIn(body: unknown): Refusal | undefined {
  const answer = unwrapped(body);
  if (typeof answer === 'string')
    return answer.trim() === '' || isPage(answer) ? undefined : { code: null, message: answer };
  const message = sentenceOf(wordsOf(answer));
  const code = codeOf(answer);
  if (message === '' && code === null) return undefined;
  return { code, message: message || NO_REASON };
}

/** What stands in the place of a vendor's words where it gives none. */
export const NO_REASON = 'no reason given';

/** So many different sentences are quoted. */
const MOST_WORDS = 4;

/** The sentences of an answer, each once, the most telling first. */
function wordsOf(body: unknown, depth = 0): string[] {
  if (typeof body === 'string') return NONE.has(plain(body)) || plain(body) === 'true' ? [] : [body.trim()];
  if (depth > DEEPEST || typeof body !== 'object' || body === null) return [];
  if (Array.isArray(body)) {
    const entries = body.slice(0, MOST_OF_A_LIST).map((each) => sentenceOf(wordsOf(each, depth + 1)));
    const all = distinct(entries.filter((entry) => entry !== ''));
    return all.length === 0 ? [] : [all.join('; ')];
  }
  const fields = fieldsOf(body);
  const under = (names: Iterable<string>): string[] =>
    Array.from(names).flatMap((name) =>
      fields.flatMap(([own, value]) =>
        own === name && !(name === AROUND && typeof value === 'string') ? wordsOf(value, depth + 1) : [],
      ),
    );
  const found = under(WORDS);
  const deeper = found.length > 0 ? [] : under([...INSIDE, AROUND]);
  const state = fields.flatMap(([name, value]) =>
    STATE.has(name) && typeof value === 'string' && !/^[a-z]{1,12}$/.test(plain(value)) ? [value.trim()] : [],
  );
  return distinct([...found, ...(found.length > 0 ? [] : deeper.length > 0 ? deeper : state)]);
}

/** Words and, behind them, what they are about. */
const sentenceOf = (words: readonly string[]): string => words.join(': ');

const distinct = (words: readonly string[]): string[] => [...new Set(words)].slice(0, MOST_WORDS);

/** The code that stands in a field of its own, in the answer or in what it says of its trouble. */
function codeOf(body: unknown, depth = 0): string | null {
  if (depth > DEEPEST || typeof body !== 'object' || body === null) return null;
  if (Array.isArray(body)) return codeOf(body[0], depth + 1);
  for (const [name, value] of fieldsOf(body)) {
    const isCode = name === 'code' || name === 'codigo' || name === 'errorcode' || name === 'codigoerro';
    if (isCode && (typeof value === 'number' || (typeof value === 'string' && value.trim() !== '')))
      return String(value).trim();
    if ((name === 'error' || name === 'erro') && typeof value === 'object') {
      const inner = codeOf(value, depth + 1);
      if (inner !== null) return inner;
    }
  }
  return null;
}
