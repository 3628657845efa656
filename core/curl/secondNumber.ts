import type { JsonLeaf } from './jsonText';
import type { Piece } from './marks';
import { CommandRefused } from './refused';

/**
 * Documents show lists of recipients. A number of the sample that stands beside the place of the recipient's would get
 * every message, too.
 */
const refusal = (): CommandRefused =>
  new CommandRefused(
    'has another number beside that of the recipient, which would get every message, too',
    'Remove it: each item sends to one number.',
  );

const NUMBER = /^\s{0,5}\+?\d{10,15}(?:@[\w.]{1,40})?\s{0,5}$/;
const IN_A_LIST = /[,;|]\s{0,5}\+?\d{10,15}(?!\d)|(?<!\d)\d{10,15}\s{0,5}[,;|]/;

/** @throws CommandRefused where a text lists numbers, of which one is that of the recipient */
export function refuseNumbersBeside(pieces: readonly Piece[]): void {
  const isRecipient = pieces.some((piece) => typeof piece === 'object' && piece.mark === 'number');
  if (isRecipient && pieces.some((piece) => typeof piece === 'string' && IN_A_LIST.test(piece)))
    throw refusal();
}

/** Watches the leaves of a JSON text, in order. */
export class NumbersOfJson {
  private readonly last = new Map<string, { leaf: JsonLeaf; isRecipient: boolean }>();

  constructor(private readonly text: string) {}

  /**
   * @param isRecipient whether the recipient's number goes there
   * @throws CommandRefused where another number stands in the same list, or in the next object of one
   */
  meet(leaf: JsonLeaf, isRecipient: boolean): void {
    if (leaf.isKey) return;
    const before = this.last.get(leaf.key);
    this.last.set(leaf.key, { leaf, isRecipient });
    if (before === undefined || before.isRecipient === isRecipient) return;
    const other = isRecipient ? before.leaf : leaf;
    if (NUMBER.test(other.value) && this.isOfOneList(before.leaf, leaf)) throw refusal();
  }

  private isOfOneList({ end }: JsonLeaf, { start }: JsonLeaf): boolean {
    const between = this.text.slice(end, Math.min(start, end + 2000));
    return /^\s{0,200},\s{0,200}$/.test(between) || /\}\s{0,200},\s{0,200}\{/.test(between);
  }
}
