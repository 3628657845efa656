import { Listr } from 'listr2';
import { describeFailure } from './failure';
import { Preparation } from './preparing';

/** Prepares the pinned n8n without starting it, for machines that only run tests. */
new Listr(new Preparation().tasks()).run().catch((failure: unknown) => {
  console.error(`\n${describeFailure(failure)}\n`);
  process.exitCode = 1;
});
