/** The words for a message's delivery status, the same for every vendor. */
export const STATUS_WORDS = ['pending', 'sent', 'delivered', 'read', 'failed', 'other'] as const;

/** A delivery status. `other` stands for a vendor's word that we do not know; it is a value, not a mistake. */
export type Status = (typeof STATUS_WORDS)[number];

/**
 * How far along each status is. A higher rank seen first makes a lower one late; `failed` outranks all,
 * `other` says nothing about order.
 */
export const STATUS_RANK: Readonly<Record<Status, number>> = {
  other: 0,
  pending: 0,
  sent: 1,
  delivered: 2,
  read: 3,
  failed: 9,
};

/**
 * Reads a vendor's status word.
 *
 * @param word as the vendor writes it, any case
 * @param dictionary the vendor's words that differ from ours, in lower case
 * @returns our word, `other` where nobody knows the vendor's
 */
export function toStatus(word: string, dictionary: Readonly<Record<string, Status>> = {}): Status {
  const known = word.trim().toLowerCase();
  if (Object.hasOwn(dictionary, known)) return dictionary[known] as Status;
  return (STATUS_WORDS as readonly string[]).includes(known) ? (known as Status) : 'other';
}

/**
 * Whether a vendor's word is a step of its own although it has the rank of another one: a voice message is played
 * after it was read.
 */
export const isOwnStep = (word: string): boolean => word.trim().toLowerCase() === 'played';
