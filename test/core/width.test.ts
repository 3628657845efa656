import { Limiter } from '../../core/pacing/limiter';
import { Width, type RequestEnd } from '../../core/pacing/width';
import { VirtualClock } from '../support/virtualClock';

const MINUTE = 60_000;

/** How a vendor ends the request that is the n-th on its way. */
type Vendor = (underWay: number) => { took: number; end?: RequestEnd };

const steady =
  (took: number): Vendor =>
  () => ({ took });

/** A vendor that works on so many requests at once; the others wait in its queue. */
const working =
  (capacity: number, took: number): Vendor =>
  (underWay) => ({ took: took * Math.max(1, underWay / capacity) });

/** Sends without end to a vendor, as many at once as the width allows. */
class Traffic {
  readonly clock = new VirtualClock();
  readonly width: Width;
  answered = 0;
  underWay = 0;
  most = 0;
  vendor: Vendor = steady(50);

  constructor(perMinute = Infinity) {
    this.width = new Width(this.clock, () => perMinute);
  }

  /** @param milliseconds from now on */
  async run(milliseconds: number): Promise<void> {
    this.fill();
    await this.clock.run(this.clock.time + milliseconds);
  }

  private fill(): void {
    while (this.underWay < this.width.current) {
      this.underWay += 1;
      this.most = Math.max(this.most, this.underWay);
      const ended = this.width.departed();
      const { took, end = 'answered' } = this.vendor(this.underWay);
      this.clock.at(this.clock.time + took, () => {
        this.underWay -= 1;
        this.answered += 1;
        ended(end);
        this.fill();
      });
    }
  }
}

describe('without a pace the width', () => {
  it('begins at five', () => {
    expect(new Traffic().width.current).toBe(5);
  });

  it.each([0, 1, 50, 300, 3_000])(
    'grows to 50 and no further while answers of %i ms stay as they are',
    async (took) => {
      const traffic = new Traffic();
      traffic.vendor = steady(Math.max(took, 1));
      await traffic.run(6 * took + 100);
      expect(traffic.width.current).toBe(50);
      await traffic.run(20 * took + 100);
      expect(traffic.most).toBe(50);
    },
  );

  it.each([10, 20, 30])('stays near what a vendor works on at once: %i', async (capacity) => {
    const traffic = new Traffic();
    traffic.vendor = working(capacity, 200);
    await traffic.run(5 * MINUTE);
    const widths: number[] = [];
    for (let second = 0; second < 60; second += 1) {
      await traffic.run(1_000);
      widths.push(traffic.width.current);
    }
    // But for the round of five that measures the vendor anew.
    const usual = widths.filter((width) => width > 5);
    expect(usual.length).toBeGreaterThanOrEqual(58);
    expect(Math.min(...usual)).toBeGreaterThanOrEqual(capacity * 0.8);
    expect(Math.max(...usual)).toBeLessThanOrEqual(capacity * 1.8);
  });

  it('falls when the vendor slows down under it, and rises again when it has recovered', async () => {
    const traffic = new Traffic();
    traffic.vendor = steady(100);
    await traffic.run(5_000);
    expect(traffic.width.current).toBe(50);
    traffic.vendor = working(10, 100);
    await traffic.run(10_000);
    expect(traffic.width.current).toBeLessThanOrEqual(20);
    traffic.vendor = steady(100);
    await traffic.run(20_000);
    expect(traffic.width.current).toBe(50);
  });

  it('grows again where a vendor became slower for good', async () => {
    const traffic = new Traffic();
    traffic.vendor = steady(100);
    await traffic.run(5_000);
    traffic.vendor = steady(400);
    await traffic.run(10_000);
    expect(traffic.width.current).toBeLessThan(50);
    await traffic.run(5 * MINUTE);
    expect(traffic.width.current).toBe(50);
  });

  it('is halved once for all that was on its way when the vendor pushed back', async () => {
    const traffic = new Traffic();
    await traffic.run(2_000);
    traffic.vendor = () => ({ took: 50, end: 'pushedBack' });
    await traffic.run(110);
    expect(traffic.width.current).toBe(25);
    await traffic.run(50);
    expect(traffic.width.current).toBe(12);
  });

  it('never falls below five, and recovers from there by one a round', async () => {
    const traffic = new Traffic();
    traffic.vendor = () => ({ took: 50, end: 'pushedBack' });
    await traffic.run(10_000);
    expect(traffic.width.current).toBe(5);
    traffic.vendor = steady(50);
    await traffic.run(60);
    expect(traffic.width.current).toBeLessThanOrEqual(7);
    await traffic.run(60 * 50);
    expect(traffic.width.current).toBe(50);
  });

  it('counts a request that is ended twice once', async () => {
    const { width } = new Traffic();
    const ended = width.departed();
    for (let each = 0; each < 20; each += 1) ended('answered');
    expect(width.current).toBe(5);
  });
});

describe('with a pace the width', () => {
  it.each([
    [60, 300],
    [600, 1_000],
    [1_200, 3_000],
    [1_000, 3_000],
  ])('lets %i a minute be reached at answers of %i ms', async (perMinute, took) => {
    const clock = new VirtualClock();
    const limiter = new Limiter(perMinute, clock);
    const width = new Width(clock, () => perMinute);
    let underWay = 0;
    let answered = 0;
    const fill = (): void => {
      while (underWay < width.current) {
        underWay += 1;
        void limiter.acquire().then((slot) => {
          const ended = width.departed();
          clock.at(clock.time + took, () => {
            underWay -= 1;
            answered += 1;
            slot?.done();
            ended('answered');
            fill();
          });
        });
      }
    };
    fill();
    await clock.run(2 * MINUTE);
    const before = answered;
    await clock.run(7 * MINUTE);
    const perMinuteSeen = (answered - before) / 5;
    expect(perMinuteSeen).toBeLessThanOrEqual(perMinute);
    // A place of the pace stays taken until a minute after its answer, see Limiter.
    expect(perMinuteSeen).toBeGreaterThanOrEqual(perMinute * (MINUTE / (MINUTE + took)) * 0.96);
  });

  it('is a hundred at most', async () => {
    const traffic = new Traffic(100_000);
    traffic.vendor = steady(3_000);
    await traffic.run(MINUTE);
    expect(traffic.width.current).toBe(100);
  });

  it('is not halved by what the vendor pushes back: the pace itself falls', async () => {
    let perMinute = 1_200;
    const clock = new VirtualClock();
    const width = new Width(clock, () => perMinute);
    const answer = (end: RequestEnd): void => {
      const ended = width.departed();
      clock.time += 3_000;
      ended(end);
    };
    for (let each = 0; each < 50; each += 1) answer('answered');
    expect(width.current).toBe(61);
    answer('pushedBack');
    expect(width.current).toBe(61);
    perMinute = 840;
    expect(width.current).toBe(43);
  });
});
