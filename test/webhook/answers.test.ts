import { ROWS } from './answersTable';
import { CANARY, MODES, call, deliveryOf } from './support/delivering';
import { listen } from './support/listening';
import { tryRow } from './support/matrix';
import { parametersOf } from './support/parameters';

describe.each(MODES.map((mode) => [mode.authentication, mode] as const))(
  'a delivery by %s',
  (_name, mode) => {
    test.each(ROWS.map((row) => [row.input, row] as const))('%s', async (_input, row) => {
      const printed = (['log', 'warn', 'error', 'info', 'debug'] as const).map((name) =>
        jest.spyOn(console, name).mockImplementation(() => undefined),
      );
      const { expected, got, answers } = await tryRow(row, mode);
      expect(got).toBe(expected);
      expect(printed.flatMap((spy) => spy.mock.calls)).toEqual([]);
      expect(JSON.stringify(answers).toLowerCase()).not.toContain(CANARY.slice(0, 6));
      jest.restoreAllMocks();
    });

    test.each([...new Set(ROWS.flatMap(({ outcome }) => (typeof outcome === 'string' ? [outcome] : [])))])(
      'is answered in constant words: %s',
      async (outcome) => {
        const rows = ROWS.filter((row) => row.outcome === outcome && row.path === undefined);
        const texts = new Set<string>();
        for (const row of rows) texts.add((await tryRow(row, mode)).answers.at(-1)?.text ?? '');
        // n8n words its own refusal of broken JSON.
        if (!outcome.startsWith('422')) expect(texts.size).toBe(1);
      },
    );
  },
);

test('a stranger gets the same answer whatever is wrong, before anything else is looked at', async () => {
  const [, token] = MODES;
  if (token === undefined) throw new Error('There is no such mode');
  const listening = await listen({
    parameters: parametersOf({ authentication: 'headerToken' }),
    credential: token.credential,
  });
  try {
    const bodies = ['{}', '[1]', 'x'.repeat(300_000), '17'].map((body) => deliveryOf(token, body));
    const answers = [];
    for (const { body } of bodies)
      for (const type of ['application/json', 'text/plain', 'multipart/form-data; boundary=x'])
        if (type !== 'application/json' || !String(body).startsWith('x'))
          answers.push(await call(listening.url, { body, headers: { 'content-type': type } }));
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(answers[0]?.status).toBe(401);
  } finally {
    await listening.close();
  }
});
