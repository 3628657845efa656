import '../faults/rig/sourcesFirst';
import './quietLogs.js';
import type { IRunExecutionData } from 'n8n-workflow';
import { runNode, type Run } from './engine';

/**
 * A worker to be killed: a process with n8n's engine in it, which runs what it is told and, right before each
 * request leaves, hands over the execution's data as n8n would have it in its database at that moment.
 */
process.on('message', (run: Run) => {
  let data: IRunExecutionData | undefined;
  void runNode({
    ...run,
    started: (_cancel, current) => (data = current),
    leaving: () => void process.send?.(data),
  });
});
process.on('disconnect', () => process.exit(0));
