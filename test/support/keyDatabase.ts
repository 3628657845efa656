import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { DataDeduplicationService } from 'n8n-core';
import type { DeduplicationItemTypes, IDataDeduplicator, IDeduplicationOutput } from 'n8n-workflow';

/** The one row in which n8n keeps the keys of a node. */
export interface Row {
  read(): string[] | undefined;
  /** Throws where there is one already. */
  insert(keys: readonly string[]): void;
  update(keys: readonly string[]): void;
  remove(): void;
}

const COLLISION = 'UNIQUE constraint failed';

function rowInMemory(): Row {
  let row: string[] | undefined;
  return {
    read: () => row && [...row],
    insert: (keys) => {
      if (row !== undefined) throw new Error(COLLISION);
      row = [...keys];
    },
    update: (keys) => void (row = [...keys]),
    remove: () => void (row = undefined),
  };
}

/** A row that several processes share. */
export function rowInFile(path: string): Row {
  return {
    read: () => (existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as string[]) : undefined),
    insert: (keys) => {
      try {
        writeFileSync(path, JSON.stringify(keys), { flag: 'wx' });
      } catch {
        throw new Error(COLLISION);
      }
    },
    // Nobody reads half a row.
    update: (keys) => {
      const whole = `${path}.${process.pid}`;
      writeFileSync(whole, JSON.stringify(keys));
      renameSync(whole, path);
    },
    remove: () => rmSync(path, { force: true }),
  };
}

/**
 * n8n keeps the keys of a node in one row of its database: it reads the row, adds to it and writes it back,
 * without a lock. This stands in for that database with the same steps, and time between them.
 */
export class KeyDatabase implements Pick<IDataDeduplicator, 'checkProcessedAndRecord' | 'removeProcessed'> {
  /** While true every call fails, as with a database that is down. */
  down = false;

  /** What happens between reading the row and writing it back. */
  between: () => Promise<void> = async () => undefined;

  constructor(private readonly row: Row = rowInMemory()) {}

  /** Makes it n8n's one; to be called once in a test file. */
  async install(): Promise<void> {
    await DataDeduplicationService.init(this as unknown as IDataDeduplicator);
  }

  forget(): void {
    this.row.remove();
  }

  get keys(): readonly string[] {
    return this.row.read() ?? [];
  }

  async checkProcessedAndRecord(items: DeduplicationItemTypes[]): Promise<IDeduplicationOutput> {
    const before = await this.read();
    const isNew = (item: DeduplicationItemTypes): boolean => before?.includes(String(item)) !== true;
    const unseen = items.filter(isNew);
    await this.between();
    await this.roundTrip();
    const after = [...(before ?? []), ...unseen.map(String)];
    if (before === undefined) this.row.insert(after);
    else this.row.update(after);
    return { new: unseen, processed: items.filter((item) => !isNew(item)) };
  }

  async removeProcessed(items: DeduplicationItemTypes[]): Promise<void> {
    const before = await this.read();
    await this.roundTrip();
    if (before !== undefined) this.row.update(before.filter((key) => !items.map(String).includes(key)));
  }

  private async read(): Promise<string[] | undefined> {
    await this.roundTrip();
    return this.row.read();
  }

  private async roundTrip(): Promise<void> {
    if (this.down) throw new Error('The database is down');
    await new Promise((resolve) => setImmediate(resolve));
  }
}
