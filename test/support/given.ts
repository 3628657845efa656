import { MessagingError } from '../../core/contract/outcome';
import type { AnyOperation } from '../../core/contract/vendor';
import type { Message } from '../../core/message/build';
import type { Exchange } from '../../recordings/exchange';

/** What a recorded exchange says about the request before the message. */
type Recorded = Pick<Exchange, 'before'>;

/**
 * What the request before a message gives to the message's request, read by the operation's own schema from
 * the recorded answer.
 *
 * @returns nothing where the operation has no such request
 * @throws Error where the operation has one and the exchange does not record its answer, or a wrong one
 */
export function givenBy({ before }: AnyOperation, exchange: Recorded): Record<string, string> {
  if (before === undefined) return {};
  if (exchange.before === undefined)
    throw new Error('The exchange does not record the answer to the request before the message.');
  return before.answer.parse(exchange.before.response.body);
}

/**
 * The recorded answer to the request before a message with another word wherever a given value stands.
 *
 * @param word of a vendor that goes wrong, or is somebody else
 */
export function answerWith(specification: AnyOperation, exchange: Recorded, word: string): unknown {
  const values = Object.values(givenBy(specification, exchange));
  const other = (value: unknown): unknown => {
    if (typeof value === 'string') return values.includes(value) ? word : value;
    if (Array.isArray(value)) return value.map(other);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, other(each)]));
  };
  return other(exchange.before?.response.body);
}

/**
 * Whether another word in the answer to the request before changes the message's address only where the given
 * value stands, so that a vendor cannot lead the message elsewhere.
 *
 * @returns undefined where the word is refused
 */
export function staysInItsPlace(
  { specification, request }: Pick<Message, 'specification' | 'request'>,
  exchange: Recorded,
  word: string,
): boolean | undefined {
  const usual = givenBy(specification, exchange);
  const other = specification.before?.answer.safeParse(answerWith(specification, exchange, word));
  if (other === undefined || !other.success) return undefined;
  try {
    const filled = Object.entries(usual).reduce(
      (url, [name, value]) => url.replace(value, () => other.data[name] ?? ''),
      request(usual).url,
    );
    return new URL(request(other.data).url).href === filled;
  } catch (refusal) {
    if (refusal instanceof MessagingError) return undefined;
    throw refusal;
  }
}
