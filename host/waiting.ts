/** How often the line is drawn again: at once for a person, seldom for a log file. */
const interval = process.stdout.isTTY ? 1_000 : 20_000;

/**
 * Runs something long and shows meanwhile how long it has taken and what to expect.
 *
 * @param seconds what it usually takes on two cores
 */
export async function showWaiting(
  task: { output: string },
  seconds: number,
  work: () => Promise<void>,
): Promise<void> {
  const began = Date.now();
  const show = () => {
    const passed = Math.round((Date.now() - began) / 1000);
    const expectation =
      passed > seconds ? `longer than the usual ${duration(seconds)}` : `usually ${duration(seconds)}`;
    task.output = passed ? `${duration(passed)} so far, ${expectation}` : expectation;
  };
  show();
  const timer = setInterval(show, interval);
  try {
    await work();
  } finally {
    clearInterval(timer);
  }
}

/** 75 -> "1 min 15 s". */
export function duration(seconds: number): string {
  const parts = [
    [Math.floor(seconds / 60), 'min'],
    [seconds % 60, 's'],
  ] as const;
  return (
    parts
      .filter(([count]) => count > 0)
      .map(([count, unit]) => `${count} ${unit}`)
      .join(' ') || '0 s'
  );
}
