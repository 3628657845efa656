import type { ListrTask } from 'listr2';
import { missingSteps, runStep } from './prepare';
import { duration, showWaiting } from './waiting';

/** The missing steps of the preparation as tasks that show how long they take. */
export function preparationTasks(): ListrTask[] {
  return missingSteps().map((step) => ({
    title: step.title,
    task: (_, task) => showWaiting(task, step.seconds, () => runStep(step)),
  }));
}

/** What to expect of this start, or null where everything is prepared. */
export function expectation(): string | null {
  const seconds = missingSteps().reduce((sum, step) => sum + step.seconds, 0);
  return seconds
    ? `The first start prepares n8n: about ${duration(seconds)}. The next ones take seconds.`
    : null;
}
