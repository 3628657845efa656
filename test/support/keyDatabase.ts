import { DataDeduplicationService } from 'n8n-core';
import type { DeduplicationItemTypes, IDataDeduplicator, IDeduplicationOutput } from 'n8n-workflow';

/**
 * n8n keeps the keys of a node in one row of its database: it reads the row, adds to it and writes it back,
 * without a lock. This stands in for that database with the same steps, and time between them.
 */
export class KeyDatabase implements Pick<IDataDeduplicator, 'checkProcessedAndRecord' | 'removeProcessed'> {
  private row: string[] | undefined;

  /** While true every call fails, as with a database that is down. */
  down = false;

  /** Makes it n8n's one; to be called once in a test file. */
  async install(): Promise<void> {
    await DataDeduplicationService.init(this as unknown as IDataDeduplicator);
  }

  forget(): void {
    this.row = undefined;
  }

  get keys(): readonly string[] {
    return this.row ?? [];
  }

  async checkProcessedAndRecord(items: DeduplicationItemTypes[]): Promise<IDeduplicationOutput> {
    const before = await this.read();
    const isNew = (item: DeduplicationItemTypes): boolean => before?.includes(String(item)) !== true;
    const unseen = items.filter(isNew);
    await this.roundTrip();
    if (before === undefined && this.row !== undefined) throw new Error('UNIQUE constraint failed');
    this.row = [...(before ?? []), ...unseen.map(String)];
    return { new: unseen, processed: items.filter((item) => !isNew(item)) };
  }

  async removeProcessed(items: DeduplicationItemTypes[]): Promise<void> {
    const before = await this.read();
    await this.roundTrip();
    this.row = before?.filter((key) => !items.map(String).includes(key));
  }

  private async read(): Promise<string[] | undefined> {
    await this.roundTrip();
    return this.row === undefined ? undefined : [...this.row];
  }

  private async roundTrip(): Promise<void> {
    if (this.down) throw new Error('The database is down');
    await new Promise((resolve) => setImmediate(resolve));
  }
}
