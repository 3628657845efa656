import type { FileContent } from '../../../core/contract/media';
import type { Fillable, Part } from '../../../core/contract/http';
import type { Uploads } from './uploads';

/**
 * A form that streams. n8n's request helper writes any object that looks like a `FormData` as multipart with
 * an exact length, and reads a file only while it is sent; the built-in `FormData` would hold it in memory.
 */
export class FormBody implements Fillable {
  readonly [Symbol.toStringTag] = 'FormData';

  constructor(
    private readonly parts: readonly Part[],
    private readonly uploads: Uploads,
  ) {}

  /** Only here because the helper recognises a form by it; the parts are given at once. */
  append(): never {
    throw new TypeError('The parts of a form are given to its constructor.');
  }

  filled(write: (text: string) => string): FormBody {
    return new FormBody(
      this.parts.map((part) => ('file' in part ? part : { ...part, value: write(part.value) })),
      this.uploads,
    );
  }

  *entries(): Generator<[string, string | FileBody | LinesBody]> {
    for (const part of this.parts)
      yield [part.name, 'file' in part ? new FileBody(part.file, this.uploads) : fieldOf(part.value)];
  }

  [Symbol.iterator](): Generator<[string, string | FileBody | LinesBody]> {
    return this.entries();
  }
}

const fieldOf = (value: string): string | LinesBody => (/[\r\n]/.test(value) ? new LinesBody(value) : value);

/**
 * A field's text with line breaks. The helper turns each of them into CR LF in a text, and servers pass that on to
 * the phone; bytes it leaves as they are. Without a file name they are a field to every parser, not a file.
 */
class LinesBody {
  readonly type = 'text/plain; charset=utf-8';

  readonly size: number;

  private readonly bytes: Buffer;

  constructor(text: string) {
    this.bytes = Buffer.from(text);
    this.size = this.bytes.length;
  }

  async *stream(): AsyncGenerator<Uint8Array> {
    yield this.bytes;
  }
}

/** A file inside a form, by the four properties that are read of a `File`. */
class FileBody {
  readonly [Symbol.toStringTag] = 'File';

  readonly name: string;

  readonly type: string;

  readonly size: number;

  constructor(
    private readonly file: FileContent,
    private readonly uploads: Uploads,
  ) {
    this.name = file.fileName;
    this.type = file.mimeType;
    this.size = file.size;
  }

  stream(): AsyncIterable<Uint8Array> {
    return this.uploads.read(this.file);
  }
}
