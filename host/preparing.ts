import { availableParallelism } from 'node:os';
import type { ListrTask } from 'listr2';
import { Estimate, type Part } from './estimate';
import { missingSteps, runStep, type PreparationStep } from './prepare';
import { showWaiting } from './waiting';

/** What is missing until n8n can start, done in the background from the moment on that it is begun. */
export class Preparation {
  readonly estimate: Estimate;
  private readonly begun = new Map<string, Promise<void>>();

  /**
   * @param further what is done after the preparation, so that the estimate covers it, too
   * @param steps what is missing
   */
  constructor(
    further: readonly Part[] = [],
    private readonly steps: readonly PreparationStep[] = missingSteps(),
  ) {
    this.estimate = new Estimate([...steps, ...further], firstGuess());
  }

  /** Whether n8n is prepared already, as on every start but the first. */
  get isDone(): boolean {
    return this.steps.length === 0;
  }

  /** Begins, unless it has; where a step does not succeed the next ones are not tried. */
  begin(): void {
    if (this.begun.size > 0) return;
    let before = Promise.resolve();
    for (const step of this.steps) {
      before = before.then(() => this.estimate.during(step.name, () => runStep(step)));
      // Whoever waits for the step is told; nobody may be waiting yet.
      before.catch(() => {});
      this.begun.set(step.name, before);
    }
  }

  /** The steps as tasks that show how long they take. */
  tasks(): ListrTask[] {
    return this.steps.map(({ name, title }) => ({
      title,
      task: (_, task) => {
        this.begin();
        return showWaiting(task, this.estimate, name, this.begun.get(name) ?? Promise.resolve());
      },
    }));
  }
}

/** How many times the usual time this machine may need, before anything was measured. */
function firstGuess(): number {
  return availableParallelism() === 1 ? 1.7 : 1;
}
