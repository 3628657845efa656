import { isTypeOfJson, type Command, type Pair } from './command';
import { beginsAsJson, faultOfJson, insideQuotes, isJsonDocument, jsonLeaves } from './jsonText';
import { holdsMark, marksIn, nameOfMark, piecesOf, type Mark, type Piece, type Sample } from './marks';
import { CommandRefused } from './refused';
import { isSecretName, secretsFor, withoutScheme, type SecretFound, type SecretValues } from './secrets';
import { NumbersOfJson, refuseNumbersBeside } from './secondNumber';
import { encodedPlace, secretPlace, type SecretForm } from '../contract/secretPlaces';
import { asPasted } from './variablePlaces';

/**
 * A command as a form letter: everything that is the same for all messages as text, a mark where a value goes, and the
 * place of each secret. It holds no secret.
 */
export interface Letter {
  method: string;
  /** Scheme, host and port. */
  origin: string;
  path: Piece[];
  query: Array<[name: string, value: Value]>;
  headers: Array<[name: string, value: Piece[]]>;
  body: LetterBody;
  /** What was changed to read it. */
  notes: string[];
}

export type LetterBody =
  | { kind: 'none' }
  | { kind: 'json'; json: JsonPiece[] }
  | { kind: 'form'; fields: Array<[name: string, value: Value]> }
  | { kind: 'multipart'; parts: Array<[name: string, value: Value | FilePlace]> };

/** A value that is text, or JSON written into a text. */
export type Value = { text: Piece[] } | { json: JsonPiece[] };

/** Where the file of the message goes; name and type where the command names them itself. */
export interface FilePlace {
  file: { fileName: Piece[] | null; type: string | null };
}

/**
 * A piece of a JSON text: as it is, a value inside a string, one in the place of a whole string or number, or JSON that
 * is the text of a string.
 */
export type JsonPiece =
  | string
  | { inside: Mark }
  | { whole: Mark; written: 'string' | 'number' }
  | { nested: JsonPiece[] };

/** A place for a secret that was met on the way. */
interface Met extends SecretFound {
  number: number;
}

/** What is collected while a command is read. */
class Places {
  readonly met: Met[] = [];
  isMarked = false;
  /** For each secret's place its number; filled in once all places are known. */
  indexes: number[] = [];

  constructor(readonly samples: readonly Sample[]) {}

  pieces(text: string): Piece[] {
    const pieces = piecesOf(text, this.samples);
    this.isMarked ||= marksIn(pieces).includes('secret');
    refuseNumbersBeside(pieces);
    return pieces;
  }

  /** Refuses a mark in the name of a field; a sample may well be a word that is a name, too. */
  refuseName(name: string): void {
    if (marksIn(piecesOf(name, [])).length > 0)
      throw new CommandRefused(
        `has a mark in the name of a field (${name.slice(0, 40)})`,
        'Put it into its value.',
      );
  }

  /** Whether somebody said what a value stands for, so that it is no secret but where that says so. */
  isMeant(value: string): boolean {
    return holdsMark(value) || this.samples.some(({ sample }) => sample === value);
  }

  secret(where: string, value: string, form: SecretForm): string {
    const number = this.met.length;
    this.met.push({ where, value, number });
    return secretPlace(form, this.indexes[number] ?? 0);
  }
}

/**
 * Makes the form letter of a command.
 *
 * @param samples what in it stands for what, beside the marks that it holds
 * @param secrets the secret of the credential's field; what stands as a secret in the command is added to it
 * @throws CommandRefused for what nobody can fill in
 */
export function letterOf(command: Command, samples: readonly Sample[], secrets: SecretValues): Letter {
  const places = new Places([...samples].sort((a, b) => b.sample.length - a.sample.length));
  // Which secret stands where depends on all places, so the command is gone through twice.
  write(command, places);
  places.indexes = secretsFor(places.met, places.isMarked, secrets);
  if (places.isMarked && !secrets.hasField)
    throw new CommandRefused('has the mark {{secret}}', 'Fill in "Secret"; it is sent in that place.');
  places.met.length = 0;
  return write(command, places);
}

function write(command: Command, places: Places): Letter {
  const { method, base, body, notes } = command;
  refuseRepeated('the address', command.query);
  if (body.kind === 'form') refuseRepeated('the form', body.fields);
  return {
    method,
    origin: originOf(base),
    path: pathOf(command.path, places),
    query: command.query.map((pair) => fieldOf(pair, 'query', places)),
    headers: headersOf(command, places),
    body: bodyOf(body, places),
    notes,
  };
}

function refuseRepeated(where: string, pairs: readonly Pair[]): void {
  const names = pairs.map(([name]) => name);
  const repeated = names.find((name, index) => names.indexOf(name) !== index);
  if (repeated !== undefined)
    throw new CommandRefused(
      `has "${repeated.slice(0, 40)}" twice in ${where}, of which only one could be sent`,
      'Keep one of them.',
    );
}

function originOf(base: string): string {
  if (!/^https?:\/\//i.test(base) || /[{}<>\uFDD2]/.test(base))
    throw new CommandRefused(
      `begins its address with ${asPasted(base).slice(0, 60)}`,
      "Put your server's address in its place, with https://.",
    );
  return base;
}

const SECRET_SEGMENT = /token|api_?key|secret|senha|password/i;

/** A path holds a secret behind the word token, and where a placeholder for one stands. */
function pathOf(path: string, places: Places): Piece[] {
  let before = '';
  let beforeThat = '';
  return path.split('/').flatMap((segment, index, { length }): Piece[] => {
    const slash = index === 0 ? [] : ['/'];
    // Behind an instance and what is done with it stands the key of the instance.
    const isBehindToken = /^(?:token|apikey|api-key)$/i.test(before) || /^waInstance\w/i.test(beforeThat);
    const [, prefix = '', standIn] =
      /^(bot)?(\uFDD2[^\uFDD3]*\uFDD3|\{\{?[^{}]*\}\}?|<[^<>]*>)$/.exec(segment) ?? [];
    beforeThat = before;
    before = segment;
    if ((segment !== '' || index < length - 1) && isBehindToken && !places.isMeant(segment))
      return [...slash, places.secret('the address behind token', decoded(segment), 'path')];
    if (standIn !== undefined && SECRET_SEGMENT.test(standIn) && !places.isMeant(standIn))
      return [...slash, prefix, places.secret('the address', standIn, 'path')];
    const bot = /^bot(\d{5,20}:[\w-]{20,100})$/.exec(segment)?.[1];
    if (bot !== undefined) return [...slash, 'bot', places.secret('the address behind bot', bot, 'path')];
    if (/^:[A-Za-z]\w{0,80}$/.test(segment))
      throw new CommandRefused(
        `holds ${segment} in its address, which stands there for a value of yours`,
        'Put the value in its place.',
      );
    return [...slash, ...places.pieces(segment).map((piece) => secretIn(piece, 'path'))];
  });
}

/** The mark {{secret}} is the place of the field's secret. */
const secretIn = (piece: Piece, form: SecretForm): Piece =>
  typeof piece === 'object' && piece.mark === 'secret' ? secretPlace(form, 0) : piece;

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** What is written by whoever writes the body or sends the request. */
const NOT_OURS = new Set([
  'content-type',
  'content-length',
  'host',
  'transfer-encoding',
  'connection',
  'expect',
]);

function headersOf({ headers, basic, body }: Command, places: Places): Letter['headers'] {
  const written = headers
    .filter(
      ([name, value]) =>
        !NOT_OURS.has(name.toLowerCase()) || (body.kind === 'json' && isOwnType(name, value)),
    )
    .map(([name, value]): Letter['headers'][number] => {
      if (name.toLowerCase() === 'cookie')
        throw new CommandRefused(
          'sends cookies, which belong to a person who is logged in and soon end',
          'Leave them out where the command has a key, too; else ask the vendor for an example with one.',
        );
      if (!isSecretName(name, 'header') || places.isMeant(value)) return [name, textOf(value, places)];
      const { prefix, secret } = withoutScheme(name, value);
      return [name, [prefix, places.secret(`the header ${name}`, secret, 'text')]];
    });
  if (basic === null) return written;
  return [...written, ['Authorization', ['Basic ', encodedPlace(basicOf(basic, places))]]];
}

/** A type of JSON other than the usual one says more than that it is JSON. */
const isOwnType = (name: string, value: string): boolean =>
  name.toLowerCase() === 'content-type' && isTypeOfJson(value.toLowerCase());

/** The user is the secret where there is no password. */
function basicOf({ user, password }: NonNullable<Command['basic']>, places: Places): string {
  if (password === '') return `${basicPart('the user of -u', user, places)}:`;
  const [only, ...more] = places.pieces(user);
  if (more.length > 0 || typeof only === 'object')
    throw new CommandRefused('has a mark in the user of -u', 'Put the user itself there.');
  return `${only ?? ''}:${basicPart('the password of -u', password, places)}`;
}

const basicPart = (where: string, value: string, places: Places): string => {
  if (!/^\{\{\s*secret\s*\}\}$/i.test(value)) return places.secret(where, value, 'text');
  places.isMarked = true;
  return secretPlace('text', 0);
};

const textOf = (text: string, places: Places): Piece[] =>
  places.pieces(text).map((piece) => secretIn(piece, 'text'));

function fieldOf([name, value]: Pair, place: 'query' | 'body', places: Places): [string, Value] {
  places.refuseName(name);
  if (isSecretName(name, place) && !places.isMeant(value)) {
    const where = place === 'query' ? `${name} in the address` : `the field ${name}`;
    return [name, { text: [places.secret(where, value, 'text')] }];
  }
  if (isJsonDocument(value)) return [name, { json: jsonOf(value, places) }];
  const text = textOf(value, places);
  refuseBrokenJson(name, value, text);
  return [name, { text }];
}

/** Into JSON that is none a value could be written in no way that is safe. */
function refuseBrokenJson(name: string, value: string, pieces: readonly Piece[]): void {
  if (marksIn(pieces).length > 0 && beginsAsJson(value))
    throw new CommandRefused(
      `has JSON in the field "${name.slice(0, 40)}" that is not valid${faultOfJson(value) ?? ''}`,
      'Correct it; a mark such as {{variables}} stands inside double quotes.',
    );
}

function bodyOf(body: Command['body'], places: Places): LetterBody {
  switch (body.kind) {
    case 'none':
      return body;
    case 'json':
      return { kind: 'json', json: jsonOf(body.text, places) };
    case 'form':
      return { kind: 'form', fields: body.fields.map((pair) => fieldOf(pair, 'body', places)) };
    case 'multipart':
      return {
        kind: 'multipart',
        parts: body.parts.map((part): [string, Value | FilePlace] => {
          if (!('file' in part)) return withFile(fieldOf([part.name, part.value], 'body', places));
          const { type, fileName } = part.file;
          return [
            part.name,
            { file: { type, fileName: fileName === null ? null : textOf(fileName, places) } },
          ];
        }),
      };
  }
}

/** A part that is the mark {{file}} alone is a file, not its base64 text. */
function withFile([name, value]: [string, Value]): [string, Value | FilePlace] {
  const isFile = 'text' in value && value.text.length === 1 && marksIn(value.text)[0] === 'file';
  return [name, isFile ? { file: { type: null, fileName: null } } : value];
}

function jsonOf(text: string, places: Places): JsonPiece[] {
  const pieces: JsonPiece[] = [];
  const numbers = new NumbersOfJson(text);
  let done = 0;
  for (const leaf of jsonLeaves(text)) {
    const { kind, start, end, value, key, isKey } = leaf;
    const pieces_ = kind === 'string' ? leafOf(value, key, isKey, places) : numberOf(value, places);
    numbers.meet(leaf, marksOfJson(pieces_ ?? []).includes('number'));
    if (pieces_ === undefined) continue;
    pieces.push(text.slice(done, start), ...pieces_);
    done = end;
  }
  pieces.push(text.slice(done));
  return merged(pieces);
}

/** @returns undefined where the string stays as it is */
function leafOf(value: string, key: string, isKey: boolean, places: Places): JsonPiece[] | undefined {
  if (isKey) {
    places.refuseName(value);
    return undefined;
  }
  if (isSecretName(key, 'body') && !places.isMeant(value))
    return ['"', places.secret(`the field ${key}`, value, 'json'), '"'];
  if (isJsonDocument(value)) return nestedOf(value, places);
  const found = places.pieces(value);
  const [only] = found;
  if (marksIn(found).length === 0) return undefined;
  refuseBrokenJson(key, value, found);
  if (found.length === 1 && typeof only === 'object' && only.mark !== 'secret')
    return [{ whole: only.mark, written: 'string' }];
  const inside = found.map((piece): JsonPiece => {
    const own = secretIn(piece, 'json');
    return typeof own === 'object' ? { inside: own.mark } : own === piece ? insideQuotes(own) : own;
  });
  return ['"', ...inside, '"'];
}

/** JSON that is the text of a string: a value in it is escaped for both. */
function nestedOf(value: string, places: Places): JsonPiece[] | undefined {
  const nested = jsonOf(value, places);
  return nested.length === 1 && nested[0] === value ? undefined : [{ nested }];
}

/** A number that is a sample as a whole stays a number. */
function numberOf(value: string, places: Places): JsonPiece[] | undefined {
  const sample = places.samples.find((each) => each.sample === value);
  return sample === undefined ? undefined : [{ whole: sample.mark, written: 'number' }];
}

const merged = (pieces: readonly JsonPiece[]): JsonPiece[] =>
  pieces.reduce<JsonPiece[]>((all, piece) => {
    const last = all.at(-1);
    if (typeof piece === 'string' && typeof last === 'string') all[all.length - 1] = `${last}${piece}`;
    else all.push(piece);
    return all;
  }, []);

/** Every mark of a letter. */
export function marksOf({ path, query, headers, body }: Letter): Mark[] {
  const fields = [
    ...query,
    ...(body.kind === 'form' ? body.fields : body.kind === 'multipart' ? body.parts : []),
  ];
  return [
    ...marksIn(path),
    ...headers.flatMap(([, value]) => marksIn(value)),
    ...fields.flatMap(([, value]) => marksOfValue(value)),
    ...(body.kind === 'json' ? marksOfJson(body.json) : []),
  ];
}

function marksOfValue(value: Value | FilePlace): Mark[] {
  if ('file' in value) return ['file', ...(value.file.fileName === null ? [] : marksIn(value.file.fileName))];
  return 'json' in value ? marksOfJson(value.json) : marksIn(value.text);
}

const marksOfJson = (json: readonly JsonPiece[]): Mark[] =>
  json.flatMap((piece) => {
    if (typeof piece === 'string') return [];
    if ('nested' in piece) return marksOfJson(piece.nested);
    return ['inside' in piece ? piece.inside : piece.whole];
  });

/** Whether a letter has a mark. */
export const hasMark = (letter: Letter, mark: Mark): boolean =>
  marksOf(letter).some((each) => nameOfMark(each) === nameOfMark(mark));
