import {
  CANARY,
  MODES,
  call,
  deliveryOf,
  interflowEvent,
  type Delivery,
  type Mode,
} from './support/delivering';
import { listen, type Listening } from './support/listening';
import { parametersOf } from './support/parameters';

const modes = MODES.slice(1);
const [token, , standard] = modes;
if (token === undefined || standard === undefined) throw new Error('There is no such mode');

let messages = 0;
const delivery = (mode: Mode): Delivery => deliveryOf(mode, interflowEvent(`m${++messages}`, 'read'));

const forged = (mode: Mode): Delivery => {
  const { body, headers } = delivery(mode);
  const proofs = ['x-webhook-token', 'x-signature', 'webhook-signature'];
  const wrong = Object.entries(headers).map(([name, value]) => [
    name,
    proofs.includes(name) ? value.replace(/\w(?==?$)/, '_') : value,
  ]);
  return { body, headers: Object.fromEntries(wrong) as Record<string, string> };
};

async function whileListening(mode: Mode, run: (listening: Listening) => Promise<void>): Promise<void> {
  const { authentication, credential } = mode;
  const listening = await listen({ parameters: parametersOf({ authentication }), credential });
  try {
    await run(listening);
  } finally {
    await listening.close();
    jest.restoreAllMocks();
  }
}

/** Lets time pass for the node, in milliseconds. */
function later(milliseconds: number): void {
  const now = performance.now() + milliseconds;
  jest.spyOn(performance, 'now').mockImplementation(() => now);
}

/** Sets the machine's clock to another time; nothing passes. */
function set(milliseconds: number): void {
  const now = Date.now() + milliseconds;
  jest.spyOn(Date, 'now').mockImplementation(() => now);
}

const DAY = 24 * 60 * 60 * 1000;

describe.each(modes.map((mode) => [mode.authentication, mode] as const))(
  'the credential for %s',
  (_name, mode) => {
    it('is read once for many deliveries', async () => {
      await whileListening(mode, async (listening) => {
        await Promise.all(Array.from({ length: 20 }, () => call(listening.url, delivery(mode))));
        expect(listening.executions).toHaveLength(20);
        expect(listening.credentialReads).toBe(1);
      });
    });

    it('is not read again and again for forged deliveries', async () => {
      await whileListening(mode, async (listening) => {
        for (let time = 0; time < 50; time++)
          expect((await call(listening.url, forged(mode))).status).toBe(401);
        expect(listening.credentialReads).toBeLessThanOrEqual(1);
      });
    });

    it('is read again once when a delivery does not fit, so that a new secret is taken at once', async () => {
      await whileListening(mode, async (listening) => {
        listening.credential = { ...mode.credential, secret: Buffer.alloc(24, 1).toString('base64') };
        expect((await call(listening.url, delivery(mode))).status).toBe(401);
        listening.credential = mode.credential;
        later(6_000);
        expect((await call(listening.url, delivery(mode))).text).toBe('received');
        expect(listening.credentialReads).toBe(2);
      });
    });

    it('is forgotten after a minute, so that a withdrawn secret is refused', async () => {
      await whileListening(mode, async (listening) => {
        expect((await call(listening.url, delivery(mode))).status).toBe(200);
        listening.credential = { ...mode.credential, secret: Buffer.alloc(24, 1).toString('base64') };
        later(61_000);
        expect((await call(listening.url, delivery(mode))).status).toBe(401);
      });
    });

    it.each([
      ['back by a day', -DAY],
      ['back by an hour', -DAY / 24],
      ['ahead by a day', DAY],
    ])(
      "field R5: replaced after the machine's clock went %s, the withdrawn secret is refused and the new one taken",
      async (_how, leap) => {
        await whileListening(mode, async (listening) => {
          expect((await call(listening.url, delivery(mode))).status).toBe(200);
          set(leap);
          const withdrawn = mode.credential;
          const next = Buffer.alloc(24, 1).toString('base64');
          listening.credential = { ...withdrawn, secret: next };
          later(61_000);
          expect((await call(listening.url, delivery(mode))).status).toBe(401);
          listening.credential = withdrawn;
          later(6_000);
          expect((await call(listening.url, delivery(mode))).text).toBe('received');
        });
      },
    );

    it('field R5: the clock that went back a day does not keep a replaced secret waiting', async () => {
      await whileListening(mode, async (listening) => {
        listening.credential = { ...mode.credential, secret: Buffer.alloc(24, 1).toString('base64') };
        expect((await call(listening.url, delivery(mode))).status).toBe(401);
        set(-DAY);
        listening.credential = mode.credential;
        later(6_000);
        expect((await call(listening.url, delivery(mode))).text).toBe('received');
        expect(listening.credentialReads).toBe(2);
      });
    });

    it('G04 takes both secrets while they are changed', async () => {
      await whileListening(mode, async (listening) => {
        const next = Buffer.alloc(24, 1).toString('base64');
        listening.credential = {
          ...mode.credential,
          secret: next,
          previousSecret: mode.credential['secret'] as string,
        };
        expect((await call(listening.url, delivery(mode))).text).toBe('received');
      });
    });

    it('G03 without a secret lets nobody in, and the workflow is not activated', async () => {
      await whileListening(mode, async (listening) => {
        for (const secret of ['', ' \n', undefined]) {
          listening.credential = {
            ...mode.credential,
            secret: secret as string,
            previousSecret: mode.credential['secret'] as string,
          };
          await expect(listening.activate()).rejects.toThrow(
            'The webhook credential is not complete: "Secret" is empty',
          );
          later(6_000);
          expect((await call(listening.url, delivery(mode))).status).toBe(401);
          jest.restoreAllMocks();
        }
        expect(listening.executions).toEqual([]);
      });
    });

    it('that is complete lets the workflow be activated', async () => {
      await whileListening(mode, async (listening) => {
        expect(await listening.activate()).toBe(true);
      });
    });
  },
);

test('an activation that is refused says what to do, and no secret', async () => {
  const credential = { ...standard.credential, secret: `${CANARY} is no key` };
  await whileListening({ ...standard, credential }, async (listening) => {
    const refusal = await listening.activate().catch((thrown: unknown) => thrown);
    expect(refusal).toMatchObject({
      message: expect.stringContaining('not a complete Standard Webhooks secret'),
      description: expect.stringContaining('activate the workflow again'),
    });
    expect(JSON.stringify(refusal)).not.toContain(CANARY);
  });
});

test('a stranger without any signature costs no reading of the credential', async () => {
  await whileListening(standard, async (listening) => {
    const strange: Array<Record<string, string>> = [
      {},
      { 'webhook-id': 'x', 'webhook-timestamp': '1', 'webhook-signature': `v1,${'A'.repeat(43)}=` },
      { ...delivery(standard).headers, 'webhook-signature': 'v1,short' },
    ];
    for (const headers of strange)
      expect(
        (
          await call(listening.url, {
            body: '{}',
            headers: { 'content-type': 'application/json', ...headers },
          })
        ).status,
      ).toBe(401);
    expect(listening.credentialReads).toBe(0);
  });
});

test('a secret URL reads no credential, and needs none to be activated', async () => {
  const [secretUrl] = MODES;
  if (secretUrl === undefined) throw new Error('There is no such mode');
  await whileListening(secretUrl, async (listening) => {
    expect(await listening.activate()).toBe(true);
    expect((await call(listening.url, delivery(secretUrl))).text).toBe('received');
    expect(listening.credentialReads).toBe(0);
  });
});
