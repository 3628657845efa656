import { accountKey, Queue, queueFor } from '../../core/sending/queue';
import { VirtualClock } from '../support/virtualClock';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe('the queues of the accounts', () => {
  it('are one per account, whoever asks', () => {
    const clock = new VirtualClock();
    expect(queueFor('one', 60, clock)).toBe(queueFor('one', 60, clock));
    expect(queueFor('other', 60, clock)).not.toBe(queueFor('one', 60, clock));
  });

  it('follow a change of the limit', async () => {
    const clock = new VirtualClock();
    const { limiter } = queueFor('changing', 1, clock);
    queueFor('changing', 0, clock);
    await limiter.acquire();
    await limiter.acquire();
    expect(clock.time).toBe(0);
  });

  it('field R18: are forgotten beyond a thousand, except those that are held, used or remember something', async () => {
    const clock = new VirtualClock();
    const named = (name: string): Queue => queueFor(name, 60, clock);
    const idle = named('idle');
    const kept: Array<[string, Queue]> = [
      'pace',
      'pause',
      'slowed',
      'held',
      'recipient',
      'upload',
      'waiting',
      'breaker',
      'budget',
    ].map((name) => [name, named(name)]);
    const queue = Object.fromEntries(kept) as Record<string, Queue>;
    await queue['pace']!.limiter.acquire();
    queue['pause']!.limiter.pauseFor(HOUR);
    (await queue['slowed']!.limiter.acquire())?.busy(0);
    const letGo = queue['held']!.hold();
    queue['recipient']!.recipient('5511987654321');
    queue['upload']!.upload();
    const before = queue['waiting']!.recipient('1');
    const waiting = queue['waiting']!.recipient('1').come();
    queue['breaker']!.breaker.note(true);
    queue['budget']!.budget.spend();
    for (let each = 0; each < 1_000; each++) named(`account ${each}`);
    for (const [name, known] of kept) expect([name, named(name) === known]).toEqual([name, true]);
    expect(named('idle')).not.toBe(idle);
    before.end();
    expect(await waiting).toBe(true);
    letGo();
    // Two minutes later only the pace that is not free yet, the pause, the slow pace and what is held in a line is known.
    await clock.run(2 * MINUTE);
    for (let each = 0; each < 1_000; each++) named(`another ${each}`);
    const stay = kept.filter(([name, known]) => named(name) === known).map(([name]) => name);
    expect(stay).toEqual(['pace', 'pause', 'slowed', 'recipient', 'upload', 'waiting', 'breaker']);
    await clock.run(10 * MINUTE);
    for (let each = 0; each < 1_000; each++) named(`a third ${each}`);
    const later = kept.filter(([name, known]) => named(name) === known).map(([name]) => name);
    expect(later).toEqual(['pace', 'pause', 'recipient', 'upload', 'waiting']);
  });
});

describe('a queue', () => {
  it('has a line for each recipient and one for all uploads, and none once they are left', async () => {
    const queue = new Queue(0, new VirtualClock());
    const [first, second, other] = [queue.recipient('1'), queue.recipient('1'), queue.recipient('2')];
    const [upload, next] = [queue.upload(), queue.upload()];
    expect([first, second, other, upload, next].map(({ isNext }) => isNext)).toEqual([
      true,
      false,
      true,
      true,
      false,
    ]);
    expect(queue.lines).toBe(3);
    for (const turn of [second, other, first, next, upload]) turn.end();
    expect(queue.lines).toBe(0);
    expect(queue.isIdle).toBe(true);
  });
});

describe('the key of an account', () => {
  const config = { baseUrl: 'https://acme.example/v1', channelId: '7', plan: 'custom' };

  it('names nothing of what it is made from', () => {
    expect(accountKey('acme', config, ['secret'])).toMatch(/^[0-9a-f]{64}$/);
  });

  it('is the same for all credentials with the same address and secret', () => {
    const key = accountKey('acme', config, ['secret']);
    expect(accountKey('acme', { ...config, channelId: '8', plan: 'starter' }, ['secret'])).toBe(key);
  });

  it.each([
    ['in capitals', { baseUrl: 'HTTPS://ACME.example/v1' }],
    ['with its port', { baseUrl: 'https://acme.example:443/v1' }],
    ['with another path of the same server', { baseUrl: 'https://acme.example/v2' }],
    ['given twice', { baseUrl: 'https://acme.example', mediaUrl: 'https://acme.example/media' }],
    ['with something that is no address', { baseUrl: 'https://acme.example', note: 'https://[' }],
  ])('is the same for one token at one server, with its address written %s', (_how, address) => {
    expect(accountKey('acme', { ...config, ...address }, ['secret'])).toBe(
      accountKey('acme', config, ['secret']),
    );
  });

  it('differs where the vendor, an address or a secret does, also where the parts join alike', () => {
    const keys = [
      accountKey('acme', config, ['ab', 'c']),
      accountKey('acme', config, ['a', 'bc']),
      accountKey('acme', config, ['abc']),
      accountKey('acmea', config, ['ab', 'c']),
      accountKey('acme', { ...config, baseUrl: 'https://acme2.example/v1' }, ['ab', 'c']),
      accountKey('acme', { ...config, other: 'HTTP://second.example' }, ['ab', 'c']),
    ];
    expect(new Set(keys).size).toBe(keys.length);
  });
});
