import { invalidInput } from '../contract/outcome';
import { json, type HttpRequest } from '../contract/http';
import type { Message } from './build';

/**
 * A message with a word of ours, which the vendor repeats in each status of it: so the first status settles what no
 * answer told. The word is no part of what a message is known by.
 *
 * @param makeWord makes the word, a text that tells nothing of the recipient; asked only where it is carried
 * @returns the message as it is where the vendor carries nothing
 */
export function carrying(message: Message, makeWord: () => string): Message {
  const { carries } = message.specification;
  if (carries === undefined) return message;
  const word = makeWord();
  const again = message.fresh?.bind(message);
  return {
    ...message,
    callbackData: word,
    request: (given) => withWord(message.request(given), carries, word),
    ...(again !== undefined && { fresh: () => carrying(again(), () => word) }),
  };
}

function withWord(request: HttpRequest, field: string, word: string): HttpRequest {
  const { body } = request;
  if (body?.kind !== 'json')
    throw invalidInput('This message cannot carry a word to its statuses.', 'Please report it.');
  return { ...request, body: json({ ...body.json, [field]: word }) };
}
