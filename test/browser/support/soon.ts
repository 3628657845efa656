import { setTimeout as pause } from 'node:timers/promises';

/** Expects that something is so as soon as the browser has done what it was told; the difference is told otherwise. */
export async function expectSoon<Value>(read: () => Promise<Value>, wanted: Value): Promise<void> {
  const deadline = Date.now() + 15_000;
  const text = JSON.stringify(wanted);
  let seen = await read();
  while (JSON.stringify(seen) !== text && Date.now() < deadline) {
    await pause(50);
    seen = await read();
  }
  expect(seen).toEqual(wanted);
}
