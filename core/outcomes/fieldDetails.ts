/**
 * What an answer says about single fields, in whatever list a vendor puts it: `details: [{ field, message }]`,
 * `errors: ["..."]`, `issues: [{ path: ["to"], message }]`, `fields: { to: ["..."] }`, `message: ["..."]`. One reader
 * for all vendors.
 */

/** What is wrong with one field. */
interface Detail {
  /** The vendor's name of it; empty where it gives none. */
  field: string;
  /** The vendor's words; empty where it only names the field. */
  words: string;
}

const DEEPEST = 4;
const MOST_OF_A_LIST = 20;
/** So many are shown, each so long. */
const MOST_DETAILS = 4;
const LONGEST = 160;

const set = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/));

/** Names of such lists, without regard to capitals, accents and separators. */
const LISTS = set(
  'details detail detalhes detalhe errors erros issues fields campos violations validation validations ' +
    'validationerrors fielderrors errosvalidacao invalidparams invalidfields errordetails problems',
);
/** Names under which such a list may stand. */
const AROUND = set(
  'error erro data dados response resposta retorno body result resultado errordata exception meta cause',
);
/** A list under these says what is wrong, a text is the vendor's words of the whole message. */
const SENTENCES = set('message messages mensagem mensagens');
const FIELD = set(
  'field campo path param parameter parametro property propriedade key attribute atributo name nome pointer loc instancepath source',
);
const WORDS = set(
  'message mensagem msg detail details detalhe description descricao reason motivo error erro',
);

const nameOf = (key: string): string =>
  key
    .slice(0, LONGEST)
    .normalize('NFD')
    .replace(/[^a-z0-9]/gi, '')
    .toLowerCase();

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/**
 * A vendor's words with what its answer says about single fields, each said once.
 *
 * @param words what the vendor says of the whole message; empty where it says nothing
 * @param body the parsed answer, of any shape
 */
export function withFieldDetails(words: string, body: unknown): string {
  let opening = words;
  const more: string[] = [];
  for (const { field, words: said } of detailsIn(body).slice(0, MOST_DETAILS)) {
    const complete = field === '' || names(said, field) ? said : said === '' ? field : `${field}: ${said}`;
    if (complete === '' || opening.includes(complete) || more.includes(complete)) continue;
    if (said !== '' && words.includes(said)) opening = opening.replace(said, () => complete);
    else more.push(complete);
  }
  if (more.length === 0) return opening;
  const start = withoutStop(opening);
  return [...(start === '' ? [] : [start]), more.map(withoutStop).join('. ')].join(': ');
}

const withoutStop = (text: string): string => text.replace(/[\s.:]{1,9}$/, '');

/** Whether a text has the name of a field as a word of its own. */
const names = (text: string, field: string): boolean =>
  text
    .toLowerCase()
    .split(/[^\p{L}\p{N}_.]+/u)
    .includes(field.toLowerCase());

function detailsIn(body: unknown, depth = 0): Detail[] {
  if (!isObject(body) || depth > DEEPEST) return [];
  if (Array.isArray(body)) return body.slice(0, MOST_OF_A_LIST).flatMap((each) => detailsIn(each, depth + 1));
  return Object.entries(body).flatMap(([key, value]) => {
    const name = nameOf(key);
    if (LISTS.has(name) || (SENTENCES.has(name) && isTexts(value))) return entriesOf(value, depth + 1);
    return AROUND.has(name) ? detailsIn(value, depth + 1) : [];
  });
}

const isTexts = (value: unknown): boolean =>
  Array.isArray(value) && value.every((each) => typeof each === 'string');

/** What stands in such a list. */
function entriesOf(value: unknown, depth: number): Detail[] {
  if (typeof value === 'string') return textOf('', value);
  if (!isObject(value) || depth > DEEPEST) return [];
  if (Array.isArray(value))
    return value.slice(0, MOST_OF_A_LIST).flatMap((each) => entriesOf(each, depth + 1));
  const one = entryOf(value);
  if (one !== undefined) return [one];
  return Object.entries(value)
    .slice(0, MOST_OF_A_LIST)
    .flatMap(([field, each]) =>
      LISTS.has(nameOf(field))
        ? entriesOf(each, depth + 1)
        : entriesOf(each, depth + 1).map((inner) =>
            inner.field === '' ? { field: short(field), words: inner.words } : inner,
          ),
    );
}

/** An object that tells of one field by itself. */
function entryOf(value: object): Detail | undefined {
  const fields = Object.entries(value);
  const find = (known: ReadonlySet<string>, read: (value: unknown) => string): string =>
    fields
      .filter(([key]) => known.has(nameOf(key)))
      .map(([, each]) => read(each))
      .find((each) => each !== '') ?? '';
  const words = find(WORDS, (each) => (typeof each === 'string' ? short(each) : ''));
  const field = find(FIELD, plain);
  // A list by field names, such as { message: ["..."] }, has no texts of its own.
  return words === '' && (field === '' || fields.length > MOST_DETAILS) ? undefined : { field, words };
}

/** A text, or the path to a field. */
function plain(value: unknown): string {
  if (typeof value === 'string') return short(value);
  if (!Array.isArray(value) || value.length > DEEPEST) return '';
  const isPath = value.every((each) => typeof each === 'string' || typeof each === 'number');
  return isPath ? short(value.join('.')) : '';
}

const short = (text: string): string => text.slice(0, LONGEST).trim();

function textOf(field: string, value: string): Detail[] {
  const words = short(value);
  return /\p{L}/u.test(words) ? [{ field, words }] : [];
}
