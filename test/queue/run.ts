import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { findPrograms } from './support/programs';

/** `npm run test:queue`: says in one line what is missing, or runs the cases. */

const programs = findPrograms();
if (typeof programs === 'string') {
  console.error(programs);
  process.exitCode = 1;
} else {
  const jest = join(__dirname, '..', '..', 'node_modules', 'jest', 'bin', 'jest.js');
  const parameters = ['--selectProjects', 'queue', '--runInBand', '--testTimeout=600000'];
  const ran = spawnSync(process.execPath, [jest, ...parameters, ...process.argv.slice(2)], {
    stdio: 'inherit',
  });
  process.exitCode = ran.status ?? 1;
}
