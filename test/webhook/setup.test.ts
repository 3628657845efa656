import { MODES, call } from './support/delivering';
import { listen } from './support/listening';
import { parametersOf } from './support/parameters';

const handshake = (changes: Record<string, string> = {}): string =>
  new URLSearchParams({
    'hub.mode': 'subscribe',
    'hub.verify_token': 'canary token',
    'hub.challenge': '1158201444',
    ...changes,
  }).toString();

async function ask(
  query: string,
  { source = 'meta', authentication = 'hmac', verifyToken = 'canary token' } = {},
) {
  const credential = { ...MODES[2]?.credential, verifyToken };
  const listening = await listen({ parameters: parametersOf({ source, authentication }), credential });
  try {
    const answered = await call(`${listening.url}?${query}`, { method: 'GET' });
    expect([listening.executions, listening.thrown]).toEqual([[], []]);
    return answered;
  } finally {
    await listening.close();
  }
}

test('the address answers Meta with its challenge, as plain text', async () => {
  const { status, text, headers } = await ask(handshake());
  expect([status, text]).toEqual([200, '1158201444']);
  expect(headers['content-type']).toMatch('text/plain');
  expect(headers['x-content-type-options']).toBe('nosniff');
});

test.each(['headerToken', 'hmac', 'standardWebhooks'])(
  'it does so with the authentication %s',
  async (authentication) => {
    expect((await ask(handshake(), { authentication })).text).toBe('1158201444');
  },
);

test.each([
  ['another token', handshake({ 'hub.verify_token': 'Canary token' }), {}],
  ['no token', 'hub.mode=subscribe&hub.challenge=1', {}],
  [
    'an empty token where the credential has none',
    handshake({ 'hub.verify_token': '' }),
    { verifyToken: '' },
  ],
  ['another mode', handshake({ 'hub.mode': 'unsubscribe' }), {}],
  ['no challenge', 'hub.mode=subscribe&hub.verify_token=canary+token', {}],
  ['a list of challenges', `${handshake()}&hub.challenge=2`, {}],
  ['a challenge without end', handshake({ 'hub.challenge': 'x'.repeat(257) }), {}],
  ['nothing', '', {}],
  ['a trigger that has no credential', handshake(), { authentication: 'secretUrl' }],
])('it refuses %s with 403', async (_what, query, options) => {
  const { status, text } = await ask(query, options);
  expect([status, text.includes('canary')]).toEqual([403, false]);
});

test.each(['interflow', 'custom'])('it is no address to read from for %s', async (source) => {
  expect((await ask(handshake(), { source })).status).toBe(404);
});
