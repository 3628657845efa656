import type { FileContent } from '../../../core/contract/media';

/**
 * The files that one request carries. A request that is refused or reset leaves them half read, and nobody else
 * would close them.
 */
export class Uploads {
  private readonly open = new Set<AsyncIterator<Uint8Array>>();

  /** The file's content, closed with the request at the latest. */
  read(file: FileContent): AsyncIterable<Uint8Array> {
    return {
      [Symbol.asyncIterator]: () => {
        const iterator = file.stream()[Symbol.asyncIterator]();
        this.open.add(iterator);
        return iterator;
      },
    };
  }

  /** Closes whatever is still open; one that is being read right now, as soon as that is done. */
  close(): void {
    for (const iterator of this.open) iterator.return?.().catch(() => undefined);
    this.open.clear();
  }
}
