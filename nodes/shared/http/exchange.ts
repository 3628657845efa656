import { sleep } from 'n8n-workflow';
import { RefusedByProxy } from './proxy';

/** The stream of an answer, with what Node.js hangs on it: all of that is missing on one that was unpacked. */
export interface AnswerStream extends AsyncIterable<Uint8Array> {
  destroy(): void;
  on?(event: string, listener: (value: unknown) => void): unknown;
  socket?: { encrypted?: boolean; destroy(): void } | null;
  req?: { path?: string; writableFinished?: boolean };
}

/** Whether n8n's helper unpacks an answer while it is read, so that its length is not the one in its headers. */
export const isUnpacked = ({ socket }: AnswerStream): boolean => socket === undefined;

/** What n8n's helper gives back for a streamed answer. */
export interface StreamedResponse {
  statusCode: number;
  headers: Record<string, string | string[] | undefined>;
  body: AnswerStream;
}

/** An answer's status and headers, while its body is still on its way. */
export interface Head {
  status: number;
  /** Names in lower case. */
  headers: Readonly<Record<string, string>>;
}

/** One request and how its answer is read. */
export interface Asking<Body> {
  /** Where it goes: an answer from an https address counts only when it came over TLS. */
  url: string;
  /** In milliseconds, from before the request leaves to the end of the answer. */
  timeout: number;
  /** Ends the exchange early, e.g. because the user stops the execution. */
  cancelled: AbortSignal | undefined;
  /** n8n's helper; the signal ends its request. */
  ask(end: AbortSignal): Promise<unknown>;
  /** Reads the body. What it throws says that the body failed. */
  read(stream: AnswerStream, head: Head): Promise<Body>;
  /** Called when nothing more of the request is read, e.g. to close its files. */
  ended?(): void;
}

/** What came of an exchange. */
export type Exchanged<Body> = Head & ({ body: Body } | { bodyFailed: true });

/**
 * Carries out one exchange: request, headers and body under one deadline, which is armed before the request
 * leaves. It always settles, whatever the helper does, and on every way out the connection, the streams of
 * request and answer and the listeners are gone.
 *
 * @returns status and headers as soon as these came, with the body where it could be read
 * @throws where no answer came: what the helper threw, with its evidence, RefusedByProxy, or DeadlinePassed
 */
export async function exchange<Body>(asking: Asking<Body>): Promise<Exchanged<Body>> {
  const end = new AbortController();
  // Listeners instead of AbortSignal.any: Node.js 20 may forget a signal that only depends on others.
  const stop = (): void => end.abort();
  const late = AbortSignal.timeout(Math.max(1, Math.round(asking.timeout)));
  late.addEventListener('abort', stop);
  asking.cancelled?.addEventListener('abort', stop);
  if (asking.cancelled?.aborted === true) stop();
  const connection = new Connection();
  try {
    const asked = startOf(asking.ask, end.signal);
    const { statusCode, headers, body } = await beforeEnd(asked, end.signal, ({ body: unread }) =>
      new Connection().hold(unread).close(),
    );
    connection.hold(body);
    const head: Head = { status: statusCode, headers: plain(headers) };
    const result = await beforeEnd(asking.read(body, head), end.signal).then(
      (read) => ({ ...head, body: read }),
      () => ({ ...head, bodyFailed: true as const }),
    );
    if (asking.url.startsWith('https:') && connection.isPlain) throw new RefusedByProxy(statusCode);
    return result;
  } finally {
    late.removeEventListener('abort', stop);
    asking.cancelled?.removeEventListener('abort', stop);
    stop();
    connection.close();
    asking.ended?.();
  }
}

/** The deadline has passed, or the execution was stopped, and n8n's helper told nothing of its request. */
export class DeadlinePassed extends Error {}

/** A helper that throws at once is like one that throws later. */
async function startOf(ask: Asking<unknown>['ask'], end: AbortSignal): Promise<StreamedResponse> {
  return (await ask(end)) as StreamedResponse;
}

/**
 * Waits for something that should end by the signal. Where it does not, the wait ends all the same, one turn
 * later: what it throws first says more.
 *
 * @param dropped takes what comes when nobody waits any more
 */
async function beforeEnd<T>(
  work: Promise<T>,
  end: AbortSignal,
  dropped: (value: T) => void = () => undefined,
): Promise<T> {
  let over = false;
  let giveUp = (): void => undefined;
  const ended = new Promise<never>((_resolve, reject) => {
    giveUp = () =>
      void sleep(0).then(() => {
        over = true;
        reject(new DeadlinePassed());
      });
  });
  ended.catch(() => undefined);
  work.then(
    (value) => (over ? dropped(value) : undefined),
    () => undefined,
  );
  if (end.aborted) giveUp();
  else end.addEventListener('abort', giveUp);
  try {
    return await Promise.race([work, ended]);
  } finally {
    end.removeEventListener('abort', giveUp);
  }
}

/** The connection under an answer, as far as it can be seen. */
class Connection {
  private stream: AnswerStream | undefined;

  /** The answer as it came: the stream itself, or what an unpacking stream read from. */
  private message: Pick<AnswerStream, 'socket' | 'req'> | undefined;

  hold(stream: AnswerStream): this {
    this.stream = stream;
    this.message = isUnpacked(stream) ? undefined : stream;
    // A stream that fails when nobody reads it any more would end the process.
    stream.on?.('error', () => undefined);
    stream.on?.('unpipe', (source) => (this.message ??= source as AnswerStream));
    return this;
  }

  /** Whether the answer certainly came without TLS. */
  get isPlain(): boolean {
    const socket = this.message?.socket;
    return socket !== undefined && socket !== null && socket.encrypted !== true;
  }

  /** Node.js ends a connection whose answer was read, but not before all of the request has left. */
  close(): void {
    this.stream?.destroy();
    if (this.message?.req?.writableFinished !== true) this.message?.socket?.destroy();
  }
}

function plain(headers: StreamedResponse['headers']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), [value ?? ''].flat().join(', ')]),
  );
}
