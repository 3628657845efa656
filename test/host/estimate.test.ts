import { Estimate, type Part } from '../../host/estimate';
import { timeShare } from '../../host/installing';
import { progress, roughly } from '../../host/waiting';

/** A clock that is set by hand, in seconds. */
class Clock {
  seconds = 1_000;
  readonly now = () => this.seconds;
}

const parts: Part[] = [
  { name: 'packages', seconds: 160 },
  { name: 'node', seconds: 10 },
  { name: 'driver', seconds: 70 },
  { name: 'n8n', seconds: 20 },
];

/** A part whose share of time that is over is what the test says. */
function watched() {
  const seen = { share: 0 };
  const clock = new Clock();
  const withShare = parts.map((part) =>
    part.name === 'packages' ? { ...part, share: () => seen.share, seenFrom: 0.2 } : part,
  );
  const estimate = new Estimate(withShare, 1, clock.now);
  let end = () => {};
  const done = estimate.during('packages', () => new Promise<void>((resolve) => (end = resolve)));
  return { clock, estimate, seen, end: () => (end(), done) };
}

const never = () => new Promise<void>(() => {});

describe('field U15: what is said of the time', () => {
  test('is the usual time before anything was seen, and says so', () => {
    const estimate = new Estimate(parts);
    expect(estimate.remaining()).toBe(260);
    expect(estimate.isMeasured).toBe(false);
    expect(new Estimate(parts, 1.7).remaining()).toBe(442);
  });

  test.each([0.4, 1, 2.5, 6])('follows a machine that needs %d times the usual', (pace) => {
    const { clock, estimate, seen } = watched();
    const whole = 260 * pace;
    const off: number[] = [];
    for (let passed = 0; passed < 160 * pace; passed += 2) {
      seen.share = Math.floor((passed / (160 * pace)) * 20) / 20;
      if (seen.share >= 0.3) off.push(estimate.remaining() / (whole - passed));
      clock.seconds += 2;
    }
    expect(off.length).toBeGreaterThan(10);
    expect(Math.max(...off)).toBeLessThan(1.5);
    expect(Math.min(...off)).toBeGreaterThan(0.6);
    expect(estimate.isMeasured).toBe(true);
  });

  test('follows it before the first thirty percent, too: never off by three', () => {
    for (const pace of [0.4, 1, 2.5]) {
      const { clock, estimate, seen } = watched();
      for (let passed = 0; passed < 50 * pace; passed += 1) {
        seen.share = passed / (160 * pace);
        const off = estimate.remaining() / (260 * pace - passed);
        expect([off < 3, off > 1 / 3]).toEqual([true, true]);
        clock.seconds += 1;
      }
    }
  });

  test('is corrected where nothing is to be seen although it should be', () => {
    const { clock, estimate } = watched();
    clock.seconds += 31;
    expect([estimate.isMeasured, estimate.remaining()]).toEqual([false, 229]);
    // Three times the usual 32 seconds without a package: it takes 780 seconds in all.
    clock.seconds += 65;
    expect(estimate.isMeasured).toBe(true);
    expect(estimate.remaining()).toBeGreaterThan((780 - 96) / 1.5);
    expect(estimate.remaining()).toBeLessThan((780 - 96) * 1.5);
  });

  test('counts down between two looks', () => {
    const { clock, estimate, seen } = watched();
    clock.seconds += 80;
    seen.share = 0.5;
    const before = estimate.remaining();
    clock.seconds += 10;
    expect(before - estimate.remaining()).toBeCloseTo(10);
  });

  test('grows again where nothing moves any more', () => {
    const { clock, estimate, seen } = watched();
    clock.seconds += 80;
    seen.share = 0.5;
    estimate.remaining();
    clock.seconds += 85;
    const almost = estimate.remainingOf('packages');
    clock.seconds += 600;
    expect(estimate.remainingOf('packages')).toBeGreaterThan(Math.max(100, almost * 2));
    expect(estimate.remainingOf('driver')).toBeGreaterThan(140);
  });

  test('a share that goes back takes nothing back', () => {
    const { clock, estimate, seen } = watched();
    clock.seconds += 80;
    seen.share = 0.5;
    estimate.remaining();
    seen.share = 0.1;
    clock.seconds += 1;
    expect(estimate.remainingOf('packages')).toBeCloseTo(79, 0);
  });

  test('the driver that took three times the promise: the promise was learnt from what came before', async () => {
    const { clock, estimate, end } = watched();
    clock.seconds += 440;
    await end();
    const driver = estimate.remainingOf('driver');
    expect(driver).toBeGreaterThan(191 / 1.5);
    expect(driver).toBeLessThan(191 * 1.5);
    void estimate.during('driver', never);
    // And where it takes longer yet, the line never says that it is almost over for ever.
    clock.seconds += 400;
    expect(estimate.remainingOf('driver')).toBeGreaterThanOrEqual(80);
  });

  test('what is faster than promised shortens the rest', async () => {
    const clock = new Clock();
    const estimate = new Estimate(parts, 1, clock.now);
    const work = async () => void (clock.seconds += 40);
    await estimate.during('packages', work);
    expect(estimate.remaining()).toBeLessThan(50);
    expect(estimate.remainingOf('packages')).toBe(0);
  });

  test('is over when all is done, and after what did not succeed', async () => {
    const estimate = new Estimate(parts, 1, new Clock().now);
    for (const { name } of parts.slice(1)) await estimate.during(name, async () => undefined);
    await expect(estimate.during('packages', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(estimate.remaining()).toBe(0);
  });

  test('is written as what it is: usual, then measured, and for all that follows', () => {
    const { clock, estimate, seen } = watched();
    expect(progress(estimate, 'packages')).toBe('usually about 3 min; n8n is ready in about 4 min 30 s');
    clock.seconds += 75;
    seen.share = 0.25;
    expect(progress(estimate, 'packages')).toBe(
      '1 min 15 s so far, about 3 min 30 s to go; n8n is ready in about 6 min 30 s',
    );
  });

  test.each([
    [0, 'a few seconds'],
    [6.9, 'a few seconds'],
    [7, '10 s'],
    [51, '1 min'],
    [89, '1 min 30 s'],
    [91, '2 min'],
    [130, '2 min 30 s'],
    [599, '10 min'],
    [661, '12 min'],
  ])('%d seconds are foretold as "%s"', (seconds, written) => {
    expect(roughly(seconds)).toBe(written);
  });
});

describe('the share of the time of an installation', () => {
  test('grows with the packages, from nothing to almost all', () => {
    const shares = Array.from({ length: 101 }, (_, percent) => timeShare(percent / 100));
    expect(shares).toEqual([...shares].sort((one, other) => one - other));
    expect([shares[0], shares[50]]).toEqual([0, 0.35]);
    // npm has more to do when all are there.
    expect(shares[100]).toBeLessThan(1);
    expect(timeShare(0.625)).toBeCloseTo(0.39);
  });
});
