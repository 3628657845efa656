import { sleep } from 'n8n-workflow';

/** The stream of an answer. */
export interface AnswerStream extends AsyncIterable<Uint8Array> {
  destroy(): void;
  on(event: 'error', listener: () => void): unknown;
  map(piece: (chunk: Uint8Array) => Uint8Array): AnswerStream;
}

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
 * @throws where no answer came: what the helper threw, with its evidence, or DeadlinePassed
 */
export async function exchange<Body>(asking: Asking<Body>): Promise<Exchanged<Body>> {
  const end = new AbortController();
  // Listeners instead of AbortSignal.any: Node.js 20 may forget a signal that only depends on others.
  const stop = (): void => end.abort();
  const late = AbortSignal.timeout(Math.max(1, Math.round(asking.timeout)));
  late.addEventListener('abort', stop);
  asking.cancelled?.addEventListener('abort', stop);
  if (asking.cancelled?.aborted === true) stop();
  let stream: AnswerStream | undefined;
  try {
    const asked = startOf(asking.ask, end.signal);
    const { statusCode, headers, body } = await beforeEnd(asked, end.signal, drop);
    stream = body;
    // One that fails when nobody reads it any more would end the process.
    stream.on('error', () => undefined);
    const head: Head = { status: statusCode, headers: plain(headers) };
    return await beforeEnd(asking.read(body, head), end.signal).then(
      (read) => ({ ...head, body: read }),
      () => ({ ...head, bodyFailed: true as const }),
    );
  } finally {
    late.removeEventListener('abort', stop);
    asking.cancelled?.removeEventListener('abort', stop);
    stop();
    stream?.destroy();
    asking.ended?.();
  }
}

/** The deadline has passed, or the execution was stopped, and n8n's helper told nothing of its request. */
export class DeadlinePassed extends Error {}

/** Lets an answer go that came when nobody waited any more. */
function drop({ body }: StreamedResponse): void {
  body.on('error', () => undefined);
  body.destroy();
}

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

function plain(headers: StreamedResponse['headers']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), [value ?? ''].flat().join(', ')]),
  );
}
