import '../faults/rig/sourcesFirst';
import './quietLogs.js';
import { runNode, type Run } from './engine';

/**
 * A worker to be killed: a process with n8n's engine in it, which runs what it is told and hands over the
 * execution's data as it is when it begins, which is all that n8n stores of it before it ends.
 */
process.on('message', (run: Run) => {
  void runNode({ ...run, started: (_cancel, data) => void process.send?.(data) });
});
process.on('disconnect', () => process.exit(0));
