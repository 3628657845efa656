import { sideBySide, type AtOnce, type Place } from '../../nodes/shared/running/places';

/** Everything that waits has gone as far as it can. */
const settled = async (): Promise<void> => await new Promise((resolve) => setImmediate(resolve));

/** Works on items as it is told to, and notes what was begun. */
class Desk {
  readonly begun: number[] = [];
  readonly back: number[] = [];
  ended = false;
  private readonly ends = new Map<number, (goesOn: boolean) => void>();
  private readonly waits = new Map<number, () => void>();
  readonly run: Promise<void>;

  /** @param lends which items lend their place before they work */
  constructor(count: number, atOnce: number | AtOnce, lends: (item: number) => boolean = () => false) {
    const work = async (item: number, place: Place): Promise<boolean> => {
      this.begun.push(item);
      if (lends(item)) {
        const answer = await place.lend(
          async () => await new Promise<number>((resolve) => this.waits.set(item, () => resolve(item))),
        );
        this.back.push(answer);
      }
      return await new Promise<boolean>((resolve) => this.ends.set(item, resolve));
    };
    const places: AtOnce = atOnce === 1 ? 'strictly' : typeof atOnce === 'number' ? () => atOnce : atOnce;
    this.run = sideBySide(count, places, work).then(() => void (this.ended = true));
  }

  async end(item: number, goesOn = true): Promise<void> {
    this.ends.get(item)?.(goesOn);
    await settled();
  }

  async comeBack(item: number): Promise<void> {
    this.waits.get(item)?.();
    await settled();
  }
}

describe('items that are worked on', () => {
  test('are begun in order, and no more at once than there are places', async () => {
    const desk = new Desk(4, 2);
    await settled();
    expect(desk.begun).toEqual([0, 1]);
    await desk.end(1);
    expect(desk.begun).toEqual([0, 1, 2]);
    await desk.end(0);
    expect(desk.begun).toEqual([0, 1, 2, 3]);
    await desk.end(2);
    expect(desk.ended).toBe(false);
    await desk.end(3);
    expect(desk.ended).toBe(true);
  });

  test('are ended already where there are none', async () => {
    const desk = new Desk(0, 3);
    await desk.run;
    expect(desk.begun).toEqual([]);
  });

  test('are followed by none where one says so, and those under way are waited for', async () => {
    const desk = new Desk(9, 3);
    await settled();
    await desk.end(1, false);
    await desk.end(0);
    expect([desk.begun, desk.ended]).toEqual([[0, 1, 2], false]);
    await desk.end(2);
    expect([desk.begun, desk.ended]).toEqual([[0, 1, 2], true]);
  });

  test('give their place to another while they wait, and come back before a new one is begun', async () => {
    const desk = new Desk(6, 2, (item) => item === 0);
    await settled();
    expect(desk.begun).toEqual([0, 1, 2]);
    // Both places are taken, so it waits for one.
    await desk.comeBack(0);
    expect(desk.back).toEqual([]);
    await desk.end(2);
    expect([desk.back, desk.begun]).toEqual([[0], [0, 1, 2]]);
    await desk.end(0);
    expect(desk.begun).toEqual([0, 1, 2, 3]);
  });

  test('keep their place while they wait where it is strictly one after another', async () => {
    const desk = new Desk(2, 1, (item) => item === 0);
    await settled();
    expect(desk.begun).toEqual([0]);
    await desk.comeBack(0);
    expect(desk.back).toEqual([0]);
    await desk.end(0);
    expect(desk.begun).toEqual([0, 1]);
  });

  test('are no more than 500 with their place lent', async () => {
    const desk = new Desk(900, 2, () => true);
    await settled();
    expect(desk.begun).toHaveLength(500);
    // Back, it holds a place; nothing stands in the way of one more.
    await desk.comeBack(7);
    expect([desk.back, desk.begun.length]).toEqual([[7], 501]);
    await desk.end(7);
    expect(desk.begun).toHaveLength(501);
    await desk.comeBack(8);
    expect([desk.back, desk.begun.length]).toEqual([[7, 8], 502]);
  });

  test('have their place again where what they wait for fails', async () => {
    const told: unknown[] = [];
    await sideBySide(
      3,
      () => 2,
      async (item, place) => {
        const failing = place.lend(async () => await Promise.reject(new Error(`no ${item}`)));
        told.push(await failing.catch(({ message }: Error) => message));
        return true;
      },
    );
    expect(told).toEqual(['no 0', 'no 1', 'no 2']);
  });

  it('asks again how many may be on their way whenever one could begin', async () => {
    let atOnce = 1;
    const desk = new Desk(9, () => atOnce);
    await settled();
    expect(desk.begun).toEqual([0]);
    atOnce = 4;
    await desk.end(0);
    expect(desk.begun).toEqual([0, 1, 2, 3, 4]);
    atOnce = 2;
    await desk.end(1);
    await desk.end(2);
    expect(desk.begun).toEqual([0, 1, 2, 3, 4]);
    await desk.end(3);
    expect(desk.begun).toEqual([0, 1, 2, 3, 4, 5]);
    for (const item of [4, 5, 6, 7, 8]) await desk.end(item);
    await desk.run;
  });
});
