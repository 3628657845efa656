/** What Meta's API calls unsupported and is no message: it changes another one. */
const CHANGES = ['edit', 'pin', 'keep_in_chat'];

/** Whether an unsupported message is a change of another one, by Meta's word for it. */
export const isChange = (word: string | null): word is string => word !== null && CHANGES.includes(word);
