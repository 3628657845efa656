import { Limiter } from '../../core/pacing/limiter';
import { MessagingError } from '../../core/contract/outcome';
import { redactor } from '../../core/outcomes/redact';
import { buildMessage } from '../../core/message/build';
import { send } from '../../core/sending/send';
import type { Patience } from '../../core/sending/sender';
import type { HttpResponse } from '../../core/contract/http';
import { PATIENCE, senderOf, VirtualClock } from '../support/sending';
import { ACME_CREDENTIAL, acme } from './acme';
import { readAccount } from '../../core/input/account';

/** What the vendor does with one request: a status with headers, or no answer at all. */
type Reaction =
  | [status: number, headers?: Record<string, string>]
  | 'refused'
  | 'unresolved'
  | 'reset'
  | 'untrusted';

const THROWN: Record<Extract<Reaction, string>, object> = {
  refused: { code: 'ECONNREFUSED', syscall: 'connect' },
  unresolved: { code: 'ENOTFOUND', syscall: 'getaddrinfo' },
  reset: { code: 'ECONNRESET', request: { socket: { _bytesDispatched: 400 } } },
  untrusted: { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' },
};

/** Sends one message to a vendor that reacts so, the last reaction for good; `random` is 0.5 throughout. */
async function sendTo(reactions: Reaction[], patience: Partial<Patience> = {}, stopAfter = Infinity) {
  const clock = new VirtualClock();
  const startedAt: number[] = [];
  const transport = async (): Promise<HttpResponse> => {
    startedAt.push(clock.now());
    const reaction = reactions[Math.min(startedAt.length, reactions.length) - 1] as Reaction;
    if (typeof reaction === 'string') throw THROWN[reaction];
    const [status, headers = {}] = reaction;
    return { status, headers, body: status < 300 ? { ok: true, id: 'm1' } : {} };
  };
  const { config } = readAccount(acme, ACME_CREDENTIAL);
  const message = buildMessage(acme, 'sendText', { to: '5511987654321', text: 'Hi' }, config);
  const sender = { ...senderOf(transport, redactor([]), clock), cancelled: () => clock.now() >= stopAfter };
  const { result, attempts } = await send(message, sender, { ...PATIENCE, ...patience });
  const outcome = result instanceof MessagingError ? result.outcome : result.outcome;
  return { outcome, attempts, startedAt, text: result instanceof MessagingError ? result.message : '' };
}

describe('an attempt follows', () => {
  test.each<[string, Reaction[], object]>([
    ['a refused connection', ['refused', [200]], { outcome: 'sent', attempts: 2, startedAt: [0, 250] }],
    [
      'several, each after a longer pause',
      ['refused', 'refused', 'refused', [200]],
      { attempts: 4, startedAt: [0, 250, 750, 1750] },
    ],
    ['a host name that is not found, but only one', ['unresolved'], { outcome: 'notSent', attempts: 2 }],
    ['429 with seconds', [[429, { 'retry-after': '7' }], [200]], { outcome: 'sent', startedAt: [0, 7000] }],
    [
      '429 with a time that has passed',
      [[429, { 'retry-after': 'Thu, 01 Jan 2015 00:00:00 GMT' }], [200]],
      { startedAt: [0, 250] },
    ],
    ['429 with nonsense', [[429, { 'retry-after': 'soon' }], [200]], { startedAt: [0, 1000] }],
    ['429 with a negative number', [[429, { 'retry-after': '-3' }], [200]], { startedAt: [0, 1000] }],
    ['429 without a word', [[429], [200]], { outcome: 'sent', startedAt: [0, 1000] }],
    ['425', [[425], [200]], { outcome: 'sent', attempts: 2 }],
    [
      '503 that says when to come back',
      [[503, { 'retry-after': '2' }], [200]],
      { outcome: 'sent', startedAt: [0, 2000] },
    ],
    ['521, which never reached the vendor', [[521], [200]], { outcome: 'sent', attempts: 2 }],
  ])('%s', async (_what, reactions, expected) => {
    expect(await sendTo(reactions)).toMatchObject(expected);
  });
});

describe('no attempt follows', () => {
  test.each<[string, Reaction[], object]>([
    ['a success', [[200]], { outcome: 'sent', attempts: 1 }],
    ['a refusal', [[400]], { outcome: 'rejected', attempts: 1 }],
    ['a refused credential', [[401]], { outcome: 'rejected', attempts: 1 }],
    ['a bare 503', [[503]], { outcome: 'unknown', attempts: 1 }],
    ['500', [[500]], { outcome: 'unknown', attempts: 1 }],
    ['504', [[504]], { outcome: 'unknown', attempts: 1 }],
    ['408', [[408]], { outcome: 'unknown', attempts: 1 }],
    ['a redirect', [[307]], { outcome: 'rejected', attempts: 1 }],
    ['a connection that broke after the request was written', ['reset'], { outcome: 'unknown', attempts: 1 }],
    ['a certificate that is not trusted', ['untrusted'], { outcome: 'notSent', attempts: 1 }],
    ['the last of the attempts', ['refused'], { outcome: 'notSent', attempts: 4 }],
  ])('%s', async (_what, reactions, expected) => {
    expect(await sendTo(reactions)).toMatchObject(expected);
  });
});

test('a pause longer than the longest wait is reported with its length, and nothing is tried meanwhile', async () => {
  const sent = await sendTo([[429, { 'retry-after': '3600' }]]);
  expect(sent).toMatchObject({ outcome: 'notSent', attempts: 1 });
  expect(sent.text).toBe(
    'Acme asks for a pause of 15 minutes or more. Nothing was sent; send this item again after that.',
  );
});

test('an attempt that would begin after the total time is not made', async () => {
  const sent = await sendTo([[429, { 'retry-after': '100' }]], { totalTime: 60_000 });
  expect(sent).toMatchObject({ outcome: 'notSent', attempts: 1 });
});

test('what nobody knows is sent again only where the user asked for it', async () => {
  expect(await sendTo(['reset', [200]], { resendUnknown: true })).toMatchObject({
    outcome: 'sent',
    attempts: 2,
  });
  expect(await sendTo([[500], [500], [200]], { resendUnknown: true })).toMatchObject({
    outcome: 'sent',
    attempts: 3,
  });
});

test('a stopped execution waits no longer', async () => {
  const sent = await sendTo([[429, { 'retry-after': '60' }]], {}, 5_000);
  expect(sent).toMatchObject({ outcome: 'notSent', attempts: 1, startedAt: [0] });
});

test('a stopped execution begins nothing', async () => {
  expect(await sendTo([[200]], {}, 0)).toMatchObject({ outcome: 'notSent', attempts: 0, startedAt: [] });
});

test('a pause asked for one message holds for the whole account', async () => {
  const clock = new VirtualClock();
  const limiter = new Limiter(0, clock);
  const answers: HttpResponse[] = [
    {
      status: 200,
      headers: {
        'x-ratelimit-remaining': '0',
        'x-ratelimit-reset': String(Math.ceil(Date.now() / 1000) + 20),
      },
      body: { ok: true, id: 'm1' },
    },
    { status: 200, headers: {}, body: { ok: true, id: 'm2' } },
  ];
  const startedAt: number[] = [];
  const transport = async (): Promise<HttpResponse> => {
    startedAt.push(clock.now());
    return answers.shift() as HttpResponse;
  };
  const { config } = readAccount(acme, ACME_CREDENTIAL);
  const message = buildMessage(acme, 'sendText', { to: '5511987654321', text: 'Hi' }, config);
  const sender = { ...senderOf(transport, redactor([]), clock), limiter };
  await send(message, sender, PATIENCE);
  await send(message, sender, PATIENCE);
  expect(startedAt[1]).toBeGreaterThanOrEqual(20_000);
  expect(startedAt[1]).toBeLessThanOrEqual(22_000);
});

test.each([
  [120_001, 'Acme asks for a pause of 3 minutes.'],
  [60_000, 'Acme asks for a pause of 1 minute.'],
])('a message that finds its account paused for %d ms leaves at once, unsent', async (pause, words) => {
  const clock = new VirtualClock();
  const limiter = new Limiter(0, clock);
  limiter.pauseFor(pause);
  const transport = jest.fn();
  const { config } = readAccount(acme, ACME_CREDENTIAL);
  const message = buildMessage(acme, 'sendText', { to: '5511987654321', text: 'Hi' }, config);
  const sender = { ...senderOf(transport, redactor([]), clock), limiter };
  const { result, attempts } = await send(message, sender, { ...PATIENCE, longestWait: pause - 1 });
  expect(attempts).toBe(0);
  expect(result).toMatchObject({
    outcome: 'notSent',
    httpStatus: null,
    message: `${words} Nothing was sent; send this item again after that.`,
  });
  expect(transport).not.toHaveBeenCalled();
  expect(clock.now()).toBe(0);
});

test('a message waits for a pause of its account that is as long as it may be', async () => {
  const clock = new VirtualClock();
  const limiter = new Limiter(0, clock);
  limiter.pauseFor(60_000);
  const transport = async (): Promise<HttpResponse> => ({
    status: 200,
    headers: {},
    body: { ok: true, id: 'm1' },
  });
  const { config } = readAccount(acme, ACME_CREDENTIAL);
  const message = buildMessage(acme, 'sendText', { to: '5511987654321', text: 'Hi' }, config);
  const sender = { ...senderOf(transport, redactor([]), clock), limiter };
  const { result } = await send(message, sender, { ...PATIENCE, longestWait: 60_000 });
  expect(result).toMatchObject({ outcome: 'sent' });
  expect(clock.now()).toBe(60_000);
});

test('a vendor that cannot be reached is not tried for every message of a batch', async () => {
  const clock = new VirtualClock();
  let requests = 0;
  const transport = async (): Promise<HttpResponse> => {
    requests += 1;
    throw THROWN.refused;
  };
  const { config } = readAccount(acme, ACME_CREDENTIAL);
  const message = buildMessage(acme, 'sendText', { to: '5511987654321', text: 'Hi' }, config);
  const sender = senderOf(transport, redactor([]), clock);
  const outcomes = new Set<string>();
  for (let item = 0; item < 10_000; item += 1) {
    const { result } = await send(message, sender, PATIENCE);
    outcomes.add((result as MessagingError).outcome);
  }
  expect([...outcomes]).toEqual(['notSent']);
  expect(requests).toBeLessThan(20);
  expect(clock.now()).toBeLessThan(60_000);
});

describe('an attempt', () => {
  const { config } = readAccount(acme, ACME_CREDENTIAL);
  const built = buildMessage(acme, 'sendText', { to: '5511987654321', text: 'Hi' }, config);

  /** Sends with a limiter of its own, and keeps what was sent when. */
  function setUp(reactions: Array<[number, Record<string, string>?]>) {
    const clock = new VirtualClock();
    const limiter = new Limiter(0, clock);
    const sent: Array<{ at: number; request: unknown }> = [];
    const transport = async (request: unknown): Promise<HttpResponse> => {
      sent.push({ at: clock.now(), request });
      const [status, headers = {}] = reactions[Math.min(sent.length, reactions.length) - 1]!;
      return { status, headers, body: status < 300 ? { ok: true, id: 'm1' } : {} };
    };
    return { clock, limiter, sent, sender: { ...senderOf(transport, redactor([]), clock), limiter } };
  }

  test('is written anew where something in it is good only for a while, when its turn has come', async () => {
    const { clock, limiter, sent, sender } = setUp([[503, { 'retry-after': '7' }], [200]]);
    limiter.pauseFor(5_000);
    const writtenAt: number[] = [];
    const fresh = () => {
      writtenAt.push(clock.now());
      const text = `Hi at ${clock.now()}`;
      return buildMessage(acme, 'sendText', { to: '5511987654321', text }, config);
    };
    await send({ ...built, fresh }, sender, PATIENCE);
    expect(writtenAt).toEqual([5_000, 12_000]);
    expect(sent.map(({ request }) => JSON.stringify(request).includes('Hi at 5000'))).toEqual([true, false]);
  });

  test('that cannot be written is not sent and holds nobody up', async () => {
    const { sent, sender } = setUp([[200]]);
    const fresh = () => {
      throw new Error('no link');
    };
    const { result, attempts } = await send({ ...built, fresh }, sender, PATIENCE);
    expect(result).toMatchObject({ outcome: 'notSent' });
    expect([attempts, sent.length]).toEqual([0, 0]);
    expect(sender.limiter.isIdle()).toBe(false);
    expect(await send(built, sender, PATIENCE)).toMatchObject({ result: { outcome: 'sent' } });
  });

  test.each([
    ['its turn does not come within the total time', { totalTime: 20_000 }, 120_000, () => false],
    ['the execution is stopped while it waits for its turn', {}, 120_000, (now: number) => now > 9_000],
    ['its account is paused for too long', {}, 121_000, () => false],
  ])(
    'that never leaves, since %s, takes nothing back of the one before',
    async (_why, patience, pause, stops) => {
      const { clock, limiter, sent, sender } = setUp([[500], [200]]);
      // Somebody else's pause begins while this message pauses.
      const sleep = clock.sleep.bind(clock);
      clock.sleep = async (milliseconds) => {
        await sleep(milliseconds);
        if (limiter.pausedFor === 0) limiter.pauseFor(pause);
      };
      const { result, attempts } = await send(
        built,
        { ...sender, cancelled: () => stops(clock.now()) },
        { ...PATIENCE, ...patience, resendUnknown: true },
      );
      expect(result).toMatchObject({ outcome: 'unknown', httpStatus: 500 });
      expect([attempts, sent.length]).toEqual([1, 1]);
      expect(clock.now()).toBeLessThan(22_000);
    },
  );

  test('waits for its first turn for longer than the total time, which begins when it leaves', async () => {
    const { sent, limiter, sender } = setUp([[503, { 'retry-after': '8' }], [200]]);
    limiter.pauseFor(60_000);
    const { result } = await send(built, sender, { ...PATIENCE, totalTime: 10_000 });
    expect(result).toMatchObject({ outcome: 'sent' });
    expect(sent.map(({ at }) => at)).toEqual([60_000, 68_000]);
  });
});
