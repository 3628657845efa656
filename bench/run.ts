import '../test/faults/rig/sourcesFirst';
import '../test/support/quietLogs.js';

import { hostileAnswer } from './hostileAnswer';
import { pacing } from './pacing';
import { soak } from './soak';
import { throughput } from './throughput';
import { upload } from './upload';
import { webhooks } from './webhooks';

/** The measured claims: `npm run bench` prints all of them, `npm run bench upload` one. */
const BENCHES: Readonly<Record<string, () => Promise<unknown>>> = {
  throughput,
  upload,
  hostileAnswer,
  pacing,
  soak,
  webhooks,
};

async function main(): Promise<void> {
  const wanted = process.argv.slice(2);
  for (const [name, bench] of Object.entries(BENCHES)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    console.log(`\n=== ${name}`);
    await bench();
  }
  process.exit(0);
}

void main();
