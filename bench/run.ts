import '../test/faults/rig/sourcesFirst';
import '../test/support/quietLogs.js';

import { hostileAnswer } from './hostileAnswer';
import { n8n } from './n8n';
import { pacing } from './pacing';
import { soak } from './soak';
import { throughput } from './throughput';
import { upload } from './upload';
import { webhooks } from './webhooks';

/** The measured claims: `npm run bench` prints all of them, `npm run bench upload` one. Numbers are for those. */
const BENCHES: Readonly<Record<string, (parameters: readonly string[]) => Promise<unknown>>> = {
  throughput,
  upload,
  hostileAnswer,
  pacing,
  soak,
  webhooks,
  n8n,
};

async function main(): Promise<void> {
  const given = process.argv.slice(2);
  const wanted = given.filter((each) => each in BENCHES);
  const parameters = given.filter((each) => !(each in BENCHES));
  for (const [name, bench] of Object.entries(BENCHES)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    console.log(`\n=== ${name}`);
    await bench(parameters);
  }
  process.exit(0);
}

void main();
