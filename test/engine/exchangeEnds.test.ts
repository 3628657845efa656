import { Readable } from 'node:stream';
import { DeadlinePassed, exchange, type AnswerStream } from '../../nodes/shared/http/exchange';
import { Deadlines } from '../support/deadlines';

/** An exchange ends whatever n8n's helper does; here the helper is one that does it. */

let deadlines: Deadlines;

beforeEach(() => {
  deadlines = new Deadlines();
});

afterEach(() => deadlines.restore());

const never = <T>(): Promise<T> => new Promise<T>(() => undefined);

const answerOf = (body: Readable) => ({
  statusCode: 200,
  headers: { 'X-Two': ['a', 'b'], empty: undefined },
  body,
});

const text = async (stream: AnswerStream): Promise<string> => {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
};

interface Seen {
  ended: number;
  signal?: AbortSignal;
}

function asking<Body>(
  seen: Seen,
  ask: () => Promise<unknown>,
  read: (stream: AnswerStream) => Promise<Body>,
) {
  return {
    timeout: 100.4,
    cancelled: undefined,
    ask: (signal: AbortSignal) => {
      seen.signal = signal;
      return ask();
    },
    read,
    ended: () => void (seen.ended += 1),
  };
}

test('with the answer, and then nothing of it is left', async () => {
  const seen: Seen = { ended: 0 };
  const body = Readable.from([Buffer.from('o'), Buffer.from('k')]);
  expect(await exchange(asking(seen, async () => answerOf(body), text))).toEqual({
    status: 200,
    headers: { 'x-two': 'a, b', empty: '' },
    body: 'ok',
  });
  expect(seen).toMatchObject({ ended: 1, signal: { aborted: true } });
  expect(body.destroyed).toBe(true);
  expect(deadlines.armed).toEqual([100]);
});

test('with what the helper throws, now or later', async () => {
  for (const ask of [
    async () => Promise.reject(new Error('later')),
    (): Promise<unknown> => {
      throw new Error('later');
    },
  ]) {
    const seen: Seen = { ended: 0 };
    await expect(exchange(asking(seen, ask, text))).rejects.toThrow('later');
    expect(seen).toMatchObject({ ended: 1, signal: { aborted: true } });
  }
});

test('at the deadline, although the helper tells nothing; what it gives afterwards is let go', async () => {
  const seen: Seen = { ended: 0 };
  let give = (_answer: unknown): void => undefined;
  const asked = new Promise((resolve) => {
    give = resolve;
  });
  const ending = exchange(asking(seen, () => asked, text));
  deadlines.pass();
  await expect(ending).rejects.toBeInstanceOf(DeadlinePassed);
  expect(seen).toMatchObject({ ended: 1, signal: { aborted: true } });
  const body = Readable.from(['late']);
  give(answerOf(body));
  await new Promise((turn) => setImmediate(turn));
  expect(body.destroyed).toBe(true);
});

test('at the deadline with what the helper throws then: that shows what became of the request', async () => {
  const seen: Seen = { ended: 0 };
  const ending = exchange(
    asking(
      seen,
      () =>
        new Promise((_resolve, reject) => {
          seen.signal?.addEventListener('abort', () => reject(new Error('evidence')));
        }),
      text,
    ),
  );
  deadlines.pass();
  await expect(ending).rejects.toThrow('evidence');
});

test('at the deadline with status and headers, although the reader never ends', async () => {
  const seen: Seen = { ended: 0 };
  const body = new Readable({ read: () => undefined });
  let reading = (): void => undefined;
  const begun = new Promise<void>((resolve) => {
    reading = resolve;
  });
  const ending = exchange(
    asking(
      seen,
      async () => answerOf(body),
      async () => {
        reading();
        return await never();
      },
    ),
  );
  await begun;
  deadlines.pass();
  expect(await ending).toEqual({ status: 200, headers: { 'x-two': 'a, b', empty: '' }, bodyFailed: true });
  expect(body.destroyed).toBe(true);
});

test.each(['before it begins', 'while it waits'])('when it is cancelled %s', async (when) => {
  const seen: Seen = { ended: 0 };
  const cancel = new AbortController();
  if (when === 'before it begins') cancel.abort();
  const ending = exchange({ ...asking(seen, () => never(), text), cancelled: cancel.signal });
  cancel.abort();
  await expect(ending).rejects.toBeInstanceOf(DeadlinePassed);
  expect(seen.ended).toBe(1);
});

test('a body that fails when nobody reads it any more harms nothing', async () => {
  const body = Readable.from(['x']);
  const seen: Seen = { ended: 0 };
  await exchange(
    asking(
      seen,
      async () => answerOf(body),
      async () => undefined,
    ),
  );
  body.emit('error', new Error('late'));
});
