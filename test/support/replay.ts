import { inputOf, recordRequest, type Exchange } from '../../recordings/exchange';
import type { MessagingError } from '../../core/contract/outcome';
import { redactorOf } from './redactorOf';
import { buildMessage, type Message } from '../../core/message/build';
import type { Answered } from '../../core/sending/sender';
import { sendOnce } from './sending';
import type { Vendor } from '../../core/contract/vendor';
import type { HttpResponse, Transport } from '../../core/contract/http';
import { accountOf } from './credential';

type RecordedRequest = Exchange['request'];

/** What a replayed exchange came to. */
export interface Replay {
  /** Every request that was sent, in order. */
  requests: RecordedRequest[];
  result: Answered | MessagingError;
}

/** A recorded answer as a transport gives it. */
export const answerOf = ({ status, headers = {}, body }: Exchange['response']): HttpResponse => ({
  status,
  headers,
  body,
});

/** The message of an exchange, built but not sent. */
export const messageOf = (vendor: Vendor, exchange: Exchange): Message =>
  buildMessage(vendor, exchange.operation, inputOf(exchange), accountOf(vendor, exchange.config).config);

/** Sends the input of an exchange to someone who answers as recorded. */
export async function replay(vendor: Vendor, exchange: Exchange): Promise<Replay> {
  const answers = [...(exchange.before ? [exchange.before.response] : []), exchange.response];
  const requests: RecordedRequest[] = [];
  const transport: Transport = async (request) => {
    requests.push(await recordRequest(request));
    const answer = answers.shift();
    if (answer === undefined) throw new Error('One request more than was recorded.');
    return answerOf(answer);
  };
  const { secrets } = accountOf(vendor, exchange.config);
  // What is looked for afterwards is no part of the exchange.
  const message = { ...messageOf(vendor, exchange), lookBack: undefined };
  return { requests, result: await sendOnce(message, transport, redactorOf(secrets)) };
}
