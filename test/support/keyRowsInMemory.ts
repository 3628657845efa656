import type { AskableRows } from '../../core/memory/shelf';

/** Rows as n8n keeps them, each its maker's alone; what is asked is answered a moment later. */
export class RowsInMemory implements AskableRows {
  readonly kept = new Map<string, { owner: string; entries: string[] }>();

  /** Whether rows can be had at all. */
  areThere = true;

  /** So many of the next calls fail. */
  failures = 0;

  /** So many of the next rows are made without anybody hearing of it. */
  unheard = 0;

  /** How often anything was asked. */
  asked = 0;

  async areKept(): Promise<boolean> {
    return await Promise.resolve(this.areThere);
  }

  async make(id: string, owner: string): Promise<boolean> {
    await this.answer();
    const row = this.kept.get(id);
    if (row !== undefined) return row.owner === owner;
    this.kept.set(id, { owner, entries: ['intended'] });
    if (this.unheard > 0) {
      this.unheard -= 1;
      throw new Error('The connection was closed');
    }
    return true;
  }

  async count(id: string): Promise<number> {
    await this.answer();
    return this.kept.get(id)?.entries.length ?? 0;
  }

  async grow(id: string, owner: string, entries: readonly string[]): Promise<void> {
    await this.answer();
    const row = this.kept.get(id) ?? { owner, entries: [] };
    if (row.owner !== owner) throw new Error('Saved with an incompatible setting');
    this.kept.set(id, { owner, entries: [...new Set([...row.entries, ...entries])] });
  }

  async spend(id: string, _owner: string, words: readonly string[]): Promise<string[]> {
    await this.answer();
    const held = new Set(this.kept.get(id)?.entries);
    return words.filter((word) => held.has(word));
  }

  async remove(id: string): Promise<void> {
    await this.answer();
    this.kept.delete(id);
  }

  private async answer(): Promise<void> {
    this.asked += 1;
    await new Promise((resolve) => setImmediate(resolve));
    if (this.failures > 0) {
      this.failures -= 1;
      throw new Error('The database is away');
    }
  }
}
