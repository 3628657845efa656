import type { Estimate } from './estimate';
import { words } from './words';

/** How often the line is drawn again: at once for a person, seldom for a log file. */
const interval = process.stdout.isTTY ? 1_000 : 20_000;

/**
 * Waits for something long and shows meanwhile how long it has taken and how much longer it takes.
 *
 * @param part its name in the estimate
 * @param work settles when it is done; it may have begun before
 */
export async function showWaiting(
  task: { output: string },
  estimate: Estimate,
  part: string,
  work: Promise<void>,
): Promise<void> {
  const show = () => (task.output = progress(estimate, part));
  show();
  const timer = setInterval(show, interval);
  try {
    await work;
  } finally {
    clearInterval(timer);
  }
}

/** "1 min 20 s so far, about 2 min to go; n8n is ready in about 3 min" */
export function progress(estimate: Estimate, part: string): string {
  const say = words();
  const passed = Math.round(estimate.passed(part));
  const [own, all] = [estimate.remainingOf(part), estimate.remaining()];
  const expectation = estimate.isMeasured
    ? say.remaining(roughly(own))
    : say.usual(roughly(estimate.passed(part) + own));
  const pieces = [...(passed ? [say.passed(exactly(passed))] : []), expectation];
  return pieces.join(', ') + (all - own >= 5 ? `; ${say.untilReady(roughly(all))}` : '');
}

/** 75 -> "1 min 15 s". */
export function exactly(seconds: number): string {
  const { minutes, seconds: written } = words();
  const parts = [
    [Math.floor(seconds / 60), minutes],
    [seconds % 60, written],
  ] as const;
  return (
    parts
      .filter(([count]) => count > 0)
      .map(([count, unit]) => unit(count))
      .join(' ') || written(0)
  );
}

/** A time as it can honestly be foretold: tens of seconds, then half minutes, from ten minutes on whole ones. */
export function roughly(seconds: number): string {
  const step = seconds < 90 ? 10 : seconds < 600 ? 30 : 60;
  return seconds < 7 ? words().moments : exactly(Math.ceil(seconds / step) * step);
}
