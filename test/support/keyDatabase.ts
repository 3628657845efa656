import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DataDeduplicationService } from 'n8n-core';
import type {
  DeduplicationItemTypes,
  DeduplicationScope,
  ICheckProcessedContextData,
  ICheckProcessedOptions,
  IDataDeduplicator,
  IDeduplicationOutput,
} from 'n8n-workflow';

/** A row in which n8n keeps what was processed. */
export interface Row {
  mode: string;
  data: string[];
}

/** The table of those rows. */
export interface Table {
  read(id: string): Row | undefined;
  /** Throws where there is one already. */
  insert(id: string, row: Row): void;
  update(id: string, row: Row): void;
  remove(id: string): void;
  ids(): string[];
}

const COLLISION = 'UNIQUE constraint failed';

function tableInMemory(): Table {
  const rows = new Map<string, string>();
  return {
    read: (id) => (rows.has(id) ? (JSON.parse(rows.get(id) as string) as Row) : undefined),
    insert: (id, row) => {
      if (rows.has(id)) throw new Error(COLLISION);
      rows.set(id, JSON.stringify(row));
    },
    update: (id, row) => void (rows.has(id) && rows.set(id, JSON.stringify(row))),
    remove: (id) => void rows.delete(id),
    ids: () => [...rows.keys()],
  };
}

/** A table that several processes share. */
export function tableInFolder(folder: string): Table {
  const fileOf = (id: string): string => join(folder, encodeURIComponent(id));
  return {
    read: (id) =>
      existsSync(fileOf(id)) ? (JSON.parse(readFileSync(fileOf(id), 'utf8')) as Row) : undefined,
    insert: (id, row) => {
      mkdirSync(folder, { recursive: true });
      try {
        writeFileSync(fileOf(id), JSON.stringify(row), { flag: 'wx' });
      } catch {
        throw new Error(COLLISION);
      }
    },
    // Nobody reads half a row.
    update: (id, row) => {
      const whole = `${fileOf(id)}.${process.pid}`;
      writeFileSync(whole, JSON.stringify(row));
      renameSync(whole, fileOf(id));
    },
    remove: (id) => rmSync(fileOf(id), { force: true }),
    ids: () => (existsSync(folder) ? readdirSync(folder).map(decodeURIComponent) : []),
  };
}

/**
 * n8n keeps what was processed in rows of its database, one for each node and one for the workflow: it reads the row,
 * adds to it and writes it back, without a lock. This stands in for that database with the same steps (n8n's
 * `deduplication-helper.js`), and time between them.
 */
export class KeyDatabase implements IDataDeduplicator {
  /** While true every call fails, as with a database that is down. */
  down = false;

  /** What happens between reading a row and writing it back. */
  between: (id: string) => Promise<void> = async () => undefined;

  constructor(private readonly table: Table = tableInMemory()) {}

  /** Makes it n8n's one; to be called once in a test file. */
  async install(): Promise<void> {
    await DataDeduplicationService.init(this);
  }

  forget(): void {
    for (const id of this.table.ids()) this.table.remove(id);
  }

  /** What is kept, by the row's id, of the node's messages: without the notes about executions. */
  get rows(): ReadonlyMap<string, Row> {
    return new Map(this.table.ids().map((id) => [id, this.table.read(id) as Row]));
  }

  async checkProcessedAndRecord(
    items: DeduplicationItemTypes[],
    scope: DeduplicationScope,
    contextData: ICheckProcessedContextData,
    { mode, maxEntries }: ICheckProcessedOptions,
  ): Promise<IDeduplicationOutput> {
    const id = idOf(scope, contextData);
    const row = await this.read(id);
    if (row !== undefined && row.mode !== mode) throw new Error('Saved with an incompatible setting');
    const before = row?.data ?? [];
    const isNew = (item: DeduplicationItemTypes): boolean => !before.includes(String(item));
    const unseen = items.filter(isNew);
    await this.between(id);
    await this.roundTrip();
    const all = [...before, ...unseen.map(String)];
    const after = { mode, data: maxEntries === undefined ? all : all.slice(-maxEntries) };
    if (row === undefined) this.table.insert(id, after);
    else this.table.update(id, after);
    return { new: unseen, processed: items.filter((item) => !isNew(item)) };
  }

  async removeProcessed(
    items: DeduplicationItemTypes[],
    scope: DeduplicationScope,
    contextData: ICheckProcessedContextData,
  ): Promise<void> {
    const id = idOf(scope, contextData);
    const row = await this.read(id);
    await this.roundTrip();
    const isKept = (key: string): boolean => !items.map(String).includes(key);
    if (row !== undefined) this.table.update(id, { ...row, data: row.data.filter(isKept) });
  }

  async clearAllProcessedItems(
    scope: DeduplicationScope,
    contextData: ICheckProcessedContextData,
  ): Promise<void> {
    const id = idOf(scope, contextData);
    await this.roundTrip();
    this.table.remove(id);
  }

  async getProcessedDataCount(
    scope: DeduplicationScope,
    contextData: ICheckProcessedContextData,
  ): Promise<number> {
    return (await this.read(idOf(scope, contextData)))?.data.length ?? 0;
  }

  private async read(id: string): Promise<Row | undefined> {
    await this.roundTrip();
    return this.table.read(id);
  }

  private async roundTrip(): Promise<void> {
    if (this.down) throw new Error('The database is down');
    await new Promise((resolve) => setImmediate(resolve));
  }
}

const idOf = (scope: DeduplicationScope, { node }: ICheckProcessedContextData): string =>
  scope === 'node' ? `n:${node?.id}` : '';
