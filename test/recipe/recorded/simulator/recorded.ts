import { isDeepStrictEqual } from 'node:util';
import type { Application } from 'express';
import { recordedExchanges } from '../test/support/recordedExchanges';
import type { Exchange } from '../recordings/exchange';
import { answering, unreadable, vendorApplication } from './receiving';
import type { Answer, ArrivingRequest } from './recording';
import type { World } from './world';

type Recorded = Pick<Exchange, 'request' | 'response'> & { receipt?: Exchange['receipt'] };

/**
 * A stand-in that knows nothing but a vendor's recorded exchanges: what was recorded is answered as recorded,
 * anything else is refused. For vendors on trial, which have no simulator of their own.
 */
export const recordedApplication =
  (vendor: string, isSigned: (request: ArrivingRequest) => boolean) =>
  (world: World): Application => {
    const recordings = recordedExchanges()
      .filter((each) => each.vendor === vendor)
      .flatMap(({ exchange }): Recorded[] => [...(exchange.before ? [exchange.before] : []), exchange]);
    const application = vendorApplication(world, vendor, '');
    application.use(
      answering(world, (request) => {
        if (!isSigned(request)) return { status: 401, body: { error: 'unsigned' } };
        const recording = recordings.find(({ request: recorded }) => isThat(request, recorded));
        if (recording === undefined) return { status: 404, body: { error: 'not recorded' } };
        if (recording.receipt !== undefined) deliver(world, vendor, recording.receipt.messageId);
        return answerOf(recording);
      }),
    );
    application.use(unreadable);
    return application;
  };

function isThat(request: ArrivingRequest, recorded: Recorded['request']): boolean {
  const parts = request.parts?.map(({ name, value, fileName, mimeType, content }) =>
    content === undefined
      ? { name, value }
      : { name, file: { fileName, mimeType, text: content.toString('utf8') } },
  );
  return (
    request.method === recorded.method &&
    request.path === new URL(recorded.url).pathname &&
    isDeepStrictEqual(request.query, { ...recorded.query }) &&
    isDeepStrictEqual(request.json, recorded.json) &&
    isDeepStrictEqual(request.form, recorded.form) &&
    isDeepStrictEqual(parts, recorded.multipart)
  );
}

const answerOf = ({ response: { status, headers, body } }: Recorded): Answer => ({
  status,
  ...(headers !== undefined && { headers }),
  body,
});

function deliver(world: World, vendor: string, messageId: string | null): void {
  world.deliver({ vendor, host: '', messageId, to: '', kind: 'text' });
}
