import type { IWebhookFunctions } from 'n8n-workflow';
import { CANARY, MODES, call, deliveryOf, interflowEvent } from './support/delivering';
import { listen, type Listening } from './support/listening';
import { parametersOf } from './support/parameters';

/** Every call of n8n's context that the node makes, numbered; the chosen one throws. */
function throwingAt(listening: Listening, chosen: number, called: string[]): void {
  let count = 0;
  listening.wrap = (context) =>
    new Proxy(context, {
      get: (target, name, receiver) => {
        const value = Reflect.get(target, name, receiver) as unknown;
        if (typeof value !== 'function') return value;
        return (...given: unknown[]): unknown => {
          called.push(String(name));
          if (count++ === chosen) throw new Error(`${CANARY} is what broke`);
          return (value as (...all: unknown[]) => unknown).apply(target, given);
        };
      },
    }) as IWebhookFunctions;
}

const harmless = (listening: Listening): void => {
  listening.wrap = (context) => context;
};

describe.each(MODES.map((mode) => [mode.authentication, mode] as const))('by %s', (authentication, mode) => {
  const event = interflowEvent('m', 'read');
  const trigger = () => listen({ parameters: parametersOf({ authentication }), credential: mode.credential });

  it('G09 whatever call of n8n throws: 500, nothing started, nothing told, and the vendor may send again', async () => {
    const printed = (['log', 'warn', 'error'] as const).map((name) =>
      jest.spyOn(console, name).mockImplementation(() => undefined),
    );
    const all = await callsOf();
    expect(all.length).toBeGreaterThan(5);
    for (const [chosen, name] of all.entries()) {
      // Without n8n's response object nothing can be answered at all, so the connection stays open.
      if (name === 'getResponseObject') continue;
      const listening = await trigger();
      throwingAt(listening, chosen, []);
      const answered = await call(listening.url, deliveryOf(mode, event));
      expect([name, answered.status]).toEqual([name, 500]);
      expect(JSON.parse(answered.text)).toEqual({ message: expect.stringContaining('could not be handled') });
      expect(listening.executions).toEqual([]);

      harmless(listening);
      expect((await call(listening.url, deliveryOf(mode, event))).text).toBe('received');
      expect(listening.thrown).toEqual([]);
      await listening.close();
    }
    expect(printed.flatMap((spy) => spy.mock.calls)).toEqual([]);
    jest.restoreAllMocks();
  });

  /** What the node asks of n8n for one delivery that it has a fresh memory for. */
  async function callsOf(): Promise<string[]> {
    const listening = await trigger();
    const called: string[] = [];
    throwingAt(listening, Infinity, called);
    await call(listening.url, deliveryOf(mode, event));
    await listening.close();
    return called;
  }
});

test('a setup call that breaks is answered 500 too', async () => {
  const listening = await listen({ parameters: parametersOf({ source: 'meta' }) });
  try {
    throwingAt(listening, 1, []);
    expect((await call(listening.url, { method: 'GET' })).status).toBe(500);
    expect(listening.thrown).toEqual([]);
  } finally {
    await listening.close();
  }
});

test('a credential that is gone is answered 500, so that the vendor sends again, and n8n says nothing of it', async () => {
  const listening = await listen({ parameters: parametersOf({ authentication: 'headerToken' }) });
  const token = MODES[1];
  if (token === undefined) throw new Error('There is no such mode');
  try {
    const refused = await call(listening.url, deliveryOf(token, interflowEvent('m', 'read')));
    expect([refused.status, refused.text.includes('canary')]).toEqual([500, false]);
    listening.credential = token.credential;
    expect((await call(listening.url, deliveryOf(token, interflowEvent('m', 'read')))).text).toBe('received');
  } finally {
    await listening.close();
  }
});

test('an authentication that nobody knows lets nobody in', async () => {
  const listening = await listen({ parameters: parametersOf({ authentication: 'none' }) });
  try {
    const [secretUrl] = MODES;
    if (secretUrl === undefined) throw new Error('There is no such mode');
    expect((await call(listening.url, deliveryOf(secretUrl, interflowEvent('m', 'read')))).status).toBe(500);
    expect(listening.executions).toEqual([]);
    await expect(listening.activate()).rejects.toThrow();
  } finally {
    await listening.close();
  }
});
