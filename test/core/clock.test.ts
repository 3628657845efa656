import { monotonic, pause, SteadyTime, wallClock } from '../../core/pacing/clock';
import { VirtualClock } from '../support/virtualClock';

describe('steady time', () => {
  it('passes as the clock does', async () => {
    const clock = new VirtualClock(() => 40);
    const time = new SteadyTime(clock);
    clock.time = 500;
    expect(time.read()).toBe(500);
    const slept = time.sleep(1_000);
    await clock.run();
    await slept;
    expect(time.read()).toBe(1_540);
  });

  it('stands still when the clock is set back, then goes on', () => {
    const clock = new VirtualClock();
    const time = new SteadyTime(clock);
    clock.time = 100;
    clock.leap(-5_000);
    expect(time.read()).toBe(0);
    clock.time = 300;
    expect(time.read()).toBe(200);
  });

  it('counts a sleep during which the clock leapt ahead as the sleep alone', async () => {
    const clock = new VirtualClock();
    const time = new SteadyTime(clock);
    const seen: number[] = [];
    clock.at(300, () => clock.leap(60_000));
    clock.at(400, () => seen.push(time.read()));
    clock.at(600, () => seen.push(time.read()));
    const slept = time.sleep(1_000);
    await clock.run();
    await slept;
    expect(seen).toEqual([1_000, 1_000]);
    expect(time.read()).toBe(1_000);
    clock.time += 50;
    expect(time.read()).toBe(1_050);
  });

  it('does not go back when a leap is seen after the sleep should have ended', async () => {
    const clock = new VirtualClock(() => 80);
    const time = new SteadyTime(clock);
    const seen: number[] = [];
    clock.at(1_050, () => seen.push(time.read()));
    clock.at(1_060, () => clock.leap(9_000));
    const slept = time.sleep(1_000);
    await clock.run();
    await slept;
    expect(seen).toEqual([1_050]);
    expect(time.read()).toBe(1_050);
  });
});

describe('a pause', () => {
  it('lasts as long as asked, in sleeps of a second at most', async () => {
    const clock = new VirtualClock();
    const sleep = jest.spyOn(clock, 'sleep');
    const paused = pause(2_500, clock);
    await clock.run();
    expect(await paused).toBe(true);
    expect(clock.time).toBe(2_500);
    expect(sleep.mock.calls).toEqual([[1_000], [1_000], [500]]);
  });

  it('ends within a second of being cancelled', async () => {
    const clock = new VirtualClock();
    const paused = pause(60_000, clock, () => clock.time >= 1_500);
    await clock.run();
    expect(await paused).toBe(false);
    expect(clock.time).toBe(2_000);
  });

  it('tells of a cancellation even when there was nothing to wait for', async () => {
    const clock = new VirtualClock();
    expect(await pause(0, clock, () => true)).toBe(false);
    expect(await pause(0, clock, () => false)).toBe(true);
  });
});

test('the clock for ages goes on when the clock on the wall is set back', () => {
  const before = [monotonic(), wallClock()] as const;
  const dateNow = jest.spyOn(Date, 'now').mockReturnValue(before[1] - 86_400_000);
  expect(wallClock()).toBe(before[1] - 86_400_000);
  expect(monotonic()).toBeGreaterThanOrEqual(before[0]);
  dateNow.mockRestore();
});
