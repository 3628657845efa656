import { setTimeout as pause } from 'node:timers/promises';

/** Expects that something is so as soon as the browser has done what it was told; the difference is told otherwise. */
export async function expectSoon<Value>(read: () => Promise<Value>, wanted: Value): Promise<void> {
  const deadline = Date.now() + 20_000;
  for (;;) {
    const seen = await read();
    try {
      expect(seen).toEqual(wanted);
      return;
    } catch (difference) {
      if (Date.now() > deadline) throw difference;
    }
    await pause(50);
  }
}
