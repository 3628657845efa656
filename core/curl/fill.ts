import type { Base64File, Body, HttpRequest, Part } from '../contract/http';
import { invalidInput } from '../contract/outcome';
import type { FileContent } from '../contract/media';
import { holdsSigns } from '../contract/secretPlaces';
import { asObject, type Variable } from '../contract/variables';
import { insideQuotes } from './jsonText';
import type { FilePlace, JsonPiece, Letter, Value } from './letter';
import { nameOfMark, type Mark, type Piece } from './marks';

/** What goes into a letter; a mark whose value is absent cannot be filled in. */
export interface Values {
  number: string;
  text?: string;
  mediaUrl?: string;
  file?: FileContent;
  fileName?: string;
  caption?: string;
  mimeType?: string;
  mediaType?: string;
  template?: string;
  language?: string;
  variables?: readonly Variable[];
}

/**
 * Writes a letter's request. Each value is escaped for the place where it stands, so that it arrives as it is and
 * nothing in it changes the request.
 *
 * @param label the field that holds the command, for sentences
 * @throws MessagingError (`notSent`) for a value that is missing, or that its place does not take
 */
export function fill(letter: Letter, values: Values, label: string): HttpRequest {
  const filling = new Filling(values, label);
  const { method, origin, path, query, headers } = letter;
  const body = bodyOf(letter, filling);
  return {
    method: method as HttpRequest['method'],
    url: `${origin}${path.map((piece) => filling.inPath(piece)).join('')}`,
    ...(query.length > 0 && { query: fieldsOf(query, filling) }),
    ...(headers.length > 0 && { headers: headersOf(headers, filling) }),
    ...(body !== undefined && { body }),
  };
}

/** The values, each written for its place. */
class Filling {
  constructor(
    private readonly values: Values,
    private readonly label: string,
  ) {}

  text(pieces: readonly Piece[]): string {
    return pieces.map((piece) => (typeof piece === 'string' ? piece : this.plain(piece.mark))).join('');
  }

  header(name: string, pieces: readonly Piece[]): string {
    return pieces
      .map((piece) => {
        if (typeof piece === 'string') return piece;
        const value = this.plain(piece.mark);
        // A header is one line of visible signs of ASCII; anything else is lost or begins another header.
        if (/^[\x20-\x7E]*$/.test(value)) return value;
        throw invalidInput(
          `${nameOfMark(piece.mark)} stands in the header "${name}" of "${this.label}", which takes no accent, emoji or line break.`,
          'Change the value, or ask the vendor for another place for it.',
        );
      })
      .join('');
  }

  inPath(piece: Piece): string {
    if (typeof piece === 'string') return legal(piece);
    const value = this.plain(piece.mark);
    if (value === '' || value === '.' || value === '..')
      throw invalidInput(
        `${nameOfMark(piece.mark)} stands in the address of "${this.label}", and "${value}" would lead elsewhere.`,
        'Change the value.',
      );
    return encodeURIComponent(value);
  }

  json(pieces: readonly JsonPiece[]): Array<string | Base64File> {
    return pieces.flatMap((piece): Array<string | Base64File> => {
      if (typeof piece === 'string') return [piece];
      if ('inside' in piece)
        return piece.inside === 'file' ? [this.file()] : [insideQuotes(this.plain(piece.inside))];
      if ('nested' in piece) return [JSON.stringify(this.jsonText(piece.nested))];
      if (piece.whole === 'file') return ['"', this.file(), '"'];
      return [this.whole(piece.whole, piece.written)];
    });
  }

  /** Where no file can be: JSON inside a field. */
  jsonText(pieces: readonly JsonPiece[]): string {
    return this.json(pieces)
      .map((piece) => (typeof piece === 'string' ? piece : this.noPlaceForFile()))
      .join('');
  }

  part(name: string, value: Value | FilePlace): Part {
    if (!('file' in value)) return { name, value: this.value(value) };
    const { base64: file } = this.file();
    const { fileName, type } = value.file;
    return {
      name,
      file: {
        ...file,
        fileName: fileName === null ? (this.values.fileName ?? file.fileName) : this.text(fileName),
        ...(type !== null && { mimeType: file.mimeType === UNTYPED ? type : file.mimeType }),
      },
    };
  }

  value(value: Value): string {
    return 'json' in value ? this.jsonText(value.json) : this.text(value.text);
  }

  private whole(mark: Mark, written: 'string' | 'number'): string {
    if (written === 'number') {
      const value = this.plain(mark);
      if (/^-?(?:0|[1-9]\d{0,30})$/.test(value)) return value;
      throw invalidInput(
        `${nameOfMark(mark)} stands as a number in "${this.label}", and the value is not one.`,
        'Give a number, or put the sample in the command into double quotes.',
      );
    }
    if (mark === 'variables') return JSON.stringify(this.listOrObject());
    if (mark === 'variables as list') return JSON.stringify(this.variables().map(({ value }) => value));
    if (mark === 'variables as object') return JSON.stringify(asObject(this.variables()));
    return JSON.stringify(this.plain(mark));
  }

  /** Places of a template that have numbers are a list, those that have names an object. */
  private listOrObject(): unknown {
    const variables = this.variables();
    const isList = variables.every(({ name }, index) => name === `${index + 1}`);
    return isList ? variables.map(({ value }) => value) : asObject(variables);
  }

  private variables(): readonly Variable[] {
    return this.values.variables ?? [];
  }

  private file(): Base64File {
    const { file } = this.values;
    if (file === undefined) throw this.missing('file', 'Set "Source" to n8n Binary File.');
    return { base64: file };
  }

  private noPlaceForFile(): never {
    throw invalidInput(
      `{{file}} stands in "${this.label}" where no file can be sent.`,
      'Put it into a part of -F, or alone into a string of the JSON body.',
    );
  }

  /** The value of a mark as text. */
  private plain(mark: Mark): string {
    const value = typeof mark === 'string' ? this.named(mark) : this.variable(mark.variable);
    if (holdsSigns(value))
      throw invalidInput(
        `The value for ${nameOfMark(mark)} has a character in it that no text has.`,
        'Remove it, then run this item again.',
      );
    return value;
  }

  private named(mark: Extract<Mark, string>): string {
    const { values } = this;
    switch (mark) {
      case 'number':
        return values.number;
      case 'text':
        return values.text ?? this.throws(mark, 'Choose another field for this command.');
      case 'media_url':
        return (
          values.mediaUrl ?? this.throws(mark, 'Set "Source" to URL, or write {{file}} where a file can go.')
        );
      case 'file':
        return this.noPlaceForFile();
      case 'file_name':
        return values.fileName ?? values.file?.fileName ?? '';
      case 'caption':
        return values.caption ?? '';
      case 'mime_type':
        return values.file?.mimeType ?? values.mimeType ?? UNTYPED;
      case 'media_type':
        return values.mediaType ?? '';
      case 'template':
        return values.template ?? this.throws(mark, 'Choose the template.');
      case 'language':
        return values.language ?? this.throws(mark, 'Fill in "Language".');
      case 'variables':
        return JSON.stringify(this.listOrObject());
      case 'variables as list':
        return JSON.stringify(this.variables().map(({ value }) => value));
      case 'variables as object':
        return JSON.stringify(asObject(this.variables()));
      case 'secret':
        return '';
    }
  }

  private variable(name: string): string {
    const found = this.variables().find((each) => each.name === name);
    return found?.value ?? this.throws({ variable: name }, 'Give it under "Variables".');
  }

  private throws(mark: Mark, nextStep: string): never {
    throw this.missing(mark, nextStep);
  }

  private missing(mark: Mark, nextStep: string) {
    return invalidInput(
      `"${this.label}" needs ${nameOfMark(mark)}, and this item has no value for it.`,
      nextStep,
    );
  }
}

/** The type of a file of which nothing is known. */
const UNTYPED = 'application/octet-stream';

/** What stands in an address as it is; everything else is encoded, and nothing twice. */
const legal = (text: string): string =>
  text.replace(/[^A-Za-z0-9\-._~!$&'()*+,;=:@/%\uFDD0\uFDD1]/gu, (sign) => encodeURIComponent(sign));

function headersOf(headers: Letter['headers'], filling: Filling): Record<string, string> {
  return Object.fromEntries(headers.map(([name, value]) => [name, filling.header(name, value)]));
}

function fieldsOf(fields: ReadonlyArray<readonly [string, Value]>, filling: Filling): Record<string, string> {
  return Object.fromEntries(fields.map(([name, value]) => [name, filling.value(value)]));
}

function bodyOf({ body }: Letter, filling: Filling): Body | undefined {
  switch (body.kind) {
    case 'none':
      return undefined;
    case 'json':
      return { kind: 'jsonText', pieces: filling.json(body.json) };
    case 'form':
      return { kind: 'form', fields: fieldsOf(body.fields, filling) };
    case 'multipart':
      return { kind: 'multipart', parts: body.parts.map(([name, value]) => filling.part(name, value)) };
  }
}
