import { isBase64File, type Base64File, type Fillable } from '../../../core/contract/http';
import type { FileContent } from '../../../core/contract/media';
import type { Uploads } from './uploads';

/** A part of a JSON text: some of it as it is, or a file whose base64 stands there. */
type Piece = string | FileContent;

/**
 * JSON with files in it, written while it is sent: no file is ever held as a whole. n8n's request helper sends
 * whatever looks like a `Blob` piece by piece, with an exact length.
 */
export class JsonBody implements Fillable {
  readonly [Symbol.toStringTag] = 'Blob';

  readonly type = 'application/json';

  /** In bytes. */
  readonly size: number;

  private constructor(
    private readonly pieces: readonly Piece[],
    private readonly uploads: Uploads,
  ) {
    this.size = pieces.reduce((sum, piece) => sum + lengthOf(piece), 0);
  }

  /** The body of a value. */
  static of(json: unknown, uploads: Uploads): JsonBody {
    return new JsonBody(piecesOf(json), uploads);
  }

  /** The body of a text that is JSON already. */
  static written(pieces: ReadonlyArray<string | Base64File>, uploads: Uploads): JsonBody {
    return new JsonBody(
      pieces.map((piece) => (typeof piece === 'string' ? piece : piece.base64)),
      uploads,
    );
  }

  filled(write: (text: string) => string): JsonBody {
    return new JsonBody(
      this.pieces.map((piece) => (typeof piece === 'string' ? write(piece) : piece)),
      this.uploads,
    );
  }

  async *stream(): AsyncGenerator<Uint8Array> {
    for (const piece of this.pieces) {
      if (typeof piece === 'string') yield Buffer.from(piece);
      else yield* base64Of(this.uploads.read(piece), piece.size);
    }
  }
}

const lengthOf = (piece: Piece): number =>
  typeof piece === 'string' ? Buffer.byteLength(piece) : Math.ceil(piece.size / 3) * 4;

/** JSON as `JSON.stringify` writes it, cut where the files stand. */
function piecesOf(json: unknown): Piece[] {
  const files: FileContent[] = [];
  const written = (mark: string): string =>
    JSON.stringify(json, (_name, value: unknown) => {
      if (!isBase64File(value)) return value;
      files.push(value.base64);
      return mark;
    });
  const without = written('');
  let mark = '#';
  while (without.includes(mark)) mark += mark;
  files.length = 0;
  return written(mark)
    .split(mark)
    .flatMap((text, index): Piece[] => (index === 0 ? [text] : [files[index - 1] as FileContent, text]));
}

/** In bytes, a multiple of three: so much of a file is written at once. */
const PIECE = 48 * 1024;

/**
 * The base64 of a file, in pieces.
 *
 * @throws where the file has another size than it said: the length of the request stands in its headers
 */
async function* base64Of(content: AsyncIterable<Uint8Array>, size: number): AsyncGenerator<Uint8Array> {
  let left = size;
  let kept: Buffer = Buffer.alloc(0);
  for await (const chunk of content) {
    left -= chunk.length;
    if (left < 0) break;
    const bytes =
      kept.length === 0
        ? Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length)
        : Buffer.concat([kept, chunk]);
    // Only whole groups of three bytes can be written before the next chunk is known.
    const whole = bytes.length - (bytes.length % 3);
    for (let at = 0; at < whole; at += PIECE)
      yield Buffer.from(bytes.subarray(at, Math.min(at + PIECE, whole)).toString('base64'));
    kept = bytes.subarray(whole);
  }
  if (left !== 0) throw new RangeError('The file is not as long as n8n says.');
  if (kept.length > 0) yield Buffer.from(kept.toString('base64'));
}
