import { accountKey, limiterFor } from '../../core/pacing/limiters';
import { VirtualClock } from '../support/virtualClock';

describe('the limiters of the accounts', () => {
  it('are one per account, whoever asks', () => {
    const clock = new VirtualClock();
    const key = accountKey('acme', 'credential', 'channel');
    expect(limiterFor(key, 60, clock)).toBe(limiterFor(key, 60, clock));
    expect(limiterFor(accountKey('acme', 'credential', 'other'), 60, clock)).not.toBe(
      limiterFor(key, 60, clock),
    );
  });

  it('follow a change of the limit', async () => {
    const clock = new VirtualClock();
    const key = accountKey('acme', 'changing', '');
    const limiter = limiterFor(key, 1, clock);
    limiterFor(key, 0, clock);
    await limiter.acquire();
    await limiter.acquire();
    expect(clock.time).toBe(0);
  });

  it('are forgotten beyond a thousand, except those in use', async () => {
    const clock = new VirtualClock();
    const busy = limiterFor('busy', 60, clock);
    const idle = limiterFor('idle', 60, clock);
    await busy.acquire();
    for (let each = 0; each < 1_000; each++) limiterFor(`account ${each}`, 60, clock);
    expect(limiterFor('busy', 60, clock)).toBe(busy);
    expect(limiterFor('idle', 60, clock)).not.toBe(idle);
  });
});

describe('the key of an account', () => {
  it('names nothing of what it is made from', () => {
    expect(accountKey('acme', 'credential', 'channel')).toMatch(/^[0-9a-f]{64}$/);
  });

  it('differs where any part does, also where the parts join alike', () => {
    const keys = [
      accountKey('acme', 'ab', 'c'),
      accountKey('acme', 'a', 'bc'),
      accountKey('acmea', 'b', 'c'),
      accountKey('acme', 'abc', ''),
      accountKey('acme', '', 'abc'),
    ];
    expect(new Set(keys).size).toBe(keys.length);
    expect(accountKey('acme', 'ab', 'c')).toBe(keys[0]);
  });
});
