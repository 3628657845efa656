import { Listr } from 'listr2';
import { describeFailure } from './failure';
import { preparationTasks } from './preparing';

/** Prepares the pinned n8n without starting it, for machines that only run tests. */
new Listr(preparationTasks()).run().catch((failure: unknown) => {
  console.error(`\n${describeFailure(failure)}\n`);
  process.exitCode = 1;
});
