/** More than leave to one person within the seconds that a look back cannot tell apart. */
const MOST = 1000;

/** The ids of an account's messages of which it is known that they went out: no other message is looked for among them. */
export class KnownMessages {
  private readonly ids = new Set<string>();

  /** Notes the id of a message, once the vendor gave it. */
  note(id: string | null): void {
    if (id === null) return;
    this.ids.add(id);
    const [oldest] = this.ids;
    if (this.ids.size > MOST && oldest !== undefined) this.ids.delete(oldest);
  }

  has(id: string): boolean {
    return this.ids.has(id);
  }
}
